import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { platformIds } from '../model/platform-id.ts';
import { recipeSchema } from '../model/rendition.ts';
import { fitPhoto } from './fit-photo.ts';
import { judgePhoto } from './judge-photo.ts';
import { imageLimits } from './kind-limits.ts';
import { packs } from './packs.ts';
import type { Draft, Figure, RulePack } from './rule-pack.ts';

type Limits = RulePack['images'];
type Photo = Draft['media'][number];

const figure = (value: number): Figure => ({ value, source: 'test', date: '2026-11-24' });
const photo = (width: number, height: number, more: Partial<Photo> = {}): Photo => ({
  type: 'image/jpeg',
  size: 400_000,
  width,
  height,
  animated: false,
  altText: '',
  ...more,
});
/** A platform that takes JPEG only, in shapes between 4:5 and 1.91:1, 320 to 1440 pixels wide. */
const strict: Limits = {
  max: figure(10),
  maxBytes: figure(8_000_000),
  safeBytes: null,
  types: ['image/jpeg'],
  width: { min: figure(320), max: figure(1440) },
  ratio: { min: figure(4 / 5), max: figure(1.91) },
  altTextMax: null,
  animatedAlone: false,
  animated: null,
};
const crop = { frame: 'crop', focus: { x: 0.5, y: 0.5 } } as const;
const pad = { ...crop, frame: 'pad' } as const;

describe('a photo is changed no more than it must be', () => {
  test.each([
    ['that is right but for its type', photo(1080, 1080, { type: 'image/webp' }), 1080, 1080],
    ['that is too tall is cropped to the nearest shape', photo(1000, 2000), 1000, 1250],
    ['that is too wide is cropped to the nearest shape', photo(1400, 500), 955, 500],
    ['that is too large is made smaller', photo(4000, 3000), 1440, 1080],
    ['that is too small is made larger', photo(200, 200), 320, 320],
    ['that is too tall and too large is both', photo(3000, 6000), 1440, 1800],
  ])('%s', (_what, from, width, height) => {
    expect(fitPhoto(strict, from)).toMatchObject({ type: 'image/jpeg', width, height, maxBytes: 8_000_000 });
  });

  test('padding adds to the short side and cuts nothing off', () => {
    expect(fitPhoto(strict, photo(1000, 2000), pad)).toMatchObject({
      width: 1440,
      height: 1800,
      frame: 'pad',
    });
    expect(fitPhoto(strict, photo(900, 300), pad)).toMatchObject({ width: 900, height: 472, frame: 'pad' });
  });

  test('one that is cut nowhere has one recipe, wherever the focus is', () => {
    const away = { frame: 'pad', focus: { x: 0.1, y: 0.9 } } as const;
    expect(fitPhoto(strict, photo(4000, 3000), away)).toEqual(fitPhoto(strict, photo(4000, 3000)));
  });

  test('a PNG stays one where the platform takes it, unless it is close to too large', () => {
    const both: Limits = { ...strict, types: ['image/png', 'image/jpeg'] };
    expect(fitPhoto(both, photo(3000, 3000, { type: 'image/png' }))?.type).toBe('image/png');
    expect(fitPhoto(both, photo(3000, 3000, { type: 'image/png', size: 9_000_000 }))?.type).toBe(
      'image/jpeg',
    );
    expect(fitPhoto(both, photo(3000, 3000, { type: 'image/gif', animated: true }))?.type).toBe('image/jpeg');
  });

  test('it is meant to have no more bytes than the platform takes gladly', () => {
    expect(fitPhoto({ ...strict, safeBytes: figure(4_000_000) }, photo(3000, 3000))?.maxBytes).toBe(
      4_000_000,
    );
  });
});

test('where nothing would be taken, nothing is offered', () => {
  expect(fitPhoto({ ...strict, max: figure(0) }, photo(100, 100))).toBeNull();
  expect(fitPhoto({ ...strict, types: ['image/webp'] }, photo(100, 100))).toBeNull();
});

const side = fc.integer({ min: 1, max: 12_000 });
const types = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;
const anyPhoto = fc.record({
  width: side,
  height: side,
  type: fc.constantFrom(...types),
  size: fc.integer({ min: 1, max: 60_000_000 }),
  animated: fc.boolean(),
});
const anyChoice = fc.record({
  frame: fc.constantFrom('crop' as const, 'pad' as const),
  focus: fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
});
const everyLimits: Limits[] = [
  strict,
  { ...strict, width: {}, ratio: { min: figure(0.5), max: figure(2.4) }, maxPixels: figure(1_000_000) },
  { ...strict, maxSize: { longer: figure(1920), shorter: figure(1080) }, width: {} },
  ...platformIds.flatMap((id) => packs[id].kinds.map((kind) => imageLimits(packs[id], kind))),
];

test('whatever the photo and however it is framed, what is made of it is taken', () => {
  fc.assert(
    fc.property(anyPhoto, anyChoice, fc.constantFrom(...everyLimits), (given, choice, limits) => {
      const recipe = fitPhoto(limits, given, choice);
      if (recipe === null) return;
      expect(recipeSchema.safeParse(recipe).success).toBe(true);
      const { type, width, height, maxBytes } = recipe;
      const made = photo(width, height, { type, size: maxBytes });
      expect(judgePhoto('There', limits, made, { index: 0, count: 1 })).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
