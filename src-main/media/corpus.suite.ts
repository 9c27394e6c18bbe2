import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { type Clip, clip } from './video.suite.ts';

// Files as sellers have them, made when a test asks for them. What becomes of each is told by the table in corpus.test.ts.

export type Corpus = Readonly<Record<string, () => Promise<Uint8Array>>>;

const plain = (width: number, height: number, background = '#b8623f') =>
  sharp({ create: { width, height, channels: 3, background } });
/** So restless that no byte of it can be saved. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 70 },
    },
  });
const clear = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 40, g: 90, b: 60, alpha: 0.4 } } });

function moving(width: number, height: number): Sharp {
  const frames = Buffer.concat([10, 120, 230].map((grey) => Buffer.alloc(width * height * 3, grey)));
  return sharp(frames, { raw: { width, height: height * 3, channels: 3, pageHeight: height } });
}

const bytes = (picture: Sharp) => async () => new Uint8Array(await picture.toBuffer());
const jpeg = (width: number, height: number) => bytes(plain(width, height).jpeg());

const orientations = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [
    `JPEG 1200 × 800, camera at ${orientation}`,
    bytes(plain(1200, 800).jpeg().withMetadata({ orientation })),
  ]),
);

const jpegs = Object.fromEntries(
  [
    [1, 1],
    [100, 100],
    [319, 319],
    [320, 320],
    [1080, 1080],
    [1086, 1086],
    [1080, 1350],
    [1080, 1351],
    [1080, 1920],
    [1081, 1921],
    [1440, 1440],
    [1441, 1441],
    [1910, 1000],
    [1911, 1000],
    [1000, 3000],
    [3000, 1000],
    [6012, 6012],
    [6013, 6013],
  ].map(([width = 0, height = 0]) => [`JPEG ${width} × ${height}`, jpeg(width, height)]),
);

export const pictures: Corpus = {
  ...jpegs,
  ...orientations,
  'JPEG, grey': bytes(plain(1080, 1080).toColourspace('b-w').jpeg()),
  'JPEG, CMYK': bytes(plain(1080, 1080).toColourspace('cmyk').jpeg()),
  'JPEG, progressive': bytes(plain(1080, 1080).jpeg({ progressive: true })),
  'JPEG of 2.5 MB': bytes(noise(1500, 1500).jpeg({ quality: 97 })),
  'JPEG of 4.5 MB': bytes(noise(2000, 2000).jpeg({ quality: 97 })),
  'JPEG of 6 MB': bytes(noise(2300, 2300).jpeg({ quality: 97 })),
  'JPEG of 8.7 MB': bytes(noise(2800, 2800).jpeg({ quality: 97 })),
  'JPEG of 11 MB': bytes(noise(3200, 3200).jpeg({ quality: 97 })),
  PNG: bytes(plain(1080, 1080).png()),
  'PNG, 16 bits': bytes(plain(1080, 1080).toColourspace('rgb16').png()),
  'PNG, grey': bytes(plain(1080, 1080).toColourspace('b-w').png()),
  'PNG, transparent': bytes(clear(1080, 1080).png()),
  'PNG, 16 colours': bytes(plain(1080, 1080).png({ palette: true, colours: 16 })),
  'PNG, interlaced': bytes(plain(1080, 1080).png({ progressive: true })),
  'PNG of 6 MB': bytes(noise(1400, 1400).png({ compressionLevel: 1 })),
  GIF: bytes(plain(600, 600).gif()),
  'GIF, moving': bytes(moving(480, 480).gif({ delay: [100, 100, 100] })),
  'GIF, moving, 1300 wide': bytes(moving(1300, 700).gif({ delay: [100, 100, 100] })),
  WebP: bytes(plain(1080, 1080).webp()),
  'WebP, without loss': bytes(plain(1080, 1080).webp({ lossless: true })),
  'WebP, transparent': bytes(clear(1080, 1080).webp()),
  'WebP, moving': bytes(moving(480, 480).webp({ delay: [100, 100, 100] })),
};

const video = (wanted: Clip) => () => clip(wanted);
/** Of a length that every platform takes, and not too few bytes for any. */
const usual: Clip = { seconds: 10, frameBytes: 400 };
const of = (seconds: number) =>
  video({ ...usual, seconds, frameRate: 25, frameBytes: Math.ceil(4000 / seconds) + 20 });

