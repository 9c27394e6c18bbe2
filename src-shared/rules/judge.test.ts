import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TargetOptions } from '../model/content.ts';
import { type PlatformId, platformIds, type TargetKind } from '../model/platform-id.ts';
import { judge } from './judge.ts';
import { packs } from './packs.ts';
import type { Draft } from './rule-pack.ts';

type Media = Draft['media'][number];

const photo: Media = {
  type: 'image/jpeg',
  size: 800_000,
  width: 1200,
  height: 1200,
  animated: false,
  altText: '',
};
const animation: Media = { ...photo, type: 'image/gif', width: 480, height: 480, animated: true };
const video: Media = { ...photo, type: 'video/mp4', size: 20_000_000, width: 1280, height: 720 };

const draft = (change: Partial<Draft>): Draft => ({
  text: 'New mugs',
  media: [],
  options: {},
  tier: 'standard',
  ...change,
});
const photos = (count: number): Media[] => Array.from({ length: count }, () => photo);
const pdf: Media = { ...photo, type: 'application/pdf', size: 400_000, width: 0, height: 0 };
const stops = (platform: PlatformId, change: Partial<Draft>): string[] =>
  judge(platform, draft(change))
    .findings.filter(({ level }) => level === 'stop')
    .map(({ message }) => message);

describe('the kind of a post follows from its content', () => {
  test.each([
    ['x', {}, 'text'],
    ['x', { text: 'See example.com' }, 'link'],
    ['x', { media: [photo] }, 'image'],
    ['x', { media: [animation] }, 'image'],
    ['x', { media: photos(4) }, 'images'],
    ['x', { media: [video] }, 'video'],
    ['x', { media: [photo], options: { thread: ['More'] } }, 'thread'],
    ['x', { options: { thread: [], link: '' } }, 'text'],
    ['facebook', { text: 'See example.com' }, 'text'],
    ['facebook', { options: { link: 'https://example.com/mug' } }, 'link'],
    ['facebook', { text: '', media: photos(10) }, 'images'],
    ['linkedin', { text: 'See example.com' }, 'text'],
    ['linkedin', { options: { link: 'https://example.com/mug', title: 'The mug' } }, 'link'],
    ['linkedin', { options: { link: 'https://example.com/mug', title: 'The mug' }, media: [photo] }, 'link'],
    ['linkedin', { text: '', media: [pdf], options: { title: 'Catalogue' } }, 'document'],
    ['linkedin', { media: photos(20) }, 'images'],
    ['instagram', { text: '', media: [photo] }, 'image'],
    ['instagram', { media: [photo, video] }, 'images'],
    ['instagram', { media: [video] }, 'reel'],
    ['instagram', { media: [video], options: { placement: 'reel' } }, 'reel'],
    ['instagram', { text: '', media: [video], options: { placement: 'story' } }, 'story'],
    ['instagram', { text: '', media: [photo], options: { placement: 'story' } }, 'story'],
    ['pinterest', { text: '', media: [photo], options: { board: '1' } }, 'image'],
    ['pinterest', { media: photos(5), options: { board: '1', link: 'https://example.com' } }, 'images'],
    ['pinterest', { media: [video], options: { board: '1', section: '2', title: 'Mugs' } }, 'video'],
  ] satisfies [PlatformId, Partial<Draft>, TargetKind][])('%s %j is %s', (platform, change, kind) => {
    const verdict = judge(platform, draft(change));
    expect(verdict.kind).toBe(kind);
    expect(verdict.ok).toBe(true);
  });
});

