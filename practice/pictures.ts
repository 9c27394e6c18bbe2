import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** What the bytes of a picture really are, whatever their sender called them. */
export interface Picture {
  format: string;
  width: number;
  height: number;
  /** 1 for a still picture. */
  frames: number;
  bytes: number;
  sha256: string;
  /** A small WebP for the feed page. */
  thumbnail: Buffer;
}

/** Decodes the whole picture; undefined when it is no picture, or one that was cut off. */
export async function readPicture(bytes: Uint8Array): Promise<Picture | undefined> {
  try {
    const image = sharp(bytes, { failOn: 'truncated', limitInputPixels: 400_000_000 });
    const { format, width, height, pages, pageHeight } = await image.metadata();
    const thumbnail = await image
      .rotate()
      .resize(480, 480, { fit: 'inside', withoutEnlargement: true })
      .webp()
      .toBuffer();
    return {
      format,
      width,
      height: pageHeight ?? height,
      frames: pages ?? 1,
      bytes: bytes.length,
      sha256: sha256(bytes),
      thumbnail,
    };
  } catch {
    return undefined;
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** True for bytes that open like an MP4 or MOV file: a first box of type `ftyp`. */
export function looksLikeVideo(start: Uint8Array): boolean {
  return start.length >= 12 && Buffer.from(start.subarray(4, 8)).toString('latin1') === 'ftyp';
}

/** A plain coloured square with the first letter of a name, as an account's profile picture. */
export async function profilePicture(name: string): Promise<Buffer> {
  const hue = Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 360;
  const letter = /[A-Za-z]/.exec(name)?.[0] ?? 'P';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="hsl(${hue},45%,40%)"/><text x="100" y="135" font-size="100" font-family="sans-serif" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg().toBuffer();
}
