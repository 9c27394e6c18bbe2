import { describe, expect, test } from 'vitest';
import { hashtagsIn, mentionsIn } from './judge-hashtags.ts';
import { judge } from './judge.ts';
import type { Draft } from './rule-pack.ts';

const photo: Draft['media'][number] = {
  type: 'image/jpeg',
  size: 800_000,
  width: 1200,
  height: 1200,
  animated: false,
  altText: '',
};
const video = { ...photo, type: 'video/mp4', size: 20_000_000, width: 1080, height: 1920 } as const;
const photos = (count: number) => Array.from({ length: count }, () => photo);

function findings(change: Partial<Draft>, level: 'stop' | 'warn' = 'stop'): string[] {
  const draft: Draft = { text: 'New mugs', media: [photo], options: {}, tier: 'standard', ...change };
  return judge('instagram', draft)
    .findings.filter((finding) => finding.level === level)
    .map(({ message }) => message);
}

test('words alone are no post', () => {
  expect(findings({ media: [] })).toEqual(['Instagram needs a photo or a video in every post. Add one.']);
});

describe('a caption', () => {
  test('has 2200 units at most', () => {
    expect(findings({ text: 'a'.repeat(2200) })).toEqual([]);
    expect(findings({ text: 'a'.repeat(2201) })).toEqual([
      'The caption is 1 over what Instagram allows (2,200).',
    ]);
  });

  test.each([
    [5, 'warn', []],
    [6, 'warn', ['The caption has 6 hashtags. Instagram is sure to take 5.']],
    [30, 'stop', []],
    [31, 'stop', ['The caption has 31 hashtags. Instagram takes at most 30.']],
  ] as const)('with %i hashtags: %s', (count, level, expected) => {
    expect(findings({ text: '#mug '.repeat(count) }, level)).toEqual(expected);
  });

  test.each([
    [20, []],
    [21, ['The caption mentions 21 accounts. Instagram takes at most 20.']],
  ])('with %i mentions', (count, expected) => {
    expect(findings({ text: '@mara '.repeat(count) })).toEqual(expected);
  });

  test.each([
    ['#mug #Müsli #陶器', 3],
    ['#mug#bowl', 1],
    ['a#b &#39; # #1', 0],
    ['#2026kiln', 1],
  ])('"%s" has %i hashtags', (text, count) => {
    expect(hashtagsIn(text)).toHaveLength(count);
  });

  test('an address of a mail is no mention', () => {
    expect(mentionsIn('mara@shop.example, @mara.s and (@kiln)')).toEqual(['@mara.s', '@kiln']);
  });
});

describe('photos and videos', () => {
  test('are ten at most, together', () => {
    expect(findings({ media: photos(10) })).toEqual([]);
    expect(findings({ media: photos(11) })).toEqual([
      'Instagram takes at most 10 photos in one post; these are 11.',
    ]);
    expect(findings({ media: [...photos(10), video] })).toEqual([
      'Instagram takes at most 10 photos and videos in one post; these are 11.',
    ]);
  });

  test('are JPEG, of 8 MB at most', () => {
    expect(findings({ media: [{ ...photo, type: 'image/png' }] })).toEqual([
      'The photo is a PNG file. Instagram takes JPEG.',
    ]);
    expect(findings({ media: [{ ...photo, size: 8_000_000 }] })).toEqual([]);
    expect(findings({ media: [{ ...photo, size: 8_000_001 }] })).toEqual([
      'The photo is 8.1 MB, Instagram takes at most 8 MB.',
    ]);
  });

  test('have descriptions of 1000 units at most', () => {
    expect(findings({ media: [{ ...photo, altText: 'a'.repeat(1000) }] })).toEqual([]);
    expect(findings({ media: [{ ...photo, altText: 'a'.repeat(1001) }] })).toEqual([
      'The description of photo 1 is 1 over what Instagram allows (1,000).',
    ]);
  });
});

describe('a place', () => {
  test.each([
    ['story', [photo], []],
    ['story', [video], []],
    ['story', photos(2), ['Story: that takes one photo or one video. Choose another place, or other files.']],
    ['reel', [photo], ['Reel: that takes one video. Choose another place, or other files.']],
    [
      'feed',
      [video],
      ['Post: that takes one photo or several photos or videos. Choose another place, or other files.'],
    ],
    ['feed', [photo, video], []],
  ] as const)('%s for %j', (placement, media, expected) => {
    expect(findings({ text: '', media, options: { placement } })).toEqual(expected);
  });

  test('a story shows no caption, and takes no first comment', () => {
    const options = { placement: 'story', firstComment: 'The shop' } as const;
    expect(findings({ options }, 'warn')).toEqual(['Instagram shows no caption on a story.']);
    expect(findings({ options })).toEqual(['A story takes no first comment. Leave it out.']);
  });

  test('is no option where there is one place', () => {
    const draft: Draft = {
      text: 'New mugs',
      media: [photo],
      options: { placement: 'story' },
      tier: 'standard',
    };
    expect(
      judge('pinterest', { ...draft, options: { ...draft.options, board: '1' } }).findings,
    ).toMatchObject([
      { level: 'stop', message: 'Pinterest has one place for posts. Leave out where it is to stand.' },
    ]);
  });
});

describe('where nothing serves files to the public', () => {
  test('an account that stands by itself cannot post', () => {
    for (const media of [[photo], [video], [photo, video]])
      expect(findings({ media, consent: 'instagram', publicMedia: false })).toEqual([
        expect.stringMatching(/^Instagram takes this only from a public web address/),
      ]);
    expect(findings({ consent: 'instagram', publicMedia: true })).toEqual([]);
  });

  test('pictures of a linked account take a detour, of which it is told; videos are sent', () => {
    const facts = { consent: 'facebook', publicMedia: false };
    expect(findings(facts)).toEqual([]);
    expect(findings(facts, 'warn')).toEqual([expect.stringContaining('is not certain')]);
    expect(findings({ ...facts, media: [video] }, 'warn')).toEqual([]);
  });
});
