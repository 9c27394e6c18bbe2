import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { type AttachedMedia, isVideo } from '#shared/model/content.ts';
import { stripGif } from './gif.ts';
import { stripJpeg } from './jpeg.ts';
import { stripMp4 } from './mp4.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

type Type = AttachedMedia['type'];

const picture: Partial<Record<Type, (bytes: Buffer) => Buffer | null>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/gif': stripGif,
};

/** Pictures are taken apart in memory; none that can be unpacked here is larger. */
const LARGEST_PICTURE = 500 * 1024 * 1024;

/**
 * Takes out of a file what it tells beside the picture: where and when it was made, by whom and with what. Nothing is coded anew.
 * A file that is not understood stays as it is, for `probe` to judge, and so does a WebM: cameras make none, and programs write no
 * places into it. True: the file has changed.
 */
export async function strip(file: string, type: Type): Promise<boolean> {
  const { size } = await stat(file);
  if (isVideo({ type })) return type === 'video/webm' ? false : stripVideo(file, size);
  const stripPicture = picture[type];
  if (stripPicture === undefined || size > LARGEST_PICTURE || size < 16) return false;
  const bytes = await readFile(file);
  const stripped = understood(() => stripPicture(bytes));
  if (stripped === null || stripped.equals(bytes)) return false;
  await writeFile(file, stripped, { flush: true });
  return true;
}

async function stripVideo(path: string, size: number): Promise<boolean> {
  const file = await open(path, 'r+');
  try {
    const isChanged = await stripMp4(file, size);
    if (isChanged) await file.sync();
    return isChanged;
  } finally {
    await file.close();
  }
}

/** A number that leads beyond the end is one more way of being damaged. */
function understood(read: () => Buffer | null): Buffer | null {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}
