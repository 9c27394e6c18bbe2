import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { middle, type Recipe } from '#shared/model/rendition.ts';
import { render } from './render.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-render-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function made(from: Sharp | Buffer, recipe: Partial<Recipe>) {
  const file = join(folder, 'source');
  writeFileSync(file, 'toBuffer' in from ? await from.toBuffer() : from);
  const whole = {
    type: 'image/jpeg',
    width: 40,
    height: 40,
    frame: 'crop',
    focus: middle,
    maxBytes: 1e6,
  } as const;
  const bytes = await render(file, { ...whole, ...recipe });
  return { bytes, metadata: await sharp(bytes).metadata() };
}
/** The colour of one pixel. */
async function colourAt(bytes: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];
}
const plain = (width: number, height: number, background = '#aa5533') =>
  sharp({ create: { width, height, channels: 3, background } });
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

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  plain(width, height, '#ff0000').composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ]);
const isRed = ([red = 0, , blue = 0]: number[]) => red > 200 && blue < 60;
const isBlue = ([red = 0, , blue = 0]: number[]) => blue > 200 && red < 60;

describe('a crop', () => {
  test.each([
    ['the left edge', 0, isRed],
    ['a place so far left that the edge stops it', 0.1, isRed],
    ['the right edge', 1, isBlue],
  ])('keeps %s in sight', async (_what, x, isRight) => {
    const { bytes, metadata } = await made(halves(200, 100).png(), {
      width: 50,
      height: 50,
      focus: { x, y: 0.5 },
    });
    expect(metadata).toMatchObject({ format: 'jpeg', width: 50, height: 50 });
    expect(isRight(await colourAt(bytes, 2, 25))).toBe(true);
    expect(isRight(await colourAt(bytes, 47, 25))).toBe(true);
  });

  test('of the middle has both sides', async () => {
    const { bytes } = await made(halves(200, 100).png(), { width: 50, height: 50 });
    expect([isRed(await colourAt(bytes, 2, 25)), isBlue(await colourAt(bytes, 47, 25))]).toEqual([
      true,
      true,
    ]);
  });

  test('may enlarge', async () => {
    expect((await made(plain(30, 30).png(), { width: 320, height: 320 })).metadata).toMatchObject({
      width: 320,
      height: 320,
    });
  });
});

test('padding shows all of it, on white', async () => {
  const { bytes, metadata } = await made(halves(200, 100).png(), { width: 100, height: 100, frame: 'pad' });
  expect(metadata).toMatchObject({ width: 100, height: 100 });
  expect(await colourAt(bytes, 50, 5)).toEqual([255, 255, 255]);
  expect([isRed(await colourAt(bytes, 5, 50)), isBlue(await colourAt(bytes, 95, 50))]).toEqual([true, true]);
});

describe('what is made', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'stands upright, whatever the camera wrote (%i)',
    async (orientation) => {
      const upright = await halves(200, 100).png().toBuffer();
      const turned = await sharp(upright)
        .rotate(orientation >= 5 ? 90 : 0)
        .jpeg()
        .withMetadata({ orientation })
        .toBuffer();
      const [width, height] = [200, 100];
      const { bytes, metadata } = await made(turned, { width, height });
      expect(metadata.orientation).toBeUndefined();
      const ends = [await colourAt(bytes, 5, 50), await colourAt(bytes, 195, 50)];
      // Orientations mirror and turn; none of them may leave the halves above each other.
      expect(ends.map((end) => (isRed(end) ? 'red' : isBlue(end) ? 'blue' : 'neither')).toSorted()).toEqual([
        'blue',
        'red',
      ]);
    },
  );

  test('is sRGB, also of CMYK', async () => {
    const cmyk = await plain(60, 60).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expect((await made(cmyk, {})).metadata).toMatchObject({ space: 'srgb', channels: 3, format: 'jpeg' });
  });

  test('has 8 bits, also of 16', async () => {
    const deep = await plain(60, 60).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect((await made(deep, { type: 'image/png' })).metadata).toMatchObject({
      depth: 'uchar',
      format: 'png',
    });
  });

  test('is white where it was transparent, as JPEG; as PNG it stays transparent', async () => {
    const clear = sharp({
      create: { width: 60, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    const flat = await made(clear.png(), {});
    expect(await colourAt(flat.bytes, 20, 20)).toEqual([255, 255, 255]);
    expect((await made(clear.png(), { type: 'image/png' })).metadata.hasAlpha).toBe(true);
  });

  test('says nothing of camera, place or time', async () => {
    const told = await plain(60, 60)
      .jpeg()
      .withExif({
        IFD0: { Make: 'ACME-CAMERA' },
        IFD3: { GPSLatitude: '48/1 12/1 30/1', GPSLatitudeRef: 'N' },
      })
      .toBuffer();
    expect(told.includes('ACME-CAMERA')).toBe(true);
    const { bytes, metadata } = await made(told, {});
    expect(bytes.includes('ACME-CAMERA')).toBe(false);
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
  });

  test('of an animation is its first frame', async () => {
    const frames = Buffer.concat([Buffer.alloc(40 * 40 * 3, 250), Buffer.alloc(40 * 40 * 3, 0)]);
    const gif = sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } }).gif({
      delay: [100, 100],
    });
    const { bytes, metadata } = await made(gif, {});
    expect(metadata.pages ?? 1).toBe(1);
    expect((await colourAt(bytes, 20, 20))[0]).toBeGreaterThan(230);
  });

  test('gets as small as it must be, and is refused when it does not', async () => {
    const rich = noise(400, 400).png();
    const best = (await made(rich, { width: 400, height: 400 })).bytes.length;
    const { bytes } = await made(rich, { width: 400, height: 400, maxBytes: Math.floor(best / 2) });
    expect(bytes.length).toBeLessThanOrEqual(best / 2);
    const fault = await made(rich, { width: 400, height: 400, maxBytes: 1000 }).catch(
      (thrown: unknown) => thrown,
    );
    expect(fault).toBeInstanceOf(AppError);
    expect(fault).toMatchObject({ data: { code: 'MEDIA_REFUSED' } });
    const small = await made(rich, { type: 'image/png', width: 400, height: 400, maxBytes: 200_000 });
    expect(small.bytes.length).toBeLessThanOrEqual(200_000);
  });

  test('is the same file every time', async () => {
    const [once, again] = [await made(halves(200, 100).png(), {}), await made(halves(200, 100).png(), {})];
    expect(once.bytes.equals(again.bytes)).toBe(true);
  });
});
