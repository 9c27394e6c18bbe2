const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

/** How often it is repeated, and its colours; other applications write what they like. */
const neededApplications = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/** A GIF without comments and XMP data. Null: not understood. */
export function stripGif(bytes: Buffer): Buffer | null {
  if (bytes.length < 14 || bytes.toString('latin1', 0, 3) !== 'GIF') return null;
  let at = 13 + tableSize(bytes[10] ?? 0);
  const kept = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const start = at;
    const kind = bytes[at];
    if (kind === TRAILER) return Buffer.concat([...kept, Buffer.of(TRAILER)]);
    if (kind === IMAGE) at = afterBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0));
    else if (kind === EXTENSION) at = afterBlocks(bytes, at + 2);
    else return null;
    const block = bytes.subarray(start, at);
    if (kind === IMAGE || isNeeded(block)) kept.push(block);
  }
  return null;
}

function isNeeded(extension: Buffer): boolean {
  if (extension[1] === COMMENT) return false;
  return extension[1] !== APPLICATION || neededApplications.has(extension.toString('latin1', 3, 14));
}

/** Bytes of the colour table that the flags speak of. */
const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** Blocks each say how long they are; one of no length ends them. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}
