const TAG = 0x0112;
const SHORT = 3;

/** How the camera was held (1..8, 1 is upright), by the EXIF data of a picture: a little TIFF file. 1 where it says nothing. */
export function orientationIn(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return 1;
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  const entries = short(directory);
  for (
    let entry = directory + 2;
    entry < directory + 2 + entries * 12 && entry + 12 <= tiff.length;
    entry += 12
  ) {
    const value = short(entry + 8);
    if (short(entry) === TAG) return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** EXIF data that says how the camera was held, and nothing else. */
export function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
