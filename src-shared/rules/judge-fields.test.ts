import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TargetOptions } from '../model/content.ts';
import { countTags } from './count-tags.ts';
import { judge } from './judge.ts';
import type { Draft } from './rule-pack.ts';

const video = {
  type: 'video/mp4',
  size: 20_000_000,
  width: 0,
  height: 0,
  animated: false,
  altText: '',
} as const;
const photo = { ...video, type: 'image/jpeg', size: 800_000 } as const;

/** A video for YouTube that has all it needs, and what is changed about it. */
function verdictOf(options: TargetOptions = {}, change: Partial<Draft> = {}) {
  const all = { title: 'How a mug is made', madeForKids: false, ...options };
  return judge('youtube', { text: 'Stoneware.', media: [video], options: all, tier: 'standard', ...change });
}
const stops = (...input: Parameters<typeof verdictOf>): string[] =>
  verdictOf(...input)
    .findings.filter(({ level }) => level === 'stop')
    .map(({ message }) => message);

test('a video with a title passes, and what is counted is shown', () => {
  expect(verdictOf({ tags: ['pottery', 'hand made'] })).toEqual({
    kind: 'video',
    counts: [
      { field: 'caption', used: 10, max: 5000 },
      { field: 'title', used: 17, max: 100 },
      { field: 'tags', used: 19, max: 500 },
    ],
    findings: [],
    ok: true,
  });
});

describe('a video it must be', () => {
  const noVideo = 'YouTube needs a video in every post. Add one.';
  test.each([
    ['words alone', { media: [] }, [noVideo]],
    ['nothing at all', { media: [], text: '' }, [noVideo]],
    ['a photo', { media: [photo] }, ['Photos cannot be posted to YouTube. Use a video.']],
    [
      'a video and a photo',
      { media: [video, photo] },
      [
        'YouTube takes photos or a video, not both in one post.',
        'Photos cannot be posted to YouTube. Use a video.',
      ],
    ],
    ['two videos', { media: [video, video] }, ['YouTube takes at most 1 video in one post; these are 2.']],
    [
      'a video over 256 GB',
      { media: [{ ...video, size: 256_000_000_001 }] },
      ['The video is 256.1 GB, YouTube takes at most 256 GB.'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(stops({}, change)).toEqual(expected);
  });
});

describe('the description', () => {
  test('is counted in bytes, not in characters', () => {
    expect(stops({}, { text: 'é'.repeat(2500) })).toEqual([]);
    expect(stops({}, { text: `${'é'.repeat(2500)}a` })).toEqual([
      'The caption is 1 over what YouTube allows (5,000).',
    ]);
    expect(verdictOf({}, { text: '🧑🏽‍🚀' }).counts[0]?.used).toBe(15);
  });

  test('may be empty, and has no angle brackets', () => {
    expect(stops({}, { text: '' })).toEqual([]);
    expect(stops({}, { text: 'Mugs <3' })).toEqual(['The caption has a “<”, which YouTube does not take.']);
  });
});

describe('the title', () => {
  test.each([
    [' ', ['YouTube wants a title for a video. Write one.']],
    ['a'.repeat(100), []],
    ['a'.repeat(103), ['The title is 3 over what YouTube allows (100).']],
    // Two units each: whichever way YouTube counts, it is within.
    ['🏺'.repeat(50), []],
    ['🏺'.repeat(51), ['The title is 2 over what YouTube allows (100).']],
    ['Mugs > bowls', ['The title has a “>”, which YouTube does not take.']],
  ])('%s', (title, expected) => {
    expect(stops({ title })).toEqual(expected);
  });
});

describe('tags', () => {
  test.each([
    [[], 0],
    [['pottery'], 7],
    [['pottery', 'mug'], 11],
    [['hand made'], 11],
    [['hand made', 'mug'], 15],
  ])('%j count %i', (tags, used) => {
    expect(countTags(tags)).toBe(used);
  });

  test('count what a list of them, written out, is long', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', 'é', '🏺') })), (tags) => {
        const written = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag)).join(',');
        expect(countTags(tags)).toBe(written.length);
      }),
    );
  });

  test('together have a limit, and none is empty', () => {
    expect(stops({ tags: ['a'.repeat(250), 'b'.repeat(249)] })).toEqual([]);
    expect(stops({ tags: ['a'.repeat(250), 'b'.repeat(250)] })).toEqual([
      'The tags are together 1 over what YouTube allows (500). Remove some.',
    ]);
    expect(stops({ tags: ['mug', ' '] })).toEqual(['One of the tags is empty. Remove it.']);
  });
});

test('a time at which YouTube makes it public contradicts another privacy', () => {
  const publishAt = Date.UTC(2026, 10, 24, 9);
  expect(stops({ publishAt })).toEqual([]);
  expect(stops({ publishAt, privacy: 'public' })).toEqual([]);
  for (const privacy of ['private', 'unlisted'] as const) {
    expect(stops({ privacy })).toEqual([]);
    expect(stops({ publishAt, privacy })).toEqual([
      'With a time of its own, YouTube makes the post public then. Choose “Public”, or remove the time.',
    ]);
  }
});

test('whether it is made for children must be said, but does not stop it', () => {
  const unsaid = judge('youtube', {
    text: '',
    media: [video],
    options: { title: 'A mug' },
    tier: 'standard',
  });
  expect(unsaid).toMatchObject({
    ok: true,
    findings: [
      { level: 'warn', message: 'Say whether the video is made for children: YouTube wants to know.' },
    ],
  });
});

test.each([
  [{ type: 'image/jpeg', size: 2_500_000 }, []],
  [{ type: 'image/png', size: 50_000_000 }, []],
  [{ type: 'image/png', size: 50_000_001 }, ['The thumbnail is 50.1 MB, YouTube takes at most 50 MB.']],
  [{ type: 'image/gif', size: 100 }, ['YouTube takes thumbnails as JPEG and PNG. Choose another picture.']],
] as const)('a thumbnail of %j', (thumbnail, expected) => {
  expect(stops({ thumbnail: 'm1' }, { thumbnail })).toEqual(expected);
});