export const videos: Corpus = {
  MP4: video(usual),
  'MP4, table last': video({ ...usual, tableLast: true }),
  'MP4, silent': video({ ...usual, audio: null }),
  'MP4, Opus sound': video({ ...usual, audio: 'opus' }),
  'MP4, H.265': video({ ...usual, codec: 'hevc' }),
  'MP4, VP9': video({ ...usual, codec: 'vp9' }),
  'MP4, AV1': video({ ...usual, codec: 'av1' }),
  'MP4, 10 frames a second': video({ ...usual, frameRate: 10, frameBytes: 1200 }),
  'MP4, 23 frames a second': video({ ...usual, frameRate: 23 }),
  'MP4, 29.97 frames a second': video({ ...usual, frameRate: 29.97 }),
  'MP4, 60 frames a second': video({ ...usual, frameRate: 60 }),
  'MP4, 61 frames a second': video({ ...usual, frameRate: 61 }),
  'MP4 of 0.4 s': of(0.4),
  'MP4 of 0.6 s': of(0.6),
  'MP4 of 2.9 s': of(2.9),
  'MP4 of 3 s': of(3),
  'MP4 of 3.9 s': of(3.9),
  'MP4 of 4 s': of(4),
  'MP4 of 140 s': of(140),
  'MP4 of 141 s': of(141),
  'MP4 of 15 min': of(900),
  'MP4 of 15 min 1 s': of(901),
  'MP4 of 30 min': of(1800),
  'MP4 of 30 min 1 s': of(1801),
  'MP4 of 32 KB': video({ seconds: 10, frameBytes: 100, audio: null }),
  'MP4 1920 × 1080': video({ ...usual, width: 1920, height: 1080 }),
  'MP4 1080 × 1920': video({ ...usual, width: 1080, height: 1920 }),
  'MP4 1920 × 1080, turned by 90°': video({ ...usual, width: 1920, height: 1080, rotation: 90 }),
  'MP4 1280 × 720, turned by 180°': video({ ...usual, rotation: 180 }),
  'MP4 1280 × 720, turned by 270°': video({ ...usual, rotation: 270 }),
  'MP4 3840 × 2160': video({ ...usual, width: 3840, height: 2160 }),
  'MP4 720 × 720': video({ ...usual, width: 720, height: 720 }),
  'MP4 1200 × 500': video({ ...usual, width: 1200, height: 500 }),
  'MP4 1204 × 500': video({ ...usual, width: 1204, height: 500 }),
  'MP4 500 × 1200': video({ ...usual, width: 500, height: 1200 }),
  'MP4 500 × 1204': video({ ...usual, width: 500, height: 1204 }),
  'MP4 1146 × 600': video({ ...usual, width: 1146, height: 600 }),
  'MP4 1148 × 600': video({ ...usual, width: 1148, height: 600 }),
  'MP4 600 × 1200': video({ ...usual, width: 600, height: 1200 }),
  'MP4 600 × 1202': video({ ...usual, width: 600, height: 1202 }),
  'MP4 400 × 1200': video({ ...usual, width: 400, height: 1200 }),
  'MP4 398 × 1200': video({ ...usual, width: 398, height: 1200 }),
  'MP4 32 × 32': video({ ...usual, width: 32, height: 32 }),
  'MP4 30 × 30': video({ ...usual, width: 30, height: 30 }),
  MOV: video({ ...usual, container: 'mov' }),
  'MOV, H.265, table last': video({ ...usual, container: 'mov', codec: 'hevc', tableLast: true }),
  WebM: video({ ...usual, container: 'webm' }),
  'WebM, VP8, silent': video({ ...usual, container: 'webm', codec: 'vp8', audio: null }),
};

export const others: Corpus = { PDF: async () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF') };

const cut = (whole: () => Promise<Uint8Array>, share: number) => async () => {
  const all = await whole();
  return all.subarray(0, Math.floor(all.length * share));
};
const boxed = (brand: string) => async () => {
  const box = Buffer.alloc(88);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}`, 4, 'latin1');
  box.write(brand, 16, 'latin1');
  return box;
};

/** What cannot be taken in, with how the sentence about it begins. */
export const refused: Readonly<Record<string, [() => Promise<Uint8Array>, RegExp]>> = {
  'nothing at all': [async () => new Uint8Array(), /^This file is empty/],
  'one byte': [async () => Buffer.from('x'), /^This is not a photo/],
  'a web page called .jpg': [
    async () => Buffer.from('<!doctype html><p>Not a mug</p>'),
    /^This is not a photo/,
  ],
  'half a JPEG': [cut(bytes(noise(300, 300).jpeg()), 0.5), /^This picture is damaged/],
  'half a PNG': [cut(bytes(noise(300, 300).png()), 0.5), /^This picture is damaged/],
  'half a WebP': [cut(bytes(noise(300, 300).webp()), 0.5), /^This picture is damaged/],
  'half a GIF': [cut(bytes(noise(300, 300).gif()), 0.5), /^This picture is damaged/],
  'half an MP4': [cut(video(usual), 0.5), /^This video is damaged/],
  'an MP4 without its last byte': [cut(video(usual), 0.999_99), /^This video is damaged/],
  'half an MP4 with its table last': [
    cut(video({ ...usual, tableLast: true }), 0.5),
    /^This video is damaged/,
  ],
  'half a MOV': [cut(video({ ...usual, container: 'mov' }), 0.5), /^This video is damaged/],
  'half a WebM': [cut(video({ ...usual, container: 'webm' }), 0.5), /^This video is damaged/],
  'an MP4 of a head only': [boxed('isom'), /^This video is damaged/],
  'a HEIC photo': [boxed('heic'), /^This is a HEIC photo/],
  'an AVIF picture': [boxed('avif'), /^This is an AVIF picture/],
  'a TIFF': [bytes(plain(20, 20).tiff()), /^This is a TIFF picture/],
  'a PNG that unpacks to 400 megapixels': [
    async () => blankPng(20_000, 20_000),
    /^This picture is 20000 × 20000 pixels/,
  ],
};

/** A PNG with one bit a pixel, all of them the same: a few kilobytes of hundreds of megapixels. */
function blankPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504E470D0A1A0A', 'hex'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
