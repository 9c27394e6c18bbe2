/** Bytes. TikTok takes chunks of 5 to 64 MB, and does not say which MB: these figures fit both. Source: tiktok.md section 4.2. */
const CHUNK = 10_000_000;
/** Up to here a file goes as one chunk. */
const ONE_CHUNK = 20_000_000;

/** How a video is cut for its upload. The last chunk carries what is left over, so it may be larger than the others. */
export interface ChunkPlan {
  size: number;
  chunkSize: number;
  count: number;
}

export function chunkPlan(size: number): ChunkPlan {
  if (size <= ONE_CHUNK) return { size, chunkSize: size, count: 1 };
  return { size, chunkSize: CHUNK, count: Math.floor(size / CHUNK) };
}

/** Where the last chunk begins, whose arrival makes the post. */
export function lastChunkStart({ chunkSize, count }: ChunkPlan): number {
  return (count - 1) * chunkSize;
}

/** Where the chunk ends that holds a byte; exclusive. */
export function chunkEnd(plan: ChunkPlan, byte: number): number {
  const index = Math.floor(byte / plan.chunkSize);
  return index >= plan.count - 1 ? plan.size : (index + 1) * plan.chunkSize;
}
