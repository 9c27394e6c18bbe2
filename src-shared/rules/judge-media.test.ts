import { describe, expect, test } from 'vitest';
import type { AccountTier } from '../model/connection.ts';
import type { TargetKind } from '../model/platform-id.ts';
import { judgeMedia } from './judge-media.ts';
import { pinterestRules } from './packs/pinterest.ts';
import { xRules } from './packs/x.ts';
import { youtubeRules } from './packs/youtube.ts';
import type { Draft, Figure, RulePack } from './rule-pack.ts';

type Media = Draft['media'][number];

const figure = (value: number): Figure => ({ value, source: 'test', date: '2026-11-24' });
const photo: Media = {
  type: 'image/jpeg',
  size: 400_000,
  width: 1080,
  height: 1080,
  animated: false,
  altText: '',
};
const facts: NonNullable<Media['video']> = {
  durationMs: 20_000,
  codec: 'avc',
  frameRate: 30,
  audioCodec: 'aac',
};
const video: Media = {
  ...photo,
  type: 'video/mp4',
  size: 9_000_000,
  width: 1080,
  height: 1920,
  video: facts,
};
const filmed = (change: Partial<NonNullable<Media['video']>>): Media => ({
  ...video,
  video: { ...facts, ...change },
});

/** A platform with every limit that a pack can have, and a kind with tighter ones. */
const strict: RulePack = {
  ...xRules,
  name: 'Strict',
  kinds: ['image', 'images', 'video', 'text'],
  images: {
    ...xRules.images,
    max: figure(10),
    types: ['image/jpeg'],
    width: { min: figure(320), max: figure(1080) },
    ratio: { min: figure(4 / 5), max: figure(1.91) },
    maxSize: { longer: figure(1920), shorter: figure(1080) },
  },
  video: {
    max: figure(1),
    maxBytes: figure(300_000_000),
    types: ['video/mp4', 'video/quicktime'],
    safe: null,
    duration: { min: figure(3000), max: figure(90_000), maxPremium: figure(600_000) },
    ratio: { min: figure(9 / 16), max: figure(16 / 9) },
    side: { min: figure(360), max: figure(4096) },
    width: { max: figure(1920) },
    frameRate: { min: figure(23), max: figure(60) },
    codecs: ['avc', 'hevc'],
    audioCodecs: ['aac'],
  },
  byKind: {
    images: { images: { width: { max: figure(800) } } },
    video: { video: { maxBytes: figure(10_000_000) } },
  },
};

function said(pack: RulePack, media: Media[], kind: TargetKind, tier: AccountTier = 'standard'): string[] {
  return judgeMedia(pack, kind, media, tier).map(({ message }) => message);
}

describe('a photo', () => {
  test('is named by its place in the post', () => {
    const wide = { ...photo, width: 1086, height: 1086 };
    const media = [photo, photo, wide];
    expect(said({ ...strict, byKind: {} }, media, 'images')).toEqual([
      'Photo 3 of 3 is 1086 × 1086 pixels. Strict takes up to 1920 × 1080.',
      'Photo 3 of 3 is 1086 pixels wide. Strict takes up to 1080.',
    ]);
    expect(said(strict, [{ ...photo, width: 319, height: 319 }], 'image')).toEqual([
      'The photo is 319 pixels wide. Strict takes photos from 320 on.',
    ]);
  });

  test.each([
    [1080, 1350, []],
    [
      1080,
      1351,
      ['The photo is too tall for Strict: 1080 × 1351 pixels. The shape must be between 4:5 and 1.91:1.'],
    ],
    [955, 500, []],
    [
      956,
      500,
      ['The photo is too wide for Strict: 956 × 500 pixels. The shape must be between 4:5 and 1.91:1.'],
    ],
  ])('of %i × %i pixels is judged by its shape', (width, height, messages) => {
    expect(said(strict, [{ ...photo, width, height }], 'image')).toEqual(messages);
  });

  test('that a rendition can mend says what that must be; a long description is not mended by one', () => {
    const [tooTall, described] = judgeMedia(
      strict,
      'image',
      [{ ...photo, height: 1500, altText: 'a'.repeat(1001) }],
      'standard',
    ).toSorted((a, b) => Number(b.fits !== undefined) - Number(a.fits !== undefined));
    expect(tooTall?.fits).toMatchObject([
      { index: 0, recipe: { type: 'image/jpeg', width: 1080, height: 1350 } },
    ]);
    expect(described).not.toHaveProperty('fits');
  });

  test('in a kind with limits of its own is judged by those, and by the others that it leaves as they are', () => {
    const media = [
      { ...photo, width: 800, height: 800 },
      { ...photo, width: 801, height: 801, type: 'image/png' },
    ] satisfies Media[];
    expect(said(strict, media, 'images')).toEqual([
      'Photo 2 of 2 is a PNG file. Strict takes JPEG.',
      'Photo 2 of 2 is 801 pixels wide. Strict takes up to 800.',
    ]);
    expect(said(strict, media.slice(0, 1), 'image')).toEqual([]);
  });
});