describe('text', () => {
  test('too long is said in what is over', () => {
    expect(stops('x', { text: 'a'.repeat(294) })).toEqual(['The caption is 14 over what X allows (280).']);
    expect(stops('x', { text: 'a'.repeat(280) })).toEqual([]);
    expect(stops('x', { text: 'a'.repeat(25_000), tier: 'premium' })).toEqual([]);
    expect(stops('x', { text: 'a'.repeat(25_001), tier: 'premium' })).toEqual([
      'The caption is 1 over what X allows (25,000).',
    ]);
    expect(stops('facebook', { text: 'a'.repeat(63_207) })).toEqual([
      'The caption is 1 over what Facebook allows (63,206).',
    ]);
  });

  test('Facebook counts UTF-16 units, X counts weights', () => {
    const text = '🧑🏽‍🚀';
    expect(judge('x', draft({ text })).counts).toEqual([{ field: 'caption', used: 2, max: 280 }]);
    expect(judge('facebook', draft({ text })).counts).toEqual([{ field: 'caption', used: 7, max: 63_206 }]);
  });

  test('LinkedIn counts marks twice, and says so only when that is why', () => {
    const text = `${'a'.repeat(2990)}(mugs)`;
    expect(judge('linkedin', draft({ text })).counts).toEqual([{ field: 'caption', used: 2998, max: 3000 }]);
    expect(stops('linkedin', { text: `${text}()` })).toEqual([
      'The caption is 2 over what LinkedIn allows (3,000). LinkedIn counts marks such as ( ) _ * and @ twice.',
    ]);
    expect(stops('linkedin', { text: 'a'.repeat(3001) })).toEqual([
      'The caption is 1 over what LinkedIn allows (3,000).',
    ]);
    expect(stops('linkedin', { text: '#mugs '.repeat(500) })).toEqual([]);
  });

  test('every part of a thread is counted', () => {
    const verdict = judge('x', draft({ options: { thread: ['two', 'c'.repeat(300)] } }));
    expect(verdict.counts).toEqual([
      { field: 'caption', used: 8, max: 280 },
      { field: 'thread.1', used: 3, max: 280 },
      { field: 'thread.2', used: 300, max: 280 },
    ]);
    expect(verdict.findings).toEqual([
      {
        level: 'stop',
        field: 'thread',
        index: 2,
        message: 'Part 3 of the thread is 20 over what X allows (280).',
      },
    ]);
  });

  test('an empty part of a thread is refused', () => {
    expect(stops('x', { options: { thread: ['two', ' '] } })).toEqual([
      'Part 3 of the thread is empty. Write something, or remove it.',
    ]);
  });

  test('a thread of more parts than allowed is refused', () => {
    expect(
      stops('x', { options: { thread: Array.from({ length: 25 }, (_, part) => `part ${part}`) } }),
    ).toEqual(['A thread has at most 25 parts; these are 26.']);
  });

  test('an empty post is refused', () => {
    const nothing = ['There is nothing to post yet. Write something, or add a photo.'];
    expect(stops('x', { text: ' \n' })).toEqual(nothing);
    expect(stops('facebook', { text: '' })).toEqual(nothing);
    expect(stops('facebook', { text: '', options: { link: '  ' } })).toEqual(nothing);
    expect(stops('x', { text: '', media: [photo] })).toEqual([]);
    expect(stops('facebook', { text: '', options: { link: 'https://example.com/mug' } })).toEqual([]);
  });

  test('X takes one cashtag a post', () => {
    expect(stops('x', { text: 'Mugs like $TSLA' })).toEqual([]);
    expect(stops('x', { text: 'Mugs like $TSLA and $AAPL, for $25' })).toEqual([
      'The caption has 2 cashtags ($TSLA, $AAPL). X takes at most 1.',
    ]);
    expect(stops('facebook', { text: '$TSLA and $AAPL' })).toEqual([]);
  });

  test('the price of a link at X is said, for every part that has one', () => {
    const verdict = judge(
      'x',
      draft({ text: 'See example.com', options: { thread: ['plain', 'https://a.example.com'] } }),
    );
    expect(verdict.ok).toBe(true);
    expect(verdict.findings).toEqual([
      {
        level: 'warn',
        field: 'caption',
        message: 'The caption has a link: X charges 13 times the price for it.',
      },
      {
        level: 'warn',
        field: 'thread',
        index: 2,
        message: 'Part 3 of the thread has a link: X charges 13 times the price for it.',
      },
    ]);
  });
});

