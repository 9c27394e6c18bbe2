import { type FileHandle, open } from 'node:fs/promises';
import { boxesIn } from './boxes.ts';

/** The last box of an MP4 or MOV ends where the file does, and one of them is the table of what is in it. */
export function isWholeMp4(path: string): Promise<boolean> {
  return within(path, async (file, size) => {
    const boxes = await boxesIn(file, 0, size);
    return boxes.at(-1)?.end === size && boxes.some(({ type }) => type === 'moov');
  });
}

const SEGMENT = 0x18538067;

/** The segment of a WebM says how long it is, unless it was recorded live; then nothing can be missed. */
export function isWholeWebm(path: string): Promise<boolean> {
  return within(path, async (file, size) => {
    const head = Buffer.alloc(64);
    await file.read(head, 0, head.length, 0);
    // After the four bytes that say what it is.
    const intro = numberAt(head, 4);
    const segment = 4 + intro.length + intro.value;
    if (segment + 12 > head.length || head.readUInt32BE(segment) !== SEGMENT) return false;
    const { value, length, isUnknown } = numberAt(head, segment + 4);
    return isUnknown || segment + 4 + length + value <= size;
  });
}

/** A number as EBML writes it: the zeros before the first 1 tell how many bytes follow. All ones mean "not known". */
function numberAt(bytes: Buffer, at: number): { value: number; length: number; isUnknown: boolean } {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let value = BigInt(first & (0xff >> length));
  for (let next = 1; next < length; next++) value = value * 256n + BigInt(bytes[at + next] ?? 0);
  return { value: Number(value), length, isUnknown: value === 2n ** BigInt(7 * length) - 1n };
}

async function within(
  path: string,
  look: (file: FileHandle, size: number) => Promise<boolean>,
): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    return await look(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}
