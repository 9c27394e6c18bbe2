import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttachedMedia } from '#shared/model/content.ts';
import { createMediaStore } from '../media-store.ts';
import { probe } from '../probe.ts';
import { clip, soundSample } from '../video.suite.ts';
import { strip } from './strip.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-strip-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function stripped(bytes: Uint8Array, type: AttachedMedia['type']): Promise<Buffer> {
  const file = join(folder, 'file');
  writeFileSync(file, bytes);
  await strip(file, type);
  return readFileSync(file);
}

/** Nobody else writes this; where it is found, something was told. */
const SECRET = 'MARA-LIVES-HERE';
/** A latitude as EXIF keeps it: 48/1, 12/1, 2952/100, in the byte order of sharp. */
const latitude = Buffer.from([48, 1, 12, 1, 2952, 100].flatMap((value) => [value & 255, value >> 8, 0, 0]));
const exif = {
  IFD0: { Make: SECRET, Artist: SECRET, Copyright: SECRET },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '48/1 12/1 2952/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '16/1 22/1 0/1',
  },
};
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${SECRET}"/></rdf:RDF></x:xmpmeta>`;

/** Colours that every pixel tells apart, so that turning or recoding would show. */
function picture(): Sharp {
  const pixels = Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, at) => (at * 7) % 256));
  return sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } });
}
const told = (orientation: number) =>
  picture().withExif(exif).withXmp(xmp).withMetadata({ orientation }).withIccProfile('p3');
const pixels = (bytes: Uint8Array) => sharp(bytes).keepIccProfile().rotate().raw().toBuffer();

const formats = [
  ['image/jpeg', (from: Sharp) => from.jpeg({ quality: 90 })],
  ['image/png', (from: Sharp) => from.png()],
  ['image/webp', (from: Sharp) => from.webp({ lossless: true })],
] as const;