describe('photos and videos', () => {
  test('too many', () => {
    expect(stops('x', { media: photos(5) })).toEqual(['X takes at most 4 photos in one post; these are 5.']);
    expect(stops('facebook', { media: photos(11) })).toEqual([
      'Facebook takes at most 10 photos in one post; these are 11.',
    ]);
    expect(stops('x', { media: [video, video] })).toEqual([
      'X takes at most 1 video in one post; these are 2.',
    ]);
  });

  test.each(['x', 'facebook'] as const)('%s does not mix them', (platform) => {
    expect(stops(platform, { media: [photo, video] })).toEqual([
      `${packs[platform].name} takes photos or a video, not both in one post.`,
    ]);
  });

  test('an animated picture stands alone at X', () => {
    expect(stops('x', { media: [animation] })).toEqual([]);
    expect(stops('x', { media: [photo, animation] })).toEqual([
      'X takes an animated picture only by itself. Remove it or the other photos.',
    ]);
    expect(stops('x', { media: [{ ...animation, type: 'image/webp' }] })).toEqual([
      'The photo is an animated WebP file. X takes animations as GIF only.',
    ]);
    expect(stops('x', { media: [{ ...animation, width: 1200, height: 1200 }] })).toEqual([
      'The photo is 1200 × 1200 pixels. X takes animations up to 1280 × 1080.',
    ]);
  });

  test('too big is said with both sizes', () => {
    expect(stops('x', { media: [photo, photo, { ...photo, size: 6_150_000 }] })).toEqual([
      'Photo 3 of 3 is 6.2 MB, X takes at most 5 MB.',
    ]);
    expect(stops('x', { media: [{ ...photo, size: 5_000_001 }] })).toEqual([
      'The photo is 5.1 MB, X takes at most 5 MB.',
    ]);
    expect(stops('x', { media: [{ ...photo, size: 5_000_000 }] })).toEqual([]);
    expect(stops('x', { media: [{ ...animation, size: 14_000_000 }] })).toEqual([]);
    expect(stops('x', { media: [{ ...video, size: 2_500_000_000 }] })).toEqual([
      'The video is 2.5 GB, X takes at most 512 MB.',
    ]);
  });

  test('a photo that Facebook may refuse for its size is a warning', () => {
    const verdict = judge('facebook', draft({ media: [{ ...photo, size: 5_000_000 }] }));
    expect(verdict.ok).toBe(true);
    expect(verdict.findings.map(({ message }) => message)).toEqual([
      'The photo is 5 MB. Facebook sometimes refuses photos over 4 MB.',
    ]);
    expect(stops('facebook', { media: [{ ...photo, size: 12_000_000 }] })).toEqual([
      'The photo is 12 MB, Facebook takes at most 10 MB.',
    ]);
  });

  test('a type the platform does not take', () => {
    expect(stops('facebook', { media: [{ ...photo, type: 'image/webp' }] })).toEqual([
      'The photo is a WebP file. Facebook takes JPEG, PNG and GIF.',
    ]);
  });

  test('a description that is too long for X', () => {
    expect(stops('x', { media: [photo, { ...photo, altText: 'a'.repeat(1020) }] })).toEqual([
      'The description of photo 2 is 20 over what X allows (1,000).',
    ]);
  });

  test('a video larger than X promises to take is a warning', () => {
    const verdict = judge('x', draft({ media: [{ ...video, width: 1080, height: 1920 }] }));
    expect(verdict.ok).toBe(true);
    expect(verdict.findings.map(({ message }) => message)).toEqual([
      'The video is 1080 × 1920 pixels. X promises to take up to 1280 × 1024.',
    ]);
  });
});

describe('a document', () => {
  test('stands alone, needs a title, and is not too large', () => {
    const options = { title: 'Catalogue' };
    expect(stops('linkedin', { media: [pdf], options })).toEqual([]);
    expect(stops('linkedin', { media: [pdf] })).toEqual([
      'LinkedIn wants a title for a document. Write one.',
    ]);
    expect(stops('linkedin', { media: [pdf, photo], options })).toEqual([
      'LinkedIn takes a document only by itself. Remove it or everything else.',
    ]);
    expect(stops('linkedin', { media: [{ ...pdf, size: 100_000_001 }], options })).toEqual([
      'The document is 100.1 MB, LinkedIn takes at most 100 MB.',
    ]);
  });

  test('is for LinkedIn only', () => {
    expect(stops('x', { media: [pdf] })).toEqual([
      'Documents cannot be posted to X. Save its pages as pictures.',
    ]);
  });
});

