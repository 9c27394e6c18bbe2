/** Bytes. "MB" may be decimal or binary: here each limit is the stricter reading. */
const smallestChunk = 5 * 1024 * 1024;
const largestChunk = 64_000_000;
const largestLast = 128_000_000;
export const largestVideo = 4 * 1024 ** 3;

export interface ChunkPlan {
  size: number;
  chunkSize: number;
  chunkCount: number;
}

/**
 * What is wrong with a plan; undefined when nothing is. The number of chunks is the floor of size by chunk size, so
 * the last one carries the rest; a file of up to 64 MB may go as one, and one of less than 5 MB must.
 */
export function planFault({ size, chunkSize, chunkCount }: ChunkPlan): string | undefined {
  if (size > largestVideo) return 'The video is larger than 4 GB.';
  if (chunkSize === size)
    return chunkCount === 1 && size <= largestChunk ? undefined : 'The total chunk count is invalid.';
  if (chunkSize < smallestChunk || chunkSize > largestChunk) return 'The chunk size is invalid.';
  if (chunkCount !== Math.floor(size / chunkSize) || chunkCount < 1 || chunkCount > 1000)
    return 'The total chunk count is invalid.';
  const last = size - (chunkCount - 1) * chunkSize;
  return last > largestLast ? 'The last chunk is too large.' : undefined;
}

/** The chunk that begins at a byte; undefined when none does. Its end is exclusive. */
export function chunkAt(
  { size, chunkSize, chunkCount }: ChunkPlan,
  start: number,
): { start: number; end: number } | undefined {
  const index = start / chunkSize;
  if (!Number.isInteger(index) || index >= chunkCount) return undefined;
  return { start, end: index === chunkCount - 1 ? size : start + chunkSize };
}
