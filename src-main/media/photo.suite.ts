import sharp from 'sharp';

/** A JPEG of one colour. */
export async function photo(colour = '#aa5533', width = 40, height = 30): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  );
}
