import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Call } from './endpoint.ts';
import { createLengthReader } from './mp4-length.ts';
import { looksLikeVideo } from './pictures.ts';
import type { World } from './world.ts';

/**
 * Adds the body of a call to a file of the blob folder, piece by piece, and counts what arrived: that many bytes
 * are there even when the line is cut. A `cut-upload` fault cuts it after its number of bytes.
 */
export async function receive(
  call: Call,
  world: World,
  blob: string,
  counted: (bytes: number) => void,
): Promise<void> {
  const cut = call.struck('cut-upload');
  const file = createWriteStream(world.blobs.path(blob), { flags: 'a' });
  let size = 0;
  try {
    for await (const chunk of call.stream as AsyncIterable<Buffer>) {
      const kept = cut === undefined ? chunk : chunk.subarray(0, Math.max(0, (cut.bytes ?? 0) - size));
      size += kept.length;
      counted(kept.length);
      if (!file.write(kept)) await once(file, 'drain');
      if (cut !== undefined && size >= (cut.bytes ?? 0)) {
        call.stream.socket.resetAndDestroy();
        return;
      }
    }
  } finally {
    file.end();
    await once(file, 'finish');
    world.changed();
  }
}

/** Hash of a received file, whether it opens like a video, and how long that is, where it tells; the file is removed. */
export async function inspect(
  world: World,
  blob: string,
): Promise<{ sha256: string; video: boolean; durationMs: number | null }> {
  const hash = createHash('sha256');
  const length = createLengthReader();
  let video: boolean | undefined;
  for await (const chunk of createReadStream(world.blobs.path(blob)) as AsyncIterable<Buffer>) {
    video ??= looksLikeVideo(chunk);
    hash.update(chunk);
    length.add(chunk);
  }
  await world.blobs.remove(blob);
  return { sha256: hash.digest('hex'), video: video ?? false, durationMs: length.durationMs() };
}