test('photos that must be alike are fitted to the first one, which stays as it is', () => {
  const media = [photo, { ...photo, width: 800 }, photo, { ...photo, height: 500 }];
  const [finding] = judgeMedia(pinterestRules, 'images', media, 'standard');
  expect(finding?.fits?.map(({ index, recipe: { width, height } }) => [index, width, height])).toEqual([
    [1, 1080, 1080],
    [3, 1080, 1080],
  ]);
});

describe('a video', () => {
  test.each([
    ['fits', video, []],
    ['of the shortest length fits', filmed({ durationMs: 3000 }), []],
    ['of the greatest length fits', filmed({ durationMs: 90_000 }), []],
    [
      'that is too short',
      filmed({ durationMs: 2999 }),
      ['The video is 2.9 seconds long. Strict takes videos from 3 seconds on.'],
    ],
    [
      'that is too long',
      filmed({ durationMs: 90_001 }),
      ['The video is 1 min 30.1 s long. Strict takes up to 1 min 30 s. Cut it shorter.'],
    ],
    ['of 23.976 frames a second fits', filmed({ frameRate: 23.976 }), []],
    ['of a little over 60 frames a second fits', filmed({ frameRate: 60.2 }), []],
    [
      'of too few frames',
      filmed({ frameRate: 10 }),
      ['The video has 10 frames a second. Save it with 23 to 60 for Strict.'],
    ],
    [
      'of too many frames',
      filmed({ frameRate: 61 }),
      ['The video has 61 frames a second. Save it with 23 to 60 for Strict.'],
    ],
    [
      'of another codec',
      filmed({ codec: 'vp9' }),
      ['The video is coded as VP9. Save it as H.264 or H.265 for Strict.'],
    ],
    [
      'of other sound',
      filmed({ audioCodec: 'opus' }),
      ['The video has Opus sound. Save it with AAC sound for Strict.'],
    ],
    ['without sound fits', filmed({ audioCodec: null }), []],
    [
      'of a kind of file that is not taken',
      { ...video, type: 'video/webm' as const },
      ['The video is a WebM file. Strict takes MP4 and MOV.'],
    ],
    [
      'that is too small',
      { ...video, width: 350, height: 360 },
      ['The video is 350 × 360 pixels. Strict takes sides 360 to 4096 pixels.'],
    ],
    [
      'that is too wide',
      { ...video, width: 1922, height: 1082 },
      ['The video is 1922 pixels wide. Strict takes videos up to 1920 pixels wide.'],
    ],
    [
      'that is too tall',
      { ...video, width: 1080, height: 1921 },
      ['The video is too tall for Strict: 1080 × 1921 pixels. Crop it to a shape between 9:16 and 16:9.'],
    ],
    [
      'with more bytes than its kind allows',
      { ...video, size: 10_000_001 },
      ['The video is 10.1 MB, Strict takes at most 10 MB.'],
    ],
  ])('%s', (_what, file, messages) => {
    expect(said(strict, [file], 'video')).toEqual(messages);
  });

  test('of which the file tells nothing is left to the platform', () => {
    const { video: _facts, ...silent } = video;
    expect(said(strict, [{ ...silent, width: 0, height: 0 }], 'video')).toEqual([]);
    expect(said(strict, [filmed({ codec: null, frameRate: null, audioCodec: null })], 'video')).toEqual([]);
  });

  test('may be longer for a premium account', () => {
    expect(said(strict, [filmed({ durationMs: 600_000 })], 'video', 'premium')).toEqual([]);
    expect(said(strict, [filmed({ durationMs: 600_001 })], 'video', 'premium')).toHaveLength(1);
  });

  test('that only some channels may show is a warning', () => {
    const long = judgeMedia(youtubeRules, 'video', [filmed({ durationMs: 16 * 60_000 })], 'standard');
    expect(long).toMatchObject([
      {
        level: 'warn',
        message: 'The video is 16 min long. YouTube takes more than 15 min from some channels only.',
      },
    ]);
    expect(said(youtubeRules, [filmed({ durationMs: 13 * 3_600_000 })], 'video')).toEqual([
      'The video is 13 h long. YouTube takes up to 12 h. Cut it shorter.',
    ]);
  });
});