describe.each(formats)('%s', (type, as) => {
  test('tells nothing of place, camera and owner any more, and looks the same', async () => {
    const before = await as(told(1)).toBuffer();
    expect([before.includes(SECRET), before.includes(latitude)]).toEqual([true, true]);
    const after = await stripped(before, type);
    expect([after.includes(SECRET), after.includes(latitude)]).toEqual([false, false]);
    const metadata = await sharp(after).metadata();
    expect([metadata.exif, metadata.xmp]).toEqual([undefined, undefined]);
    expect(metadata.icc?.length).toBe((await sharp(before).metadata()).icc?.length);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('stands as the camera was held (%i)', async (orientation) => {
    const before = await as(told(orientation)).toBuffer();
    const after = await stripped(before, type);
    expect(after.includes(SECRET)).toBe(false);
    expect((await sharp(after).metadata()).orientation).toBe(orientation);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  test('that was stripped before stays as it is', async () => {
    const once = await stripped(await as(told(6)).toBuffer(), type);
    expect((await stripped(once, type)).equals(once)).toBe(true);
  });

  test('that is cut off is not made to look whole', async () => {
    const whole = await as(told(6)).toBuffer();
    const cut = whole.subarray(0, Math.floor(whole.length * 0.8));
    expect((await stripped(cut, type)).equals(cut)).toBe(true);
  });

  test('that is damaged is left for the next look at it', async () => {
    const whole = await as(told(6)).toBuffer();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(whole.length - 1),
        fc.nat(255),
        async (length, at, byte) => {
          const broken = Buffer.from(whole.subarray(0, length));
          if (at < length) broken[at] = byte;
          await stripped(broken, type);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what is hidden in other places goes too', () => {
  test('comments, unknown segments and what hangs on behind a JPEG', async () => {
    const plain = await picture().jpeg().toBuffer();
    const segment = (marker: number, text: string) => {
      const content = Buffer.from(text);
      return Buffer.concat([Buffer.of(0xff, marker, 0, content.length + 2), content]);
    };
    const before = Buffer.concat([
      plain.subarray(0, 2),
      segment(0xed, `Photoshop 3.0\0${SECRET}`),
      segment(0xfe, SECRET),
      segment(0xe2, `MPF\0${SECRET}`),
      plain.subarray(2),
      Buffer.from(`ftypmp4 a film of ${SECRET}`),
    ]);
    expect((await stripped(before, 'image/jpeg')).equals(await stripped(plain, 'image/jpeg'))).toBe(true);
    expect((await stripped(before, 'image/jpeg')).includes(SECRET)).toBe(false);
  });

  test('a progressive JPEG keeps all of its scans', async () => {
    const before = await told(1).jpeg({ progressive: true }).toBuffer();
    expect((await pixels(await stripped(before, 'image/jpeg'))).equals(await pixels(before))).toBe(true);
  });

  test('the colours of a CMYK JPEG stay what they were', async () => {
    const before = await picture().toColourspace('cmyk').jpeg().withExif(exif).toBuffer();
    const after = await stripped(before, 'image/jpeg');
    expect(after.includes(SECRET)).toBe(false);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  test('texts and the time in a PNG', async () => {
    const plain = await picture().png().toBuffer();
    const chunk = (type: string, text: string) => {
      const named = Buffer.from(`${type}${text}`);
      const framed = Buffer.alloc(named.length + 8);
      framed.writeUInt32BE(named.length - 4);
      named.copy(framed, 4);
      framed.writeUInt32BE(crc32(named), named.length + 4);
      return framed;
    };
    const before = Buffer.concat([
      plain.subarray(0, 33),
      ...['tEXt', 'iTXt', 'zTXt', 'tIME', 'prVt'].map((type) => chunk(type, `Author\0${SECRET}`)),
      plain.subarray(33),
      Buffer.from(SECRET),
    ]);
    const after = await stripped(before, 'image/png');
    expect(after.includes(SECRET)).toBe(false);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  test('comments and other programs’ words in a GIF that moves; how often it repeats stays', async () => {
    const frames = Buffer.concat([10, 200].map((grey) => Buffer.alloc(20 * 20 * 3, grey)));
    const raw = { width: 20, height: 40, channels: 3, pageHeight: 20 } as const;
    const plain = await sharp(frames, { raw })
      .gif({ delay: [80, 90], loop: 3 })
      .toBuffer();
    const words = Buffer.from(SECRET);
    const comment = Buffer.concat([Buffer.of(0x21, 0xfe, words.length), words, Buffer.of(0)]);
    const program = Buffer.concat([
      Buffer.of(0x21, 0xff, 11),
      Buffer.from('XMP DataXMP'),
      Buffer.of(words.length),
      words,
      Buffer.of(0),
    ]);
    const before = Buffer.concat([plain.subarray(0, -1), comment, program, Buffer.of(0x3b), words]);
    const after = await stripped(before, 'image/gif');
    expect(after.includes(SECRET)).toBe(false);
    expect(await sharp(after).metadata()).toMatchObject({ pages: 2, loop: 3, delay: [80, 90] });
  });
});

describe('a video', () => {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const place = `+48.2082+016.3738+180.000/${SECRET}`;

  /** A video whose table, at its end, tells where it was made: as phones write it and as Apple does. */
  async function located(container: 'mp4' | 'mov'): Promise<Buffer> {
    const whole = Buffer.from(await clip({ container, tableLast: true }));
    const table = whole.lastIndexOf('moov') - 4;
    const extra = Buffer.concat([
      box('udta', box('\u00A9xyz', Buffer.from(place))),
      box('meta', box('keys', Buffer.from(`com.apple.quicktime.location.ISO6709 ${place}`))),
    ]);
    const before = Buffer.concat([
      whole.subarray(0, whole.length),
      extra,
      box('uuid', Buffer.from(`0123456789abcdef${place}`)),
    ]);
    before.writeUInt32BE(before.readUInt32BE(table) + extra.length, table);
    return before;
  }

  test.each([
    ['mp4', 'video/mp4'],
    ['mov', 'video/quicktime'],
  ] as const)('(%s) tells nothing of where it was made, and nothing in it moves', async (container, type) => {
    const before = await located(container);
    expect(before.includes(place)).toBe(true);
    const after = await stripped(before, type);
    expect([after.includes(SECRET), after.includes('+48.2082')]).toEqual([false, false]);
    expect(after.length).toBe(before.length);
    const file = join(folder, 'file');
    expect((await probe(file)).facts.video).toMatchObject({
      durationMs: 1000,
      codec: 'avc',
      audioCodec: 'aac',
    });
    expect((await stripped(after, type)).equals(after)).toBe(true);
  });

  test('loses the track in which a camera wrote its way, with every word of it', async () => {
    const before = Buffer.from(await clip());
    // What was the sound is from now on what an action camera writes: places, second by second.
    before.write('meta', before.lastIndexOf('soun'), 'latin1');
    const sample = Buffer.from(soundSample(9));
    expect(before.includes(sample)).toBe(true);
    const after = await stripped(before, 'video/mp4');
    expect(after.includes(sample)).toBe(false);
    const { facts } = await probe(join(folder, 'file'));
    expect(facts.video).toMatchObject({ codec: 'avc', audioCodec: null, frameRate: 30 });
  });
});

test('what is stored is the stripped file, under its own hash', async () => {
  const store = createMediaStore(join(folder, 'store'));
  const before = await told(6).jpeg().toBuffer();
  const found = await store.ingest(new Blob([before.slice()]).stream());
  expect(found).toMatchObject({ width: 48, height: 64, size: (await stripped(before, 'image/jpeg')).length });
  const kept = Buffer.from(await store.read(found.hash, 0, found.size));
  expect([kept.includes(SECRET), kept.length]).toEqual([false, found.size]);
  expect((await store.ingest(new Blob([kept.slice()]).stream())).hash).toBe(found.hash);
});
