import type { FileHandle } from 'node:fs/promises';
import { type Box, boxesIn } from '../boxes.ts';

interface Place {
  start: number;
  end: number;
}

/** Where in an MP4 or MOV the samples of a track lie: its chunks, each with as many samples as the tables say. */
export async function samplesOf(file: FileHandle, track: Box): Promise<Place[]> {
  const table = await within(file, track, ['mdia', 'minf', 'stbl']);
  if (table === undefined) return [];
  const boxes = await boxesIn(file, table.content, table.end);
  const read = async (type: string) => {
    const box = boxes.find((one) => one.type === type);
    if (box === undefined) return null;
    const bytes = Buffer.alloc(box.end - box.content);
    await file.read(bytes, 0, bytes.length, box.content);
    return bytes;
  };
  const [long, short, sizes, runs] = [
    await read('co64'),
    await read('stco'),
    await read('stsz'),
    await read('stsc'),
  ];
  if (sizes === null || sizes.length < 12 || runs === null || (long ?? short) === null) return [];
  const starts =
    long === null
      ? rows(short, 4, (row) => row.readUInt32BE(0))
      : rows(long, 8, (row) => Number(row.readBigUInt64BE(0)));
  const counts = rows(runs, 12, (row) => ({ firstChunk: row.readUInt32BE(0), samples: row.readUInt32BE(4) }));
  // One size for all, or a list of them.
  const size = sizes.readUInt32BE(4);
  const listed = Math.floor((sizes.length - 12) / 4);
  let [run, sample] = [-1, 0];
  return starts.map((start, chunk) => {
    if ((counts[run + 1]?.firstChunk ?? Infinity) <= chunk + 1) run += 1;
    const count = counts[run]?.samples ?? 0;
    if (size !== 0) return { start, end: start + size * count };
    let end = start;
    for (const last = Math.min(sample + count, listed); sample < last; sample++)
      end += sizes.readUInt32BE(12 + sample * 4);
    return { start, end };
  });
}

async function within(file: FileHandle, box: Box, path: readonly string[]): Promise<Box | undefined> {
  let found: Box | undefined = box;
  for (const type of path) {
    if (found === undefined) return undefined;
    found = (await boxesIn(file, found.content, found.end)).find((one) => one.type === type);
  }
  return found;
}

/** The rows of a table: version and flags, their count, and they. */
function rows<Row>(table: Buffer | null, length: number, read: (row: Buffer) => Row): Row[] {
  if (table === null || table.length < 8) return [];
  const count = Math.min(table.readUInt32BE(4), Math.floor((table.length - 8) / length));
  return Array.from({ length: count }, (_, row) =>
    read(table.subarray(8 + row * length, 8 + (row + 1) * length)),
  );
}
