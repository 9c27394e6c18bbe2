import { crc32 } from 'node:zlib';
import { exifOf, orientationIn } from './orientation.ts';

const SIGNATURE = Buffer.from('89504E470D0A1A0A', 'hex');

/** What belongs to the picture and its colours, and to its movement. */
const needed = new Set(
  [
    'IHDR',
    'PLTE',
    'IDAT',
    'IEND',
    'tRNS',
    'gAMA',
    'cHRM',
    'sRGB',
    'iCCP',
    'sBIT',
    'bKGD',
    'hIST',
    'sPLT',
    'pHYs',
  ].concat(['cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT']),
);

/** A PNG without texts, times, EXIF data and whatever else is not the picture. How it is to be turned stays. Null: not understood. */
export function stripPng(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'eXIf') orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (needed.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') {
      if (orientation !== 1) kept.splice(1, 0, exifChunk(orientation));
      return Buffer.concat([SIGNATURE, ...kept]);
    }
    at = end;
  }
  return null;
}

function exifChunk(orientation: number): Buffer {
  const named = Buffer.concat([Buffer.from('eXIf', 'latin1'), exifOf(orientation)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
