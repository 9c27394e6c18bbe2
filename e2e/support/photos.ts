import sharp from 'sharp';

/** A photo as a camera would give it: large enough for every platform, with a colour of its own. */
export async function photo(name: string, colour: string) {
  const buffer = await sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}
