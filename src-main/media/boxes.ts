import type { FileHandle } from 'node:fs/promises';

/** A box of an MP4 or MOV file: where it is, and what is in it. Bytes from the start of the file. */
export interface Box {
  type: string;
  start: number;
  /** Where its content begins. */
  content: number;
  end: number;
}

/**
 * The boxes that stand one after the other between two places of a file; only their heads are read. A box that would go
 * beyond the end, and whatever is too short to be a box, is not given.
 */
export async function boxesIn(file: FileHandle, from: number, to: number): Promise<Box[]> {
  const found: Box[] = [];
  const head = Buffer.alloc(16);
  for (let start = from; start + 8 <= to; ) {
    const { bytesRead } = await file.read(head, 0, 16, start);
    if (bytesRead < 8) break;
    const short = head.readUInt32BE(0);
    // 1: the size follows in 64 bits. 0: the box goes on to the end.
    if (short === 1 && bytesRead < 16) break;
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - start : short;
    const content = start + (short === 1 ? 16 : 8);
    const end = start + size;
    if (end < content || end > to) break;
    found.push({ type: head.toString('latin1', 4, 8), start, content, end });
    start = end;
  }
  return found;
}
