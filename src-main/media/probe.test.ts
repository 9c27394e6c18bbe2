import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { probe } from './probe.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-probe-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function look(bytes: Uint8Array) {
  const file = join(folder, 'file');
  writeFileSync(file, bytes);
  return probe(file);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const fault = await look(bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(fault instanceof AppError)) throw new Error(`expected a refusal, not ${String(fault)}`);
  expect(fault.data).toMatchObject({ code: 'MEDIA_REFUSED', action: 'choose-media' });
  return fault.message;
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#aa5533' } });

/** A picture of noise, so that every byte of it matters. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

describe('what is taken', () => {
  test.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['gif', 'image/gif'],
    ['webp', 'image/webp'],
  ] as const)('a %s has its size and a small picture', async (format, type) => {
    const { facts, thumb } = await look(await picture(900, 600).toFormat(format).toBuffer());
    expect(facts).toEqual({ type, width: 900, height: 600, animated: false });
    expect(await sharp(thumb ?? Buffer.alloc(0)).metadata()).toMatchObject({
      format: 'webp',
      width: 480,
      height: 320,
    });
  });

  test('a small picture is not blown up', async () => {
    const { thumb } = await look(await picture(20, 10).png().toBuffer());
    expect(await sharp(thumb ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 20, height: 10 });
  });

  test.each([
    [1, 60, 40],
    [2, 60, 40],
    [3, 60, 40],
    [4, 60, 40],
    [5, 40, 60],
    [6, 40, 60],
    [7, 40, 60],
    [8, 40, 60],
  ])(
    'a photo that the camera marked with orientation %i stands upright',
    async (orientation, width, height) => {
      const bytes = await picture(60, 40).jpeg().withMetadata({ orientation }).toBuffer();
      const { facts, thumb } = await look(bytes);
      expect([facts.width, facts.height]).toEqual([width, height]);
      expect(await sharp(thumb ?? Buffer.alloc(0)).metadata()).toMatchObject({ width, height });
    },
  );

  test('a moving GIF is told from a still one', async () => {
    const frames = Buffer.concat([Buffer.alloc(30 * 20 * 3, 10), Buffer.alloc(30 * 20 * 3, 200)]);
    const raw = { width: 30, height: 40, channels: 3, pageHeight: 20 } as const;
    const { facts } = await look(
      await sharp(frames, { raw })
        .gif({ delay: [100, 100] })
        .toBuffer(),
    );
    expect(facts).toEqual({ type: 'image/gif', width: 30, height: 20, animated: true });
  });
});

test('a document (PDF) is taken without being opened', async () => {
  expect(await look(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj'))).toEqual({
    facts: { type: 'application/pdf', width: 0, height: 0, animated: false },
    thumb: null,
  });
});

describe('what is refused, with what to do instead', () => {
  test.each([
    ['a HEIC photo', boxed('heic'), /^This is a HEIC photo\. Save it as JPEG \(on the phone/],
    ['a HEIC photo of another brand', boxed('mif1'), /^This is a HEIC photo/],
    ['HEIC photos in a burst', boxed('msf1'), /^This is a HEIC photo/],
    ['an AVIF picture', boxed('avif'), /^This is an AVIF picture/],
    ['a TIFF', Buffer.from('II*\0\b\0\0\0\0\0\0\0', 'latin1'), /^This is a TIFF picture/],
    ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), /^This is a BMP picture/],
    [
      'a web page',
      Buffer.from('<!doctype html><html><script>alert(1)</script></html>'),
      /Use JPEG, PNG, GIF, WebP, MP4, MOV, WebM or PDF\.$/,
    ],
    ['a drawing (SVG)', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /Use JPEG, PNG/],
    ['a text', Buffer.from('just words'), /Use JPEG, PNG/],
    ['one byte', Buffer.from('x'), /Use JPEG, PNG/],
    ['an archive', Buffer.from('PK\x03\x04 and so on', 'latin1'), /Use JPEG, PNG/],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), /Use JPEG, PNG/],
    [
      'a sound',
      Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1'), Buffer.alloc(100)]),
      /Use JPEG, PNG/,
    ],
  ])('%s', async (_what, bytes, message) => {
    expect(await refusal(bytes)).toMatch(message);
  });

  test.each(['jpeg', 'png', 'webp', 'gif'] as const)('a %s that is cut off, wherever', async (format) => {
    const whole = await noise(120, 90).toFormat(format).toBuffer();
    for (const share of [0.1, 0.3, 0.6, 0.9]) {
      const message = await refusal(whole.subarray(0, Math.floor(whole.length * share)));
      expect(message, `${share}`).toMatch(/^This picture is damaged or not complete\. |Use JPEG, PNG/);
    }
  });

  test('a picture whose inside is something else', async () => {
    const jpeg = await noise(80, 60).jpeg().toBuffer();
    jpeg.fill(0, 30, 400);
    expect(await refusal(jpeg)).toMatch(/^This picture is damaged/);
    expect(await refusal(Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), Buffer.alloc(500)]))).toMatch(
      /damaged/,
    );
  });

  test('bytes that only begin like a file never end in a fault of ours', async () => {
    const whole = await noise(40, 30).png().toBuffer();
    const starts = [
      whole,
      boxed('heic'),
      boxed('isom'),
      Buffer.from('GIF89a'),
      Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'),
    ];
    for (const bytes of starts) {
      for (let length = 1; length < Math.min(bytes.length, 40); length++) {
        const result = await look(bytes.subarray(0, length)).catch((fault: unknown) => fault);
        if (result instanceof Error) expect(result).toBeInstanceOf(AppError);
      }
    }
  });
});

describe('a small file that would unpack to a huge picture is refused unpacked', () => {
  const message = (width: number, height: number) =>
    `This picture is ${width} × ${height} pixels. Make it smaller than 120 megapixels and add it again.`;

  test('a PNG of 400 million pixels in a few kilobytes', async () => {
    const bomb = blankPng(20_000, 20_000);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toBe(message(20_000, 20_000));
  });

  test('a GIF that says it is 65,535 pixels wide and high', async () => {
    const gif = await picture(10, 10).gif().toBuffer();
    const frame = gif.lastIndexOf(Buffer.from([0x2c, 0, 0, 0, 0, 10, 0, 10, 0]));
    for (const place of [6, 8, frame + 5, frame + 7]) gif.writeUInt16LE(65_535, place);
    expect(await refusal(gif)).toBe(message(65_535, 65_535));
  });

  test('a JPEG whose header lies about its size', async () => {
    const jpeg = await noise(64, 64).jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(60_000, frame + 5);
    jpeg.writeUInt16BE(60_000, frame + 7);
    expect(await refusal(jpeg)).toBe(message(60_000, 60_000));
  });

  test('at the limit a picture is still taken', async () => {
    expect((await look(blankPng(12_000, 10_000))).facts).toMatchObject({ width: 12_000, height: 10_000 });
    expect(await refusal(blankPng(12_000, 10_001))).toBe(message(12_000, 10_001));
  });
});

test('the file itself is left as it was', async () => {
  const bytes = await picture(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  await look(bytes);
  expect(readFileSync(join(folder, 'file')).equals(bytes)).toBe(true);
});

/** A file of MP4's family: what is inside is told by its brand. */
function boxed(brand: string): Buffer {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}`, 4, 'latin1');
  box.write(brand, 16, 'latin1');
  return Buffer.concat([box, Buffer.alloc(64)]);
}

/** A PNG with one bit a pixel, all of them the same. */
function blankPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from('89504E470D0A1A0A', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
