import { exifOf, orientationIn } from './orientation.ts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
const EXIF = 'Exif\0\0';

/**
 * A JPEG without what it tells about camera, place, time and owner: comments and all application segments but those that
 * its colours need (JFIF, Adobe, ICC profile). What was hung on after the picture, such as the film of a motion photo, goes too.
 * How the camera was held stays. Null: not understood.
 */
export function stripJpeg(bytes: Buffer): Buffer | null {
  if (bytes.readUInt16BE(0) !== 0xff00 + START) return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  let at = 2;
  for (;;) {
    at = markerFrom(bytes, at);
    const marker = bytes[at + 1];
    if (marker === END) break;
    if (marker === undefined || at + 4 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (isExif(segment)) orientation = orientationIn(segment.subarray(4 + EXIF.length));
    if (isNeeded(segment)) kept.push(segment);
    at = end;
    if (marker !== SCAN) continue;
    const next = scanEnd(bytes, end);
    // Cut off: an end that is put on here would make it look whole.
    if (next === bytes.length) return null;
    kept.push(bytes.subarray(end, next));
    at = next;
  }
  if (orientation !== 1) kept.splice(kept[0]?.[1] === 0xe0 ? 1 : 0, 0, exifSegment(orientation));
  return Buffer.concat([Buffer.of(0xff, START), ...kept, Buffer.of(0xff, END)]);
}

/** Where the next marker stands; some writers leave stray bytes before it. */
function markerFrom(bytes: Buffer, from: number): number {
  let at = from;
  while (at + 1 < bytes.length && !(bytes[at] === 0xff && ![0, 0xff].includes(bytes[at + 1] ?? 0))) at += 1;
  return at;
}

/** Where the data of a scan ends: at the first marker that is no part of it. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isInside = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isInside) return at;
  }
  return bytes.length;
}

const named = (segment: Buffer, name: string) => segment.toString('latin1', 4, 4 + name.length) === name;

const isExif = (segment: Buffer) => segment[1] === 0xe1 && named(segment, EXIF);

function isNeeded(segment: Buffer): boolean {
  const marker = segment[1] ?? 0;
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return (
    (marker === 0xe0 && named(segment, 'JFIF\0')) ||
    (marker === 0xe2 && named(segment, 'ICC_PROFILE\0')) ||
    (marker === 0xee && named(segment, 'Adobe'))
  );
}

function exifSegment(orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from(EXIF, 'latin1'), exifOf(orientation)]);
  const head = Buffer.of(0xff, 0xe1, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
