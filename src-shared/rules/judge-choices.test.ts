import { describe, expect, test } from 'vitest';
import type { TargetOptions } from '../model/content.ts';
import { judge } from './judge.ts';
import { statementFor } from './judge-choices.ts';
import { packs } from './packs.ts';
import type { Draft } from './rule-pack.ts';

const video = {
  type: 'video/mp4',
  size: 20_000_000,
  width: 1080,
  height: 1920,
  animated: false,
  altText: '',
} as const;
const photo = { ...video, type: 'image/jpeg', size: 800_000 } as const;
const { tiktok } = packs;
const agreed = { to: tiktok.terms?.usual.id ?? '', at: 1 };
const branded = { to: tiktok.terms?.branded.id ?? '', at: 1 };

/** A video for TikTok that has all it needs, and what is changed about it. */
function verdictOf(options: TargetOptions = {}, change: Partial<Draft> = {}) {
  const all = { privacy: 'PUBLIC_TO_EVERYONE', agreed, ...options };
  return judge('tiktok', { text: 'Glazing day', media: [video], options: all, tier: 'standard', ...change });
}
const messages = (level: 'stop' | 'warn', ...input: Parameters<typeof verdictOf>): string[] =>
  verdictOf(...input)
    .findings.filter((finding) => finding.level === level)
    .map(({ message }) => message);
const stops = (...input: Parameters<typeof verdictOf>) => messages('stop', ...input);

test('a video with what was chosen and agreed to passes', () => {
  expect(verdictOf()).toMatchObject({ kind: 'video', findings: [], ok: true });
});

describe('what nobody chooses for the seller', () => {
  test('is who may see it', () => {
    expect(stops({ privacy: '' })).toEqual(['Choose who may see the post on TikTok.']);
    expect(stops({ privacy: 'FRIENDS' })).toEqual([
      'TikTok does not know who that is to be shown to. Choose anew.',
    ]);
  });

  test('is what is agreed to, and another sentence is another agreement', () => {
    const wanted = 'Tick that you agree to TikTok’s Music Usage Confirmation.';
    expect(
      verdictOf({}, { options: { privacy: 'SELF_ONLY' } }).findings.map(({ message }) => message),
    ).toEqual([wanted]);
    expect(stops({ agreed: { to: 'tiktok-music-2020-01', at: 1 } })).toEqual([wanted]);
    expect(stops({ brandedContent: true })).toEqual([
      'Tick that you agree to TikTok’s Branded Content Policy and Music Usage Confirmation.',
    ]);
    expect(stops({ brandedContent: true, yourBrand: true, agreed: branded })).toEqual([]);
  });

  test('is what others may do: only what TikTok has', () => {
    expect(stops({ allow: ['comment', 'duet', 'stitch'] })).toEqual([]);
    expect(stops({ allow: ['remix'] })).toEqual([
      'TikTok does not know what is allowed there. Choose again.',
    ]);
  });
});

test('paid advertising for others cannot be private', () => {
  const options = { brandedContent: true, agreed: branded, privacy: 'SELF_ONLY' };
  expect(stops(options)).toEqual([
    'TikTok does not take paid advertising for “Only me”. Choose who else may see it, or take the mark off.',
  ]);
  expect(stops({ yourBrand: true, privacy: 'SELF_ONLY' })).toEqual([]);
});

test('the cover is a moment of the video', () => {
  const known = { durationMs: 30_000, codec: 'avc', frameRate: 30, audioCodec: null };
  const media = [{ ...video, video: known }];
  expect(stops({ coverMs: 30_000 }, { media })).toEqual([]);
  expect(stops({ coverMs: 30_001 }, { media })).toEqual([
    'The cover lies behind the end of the video. Choose an earlier second.',
  ]);
  expect(stops({ coverMs: 30_001 })).toEqual([]);
});

describe('a draft', () => {
  test('needs nothing chosen or agreed to, and says that its caption stays here', () => {
    const bare = { options: { asDraft: true } };
    expect(stops({}, bare)).toEqual([]);
    expect(messages('warn', {}, bare)).toEqual([
      'TikTok takes no caption with a draft. Copy it into the TikTok app when you finish the post there.',
    ]);
    expect(statementFor(tiktok, { asDraft: true })).toBeUndefined();
  });

  test('is a video', () => {
    expect(stops({}, { options: { asDraft: true }, media: [photo] })).toEqual([
      'Only a video can become a draft on TikTok. Use a video, or post at once.',
    ]);
  });
});

describe('texts', () => {
  test.each([
    ['a video', [video], 2200],
    ['one photo', [photo], 4000],
    ['photos', [photo, photo], 4000],
  ])('of %s are counted by its own limit', (_what, media, max) => {
    expect(stops({}, { media, text: 'é'.repeat(max) })).toEqual([]);
    expect(stops({}, { media, text: 'é'.repeat(max + 1) })[0]).toMatch(/^The caption is 1 over/);
    expect(verdictOf({}, { media }).counts[0]).toEqual({ field: 'caption', used: 11, max });
  });

  test('a title is for photos, of 90 at most', () => {
    expect(stops({ title: 'a'.repeat(91) }, { media: [photo] })).toEqual([
      'The title is 1 over what TikTok allows (90).',
    ]);
    expect(messages('warn', { title: 'New mugs' })).toEqual([
      'TikTok does not show the title of such a post.',
    ]);
  });
});

test('photos need a place from which TikTok fetches them, a video does not', () => {
  expect(stops({}, { media: [photo], publicMedia: false })[0]).toContain('Make a video of the photos');
  expect(stops({}, { media: [video], publicMedia: false })).toEqual([]);
});

test('other platforms say what to do with what only TikTok has', () => {
  const options = { allow: ['comment'], yourBrand: true, coverMs: 0, autoMusic: true, asDraft: true, agreed };
  const findings = judge('x', { text: 'Mugs', media: [], options, tier: 'standard' }).findings;
  expect(findings).toHaveLength(6);
  for (const { message } of findings) expect(message).toMatch(/^(X|At X|On X) .*\.$/);
});