describe('a Pin', () => {
  const pin = (change: Partial<Draft>, options: TargetOptions = {}) =>
    stops('pinterest', { media: [photo], ...change, options: { board: '1', ...options } });

  test('needs a board, and a photo or a video', () => {
    expect(pin({})).toEqual([]);
    expect(pin({}, { board: ' ' })).toEqual(['Choose the board that the Pin goes on.']);
    for (const change of [{ text: '' }, { text: 'See example.com' }, { text: 'Mugs', options: {} }])
      expect(pin({ ...change, media: [] }, { link: 'https://example.com' })).toEqual([
        'Pinterest needs a photo or a video in every post. Add one.',
      ]);
  });

  test('may lead somewhere, which other platforms show only without photos', () => {
    expect(pin({}, { link: 'https://example.com/mug' })).toEqual([]);
    expect(pin({}, { link: 'example.com' })).toHaveLength(1);
  });

  test('has a title and a caption of their own length', () => {
    const counts = judge('pinterest', draft({ options: { title: 'Mug' } })).counts;
    expect(counts).toEqual([
      { field: 'caption', used: 8, max: 800 },
      { field: 'title', used: 3, max: 100 },
    ]);
    expect(pin({}, { title: 'a'.repeat(100) })).toEqual([]);
    expect(pin({}, { title: 'a'.repeat(103) })).toEqual(['The title is 3 over what Pinterest allows (100).']);
    expect(pin({ text: 'a'.repeat(801) })).toEqual(['The caption is 1 over what Pinterest allows (800).']);
    const warnings = (length: number) =>
      judge('pinterest', draft({ text: 'a'.repeat(length), media: [photo], options: { board: '1' } }))
        .findings;
    expect(warnings(500)).toEqual([]);
    expect(warnings(501)).toEqual([
      { level: 'warn', field: 'caption', message: 'The caption is 501 long. Pinterest is sure to take 500.' },
    ]);
  });

  test('shows several photos of one size', () => {
    expect(pin({ media: [photo, { ...photo, width: 1000 }] })).toEqual([
      'Pinterest takes several photos only when all have the same width and height. Crop them alike.',
    ]);
    expect(pin({ media: photos(6) })).toHaveLength(1);
  });

  test('has one description for all its photos', () => {
    const described = (length: number): Media => ({ ...photo, altText: 'a'.repeat(length) });
    expect(pin({ media: [described(250), described(247)] })).toEqual([]);
    expect(pin({ media: [described(250), described(248)] })).toEqual([
      'The descriptions of the photos are together 1 over what Pinterest allows.',
    ]);
    expect(pin({ media: [described(501)] })).toEqual([
      'The description of photo 1 is 1 over what Pinterest allows (500).',
    ]);
  });

  test('is JPEG or PNG', () => {
    expect(pin({ media: [{ ...photo, type: 'image/webp' }] })).toEqual([
      'The photo is a WebP file. Pinterest takes JPEG and PNG.',
    ]);
  });
});

describe('a link at LinkedIn, which does not read the page', () => {
  const link = 'https://example.com/mug';

  test('needs a title, and takes one photo', () => {
    expect(stops('linkedin', { options: { link } })).toEqual([
      'LinkedIn wants a title for a link. Write one.',
    ]);
    expect(stops('linkedin', { options: { link, title: 'The mug' }, media: photos(2) })).toEqual([
      'LinkedIn shows a link with one photo at most. Remove the others, or write the link into the caption.',
    ]);
  });

  test('a title that would not be shown is a warning', () => {
    const verdict = judge('linkedin', draft({ options: { title: 'The mug' } }));
    expect(verdict.findings).toEqual([
      { level: 'warn', field: 'options', message: 'LinkedIn does not show the title of such a post.' },
    ]);
  });
});

test('who may see it is one of what the platform knows', () => {
  expect(stops('linkedin', { options: { privacy: 'CONNECTIONS' } })).toEqual([]);
  expect(stops('linkedin', { options: { privacy: 'NOBODY' } })).toEqual([
    'LinkedIn does not know who that is to be shown to. Choose anew.',
  ]);
});

