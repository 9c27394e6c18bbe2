import { describe, expect, test } from 'vitest';
import { overdraftMessage, overdrafts } from './allowance.ts';
import { judge } from './judge.ts';
import { facebookRules } from './packs/facebook.ts';
import type { Draft } from './rule-pack.ts';

type File = Draft['media'][number];
const photo: File = {
  type: 'image/jpeg',
  size: 800_000,
  width: 1200,
  height: 1200,
  animated: false,
  altText: '',
};
const film: File = {
  ...photo,
  type: 'video/mp4',
  width: 1080,
  height: 1920,
  video: { durationMs: 20_000, codec: 'avc', frameRate: 30, audioCodec: 'aac' },
};
const filmOf = (change: Partial<File>, video: Partial<NonNullable<File['video']>> = {}): File => ({
  ...film,
  ...change,
  video: { durationMs: 20_000, codec: 'avc', frameRate: 30, audioCodec: 'aac', ...video },
});

function verdict(change: Partial<Draft>) {
  return judge('facebook', { text: '', media: [film], options: {}, tier: 'standard', ...change });
}
const stops = (change: Partial<Draft>, level: 'stop' | 'warn' = 'stop') =>
  verdict(change)
    .findings.filter((finding) => finding.level === level)
    .map(({ message }) => message);

describe('a place', () => {
  test.each([
    [undefined, 'video'],
    ['feed', 'video'],
    ['reel', 'reel'],
    ['story', 'story'],
  ] as const)('%s makes a video a %s', (placement, kind) => {
    const options = placement === undefined ? {} : { placement };
    expect(verdict({ options })).toMatchObject({ kind, ok: true });
  });

  test.each([
    ['reel', [photo], 'Reel: that takes one video. Choose another place, or other files.'],
    ['reel', [film, film], 'Reel: that takes one video. Choose another place, or other files.'],
    ['reel', [], 'Reel: that takes one video. Choose another place, or other files.'],
    ['story', [], 'Story: that takes one photo or one video. Choose another place, or other files.'],
    [
      'story',
      [photo, photo],
      'Story: that takes one photo or one video. Choose another place, or other files.',
    ],
  ] as const)('%s does not take %j', (placement, media, message) => {
    expect(stops({ text: 'Words', media, options: { placement } })).toContain(message);
  });

  test('in the feed needs no file', () => {
    expect(stops({ text: 'Words', media: [], options: { placement: 'feed' } })).toEqual([]);
  });

  test('a story shows no words, takes no link and no first comment', () => {
    const options = { placement: 'story', firstComment: 'The shop', link: 'https://shop.example' } as const;
    expect(stops({ text: 'Words', options }, 'warn')).toEqual(['Facebook shows no caption on a story.']);
    expect(stops({ text: 'Words', options })).toEqual([
      'A story takes no first comment. Leave it out.',
      expect.stringMatching(/^Facebook shows either photos and videos or a link/),
    ]);
  });
});

