import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { AppError } from '#shared/model/app-error.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import type { MediaSource } from '#shared/publishing/ports.ts';
import { packs } from '#shared/rules/packs.ts';
import { storeFault } from '../store/database.ts';
import { type Probe, probe, typeOf } from './probe.ts';
import { strip } from './strip/strip.ts';

/** The largest file that any platform takes. */
const MAX_FILE_BYTES = Math.max(...Object.values(packs).map(({ video }) => video?.maxBytes.value ?? 0));

export interface Ingested extends Probe {
  /** SHA-256 of the bytes, hex; also the file's name. */
  hash: string;
  /** Bytes. */
  size: number;
}

/** Files by the hash of their content: the same photo is kept once, and what was scheduled cannot change. */
export interface MediaStore extends MediaSource {
  /**
   * Takes a file in as a stream (flat memory), takes out of it what it tells about place, time and camera, and looks at what it
   * is. What is kept, and its hash, is the file without all that.
   * @throws AppError MEDIA_REFUSED, TOO_LARGE, DISK_FULL
   */
  ingest(body: ReadableStream<Uint8Array>): Promise<Ingested>;
  /** Path and size of a file or of its small picture; null when it is not there. */
  locate(hash: string, part: 'file' | 'thumb'): Promise<{ path: string; size: number } | null>;
  remove(hash: string): void;
}

export function createMediaStore(folder: string, maxBytes = MAX_FILE_BYTES): MediaStore {
  const filePath = (hash: string) => join(folder, hash.slice(0, 2), checked(hash));
  const thumbPath = (hash: string) => join(folder, 'thumbs', `${checked(hash)}.webp`);

  async function ingest(body: ReadableStream<Uint8Array>): Promise<Ingested> {
    const incoming = join(folder, 'incoming', randomUUID());
    const incomingThumb = `${incoming}.webp`;
    try {
      await mkdir(join(folder, 'incoming'), { recursive: true });
      await mkdir(join(folder, 'thumbs'), { recursive: true });
      const received = await receive(body, incoming, maxBytes);
      if (received.size === 0)
        throw new AppError('MEDIA_REFUSED', 'This file is empty. Choose another one.', {
          action: 'choose-media',
        });
      // Before it is looked at, so that what is stored is what was found to be whole.
      const isStripped = await strip(incoming, await typeOf(incoming));
      const { hash, size } = isStripped ? await fingerprint(incoming) : received;
      const { facts, thumb } = await probe(incoming);
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true });
      if (thumb !== null) await writeFile(incomingThumb, thumb);
      // Both are whole before either gets its name: on a full disk, what was there before stays as it was.
      if (thumb !== null) await rename(incomingThumb, thumbPath(hash));
      await rename(incoming, filePath(hash));
      return { hash, size, ...facts };
    } catch (fault) {
      throw storeFault(fault);
    } finally {
      await discard(incoming);
      await discard(incomingThumb);
    }
  }

  async function locate(hash: string, part: 'file' | 'thumb') {
    const path = part === 'file' ? filePath(hash) : thumbPath(hash);
    try {
      return { path, size: (await stat(path)).size };
    } catch {
      return null;
    }
  }

  async function read(hash: string, start: number, end: number): Promise<Uint8Array> {
    const file = await open(filePath(hash), 'r').catch((fault: NodeJS.ErrnoException) => {
      // Trouble of the disk may pass; a file that is gone stays gone.
      throw fault.code === 'ENOENT' ? new PublishFailure(missing) : fault;
    });
    try {
      const bytes = new Uint8Array(Math.max(end - start, 0));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytesRead === bytes.length ? bytes : bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  function remove(hash: string): void {
    rmSync(filePath(hash), { force: true });
    rmSync(thumbPath(hash), { force: true });
  }

  return { ingest, locate, read, remove };
}

const missing = {
  class: 'content',
  field: 'media',
  message: 'A photo or video of this post is missing from the data folder. Add it again.',
} as const;

/** What cannot be taken away now goes at the next start; why it failed matters less than why the upload did. */
async function discard(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => {});
}

/** Throws away what a crash left of uploads. @throws AppError when the folder cannot be written to */
export async function clearIncoming(folder: string): Promise<void> {
  try {
    await rm(join(folder, 'incoming'), { recursive: true, force: true });
  } catch (fault) {
    throw storeFault(fault);
  }
}

async function receive(
  body: ReadableStream<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      size += chunk.length;
      if (size > maxBytes) {
        next(
          new AppError(
            'TOO_LARGE',
            `This file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB, more than any platform takes.`,
            { action: 'choose-media' },
          ),
        );
        return;
      }
      hash.update(chunk);
      next(null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(body as WebStream<Uint8Array>),
    count,
    // Flushed to the disk: its row in the database is, and must not outlive it in a power cut.
    createWriteStream(path, { flags: 'wx', flush: true }),
  );
  return { hash: hash.digest('hex'), size };
}

async function fingerprint(path: string): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { hash: hash.digest('hex'), size: (await stat(path)).size };
}

/** Only a hash becomes part of a path. */
function checked(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('NOT_FOUND', 'There is no such file.');
  return hash;
}