test('pictures and videos outside of what LinkedIn takes', () => {
  expect(stops('linkedin', { media: [{ ...photo, width: 8000, height: 5000 }] })).toEqual([
    'The photo is 8000 × 5000 pixels. LinkedIn takes up to 36 megapixels.',
  ]);
  expect(stops('linkedin', { media: [{ ...video, size: 74_999 }] })).toEqual([
    'The video is too small for LinkedIn. It takes files from 75 KB on.',
  ]);
  expect(stops('linkedin', { media: [{ ...video, type: 'video/quicktime' }] })).toEqual([
    'The video is a MOV file. LinkedIn takes MP4.',
  ]);
});

describe('the link field', () => {
  test('takes web addresses only', () => {
    const wrong = [
      'example.com',
      'ftp://example.com',
      'https://',
      'https://exa mple.com',
      'javascript:alert(1)',
    ];
    const passing = wrong.filter((link) => judge('facebook', draft({ options: { link } })).ok);
    expect(passing).toEqual([]);
    expect(stops('facebook', { options: { link: 'http://example.com/mug?a=1' } })).toEqual([]);
  });

  test('facebook.com is refused, with all below it', () => {
    for (const link of [
      'https://facebook.com/mug',
      'https://www.Facebook.com./mug',
      'http://m.facebook.com',
    ]) {
      expect(stops('facebook', { options: { link } })).toEqual([
        'Facebook does not take links to facebook.com. Use another link.',
      ]);
    }
    expect(stops('facebook', { options: { link: 'https://notfacebook.com' } })).toEqual([]);
  });

  test('excludes photos', () => {
    expect(stops('facebook', { media: [photo], options: { link: 'https://example.com' } })).toEqual([
      'Facebook shows either photos and videos or a link, not both. Remove one of them, or write the link into the caption.',
    ]);
  });
});

test('an option the platform does not know stops the post and says what to do', () => {
  expect(stops('facebook', { options: { thread: ['More'] } })).toEqual([
    'Facebook has no threads. Remove the further parts, or put them into the caption.',
  ]);
  expect(stops('facebook', { options: { madeWithAi: true } })).toEqual([
    'Facebook cannot mark pictures as made by AI. Take the mark off, or say it in the caption.',
  ]);
  expect(stops('x', { options: { link: 'https://example.com' } })).toEqual([
    'X has no field for a link. Write the link into the caption.',
  ]);
  expect(stops('x', { options: { title: 'Mugs', board: '1', section: '2' } })).toEqual([
    'X has no titles. Write it into the caption.',
    'X has no boards. Take the board out.',
    'X has no boards. Take the section out.',
  ]);
  expect(stops('x', { options: { madeWithAi: true }, media: [photo] })).toEqual([]);
  expect(stops('x', { options: { title: 'The mug', description: 'Speckled' } })).toEqual([
    'X has no titles. Write it into the caption.',
    'X has no description beside the caption. Write it into the caption.',
  ]);
  expect(stops('x', { options: { privacy: 'PUBLIC', firstComment: 'More' } })).toEqual([
    'At X it cannot be chosen for each post who sees it. Leave that out.',
    'Picscripter cannot comment on X. Write it into the caption.',
  ]);
});

test('whatever passes is of a kind the platform has', () => {
  const anyMedia = fc.constantFrom(photo, animation, video, pdf);
  const anyDraft = fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 300 }),
    media: fc.array(anyMedia, { maxLength: 11 }),
    options: fc.constantFrom<TargetOptions[]>(
      {},
      { thread: ['More'] },
      { link: 'https://example.com' },
      { madeWithAi: true },
      { link: 'https://example.com', title: 'The mug', description: 'Speckled' },
      { title: 'Catalogue', firstComment: 'More', privacy: 'CONNECTIONS' },
      { board: '1' },
      { board: '1', link: 'https://example.com', title: 'Mugs' },
      { title: 'A mug' },
    ),
    tier: fc.constantFrom('standard' as const, 'premium' as const),
  });
  fc.assert(
    fc.property(fc.constantFrom(...platformIds), anyDraft, (platform, draft) => {
      const verdict = judge(platform, draft);
      expect(!verdict.ok || packs[platform].kinds.includes(verdict.kind)).toBe(true);
      expect(verdict.ok).toBe(verdict.findings.every(({ level }) => level === 'warn'));
    }),
    { numRuns: 200 },
  );
});