describe('a reel', () => {
  const reel = (media: File) => stops({ media: [media], options: { placement: 'reel' } });

  test.each<[string, File, string | null]>([
    ['of 3 s', filmOf({}, { durationMs: 3000 }), null],
    ['of 90 s', filmOf({}, { durationMs: 90_000 }), null],
    [
      'too short',
      filmOf({}, { durationMs: 2900 }),
      'The video is 2.9 seconds long. Facebook takes videos from 3 seconds on.',
    ],
    [
      'too long',
      filmOf({}, { durationMs: 91_000 }),
      'The video is 1 min 31 s long. Facebook takes up to 1 min 30 s. Cut it shorter.',
    ],
    ['of 540 × 960', filmOf({ width: 540, height: 960 }), null],
    ['lying on its side', filmOf({ width: 1920, height: 1080 }), null],
    [
      'too small',
      filmOf({ width: 480, height: 853 }),
      'The video is 480 × 853 pixels. Facebook takes it from 960 × 540 on.',
    ],
    [
      'too tall',
      filmOf({ width: 1080, height: 2000 }),
      'The video is too tall for Facebook: 1080 × 2000 pixels. Crop it to a shape between 9:16 and 16:9.',
    ],
    [
      'with 23 frames',
      filmOf({}, { frameRate: 23 }),
      'The video has 23 frames a second. Save it with 24 to 60 for Facebook.',
    ],
    [
      'with 61 frames',
      filmOf({}, { frameRate: 61 }),
      'The video has 61 frames a second. Save it with 24 to 60 for Facebook.',
    ],
    ['in AV1', filmOf({}, { codec: 'av1' }), null],
    [
      'in VP8',
      filmOf({}, { codec: 'vp8' }),
      'The video is coded as VP8. Save it as H.264, H.265, VP9 or AV1 for Facebook.',
    ],
    [
      'with Opus sound',
      filmOf({}, { audioCodec: 'opus' }),
      'The video has Opus sound. Save it with AAC sound for Facebook.',
    ],
    ['silent', filmOf({}, { audioCodec: null }), null],
    ['a MOV file', filmOf({ type: 'video/quicktime' }), 'The video is a MOV file. Facebook takes MP4.'],
  ])('%s', (_what, media, message) => {
    expect(reel(media)).toEqual(message === null ? [] : [message]);
  });

  test('in the feed may be any of that', () => {
    for (const media of [filmOf({}, { durationMs: 600_000 }), filmOf({ width: 480, height: 854 })])
      expect(stops({ media: [media] })).toEqual([]);
  });

  test('is one of thirty a day', () => {
    const at = Date.parse('2026-11-24T10:00:00Z');
    const reels = Array.from({ length: 30 }, (_, hour) => ({
      connectionId: 'page',
      kind: 'reel' as const,
      at: at - hour * 40 * 60_000,
    }));
    const post = { connectionId: 'page', kind: 'reel', at } as const;
    expect(overdrafts(facebookRules, post, reels.slice(1))).toEqual([]);
    const [over] = overdrafts(facebookRules, post, reels);
    expect(over && overdraftMessage('Facebook', over, 'UTC')).toMatch(
      /^Facebook takes 30 reels in 24 hours of one account, and 30 are planned or out by then\. /,
    );
    expect(overdrafts(facebookRules, { ...post, kind: 'story' }, reels)).toEqual([]);
    expect(overdrafts(facebookRules, { ...post, connectionId: 'another' }, reels)).toEqual([]);
  });
});

describe('a story', () => {
  const story = (media: File) => stops({ media: [media], options: { placement: 'story' } });

  test.each([
    [2900, false],
    [3000, true],
    [60_000, true],
    [60_001, false],
  ])('of a video of %i ms is taken: %s', (durationMs, taken) => {
    expect(story(filmOf({}, { durationMs })).length === 0).toBe(taken);
  });

  test('of a photo of 10 MB at most', () => {
    expect(story({ ...photo, size: 10_000_000 })).toEqual([]);
    expect(story({ ...photo, size: 10_000_001 })).toHaveLength(1);
  });
});

describe('a first comment', () => {
  const options = { firstComment: 'The shop' };
  const scopes = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'];
  const remarks = (change: Partial<Draft>) => stops({ text: 'New mugs', media: [], ...change }, 'warn');

  test('that the account may not make is said before, and stops nothing', () => {
    expect(remarks({ options, scopes })).toEqual([expect.stringContaining('without its first comment')]);
    expect(verdict({ text: 'New mugs', media: [], options, scopes }).ok).toBe(true);
  });

  test('is not doubted where it is permitted, or the permissions are not known', () => {
    expect(remarks({ options, scopes: [...scopes, 'pages_manage_engagement'] })).toEqual([]);
    expect(remarks({ options, scopes: [] })).toEqual([]);
    expect(remarks({ options })).toEqual([]);
    expect(remarks({ scopes })).toEqual([]);
  });
});
