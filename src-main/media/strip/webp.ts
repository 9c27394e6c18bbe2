import { exifOf, orientationIn } from './orientation.ts';

const needed = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In the flags of VP8X: there is EXIF data, there is XMP data. */
const EXIF = 0x08;
const XMP = 0x04;

/** A WebP without EXIF and XMP data and without chunks that nobody needs to see it. How it is to be turned stays. Null: not understood. */
export function stripWebp(bytes: Buffer): Buffer | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return null;
  for (let at = 12; at + 8 <= whole; ) {
    const type = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    // Chunks begin at even places.
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > whole) return null;
    if (type === 'EXIF') orientation = orientationIn(tiffOf(bytes.subarray(at + 8, at + 8 + size)));
    if (needed.has(type)) kept.push(Buffer.from(bytes.subarray(at, end)));
    at = end;
  }
  const [head] = kept;
  if (head?.toString('latin1', 0, 4) === 'VP8X') {
    head[8] = ((head[8] ?? 0) & ~(EXIF | XMP)) | (orientation === 1 ? 0 : EXIF);
    if (orientation !== 1) kept.push(exifChunk(orientation));
  }
  const content = Buffer.concat(kept);
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  riff.writeUInt32LE(4 + content.length, 4);
  return Buffer.concat([riff, content]);
}

/** Some writers put the heading of JPEG's EXIF segment before it. */
function tiffOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
}

function exifChunk(orientation: number): Buffer {
  const exif = exifOf(orientation);
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
  head.writeUInt32LE(exif.length, 4);
  return Buffer.concat([head, exif]);
}
