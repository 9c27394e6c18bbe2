import { describe, expect, test } from 'vitest';
import { appEventSchema } from './events.ts';
import { settingsSchema } from './app.ts';
import { clientKeySchema, draftInputSchema, postFilterSchema } from './posts.ts';
import { whenInputSchema } from './schedule.ts';

const id = '0190a1b2-0000-7000-8000-000000000000';
const draft = { caption: '', tone: null, category: null, media: [], targets: [] };
const target = { connectionId: id, captionOverride: null, options: {} };

describe('a time', () => {
  test.each([
    { local: '2026-11-24T15:30', zone: 'Europe/Berlin' },
    { local: '2026-11-24T15:30:59', zone: 'UTC' },
    { at: '2026-11-24T15:30:00+01:00' },
    { at: '2026-11-24T15:30:00.123Z' },
    { at: '2028-02-29T00:00:00-11:30' },
    { now: true },
  ])('may be %j', (when) => expect(whenInputSchema.safeParse(when).success).toBe(true));

  test.each([
    '2026-11-24T15:30',
    { local: '2026-11-24T15:30' },
    { local: '2026-11-24 15:30', zone: 'UTC' },
    { local: '2026-11-24T15:30Z', zone: 'UTC' },
    { local: '2027-02-29T15:30', zone: 'UTC' },
    { local: '2026-11-24T25:00', zone: 'UTC' },
    { local: '2026-11-24T15:60', zone: 'UTC' },
    { at: '2026-11-24T15:30:00' },
    { at: '2027-02-29T15:30:00Z' },
    { at: '2026-11-24T15:30:00+0100' },
    { at: null },
    { now: 1 },
    { now: true, at: '2026-11-24T15:30:00Z' },
    {},
    null,
  ])('may not be %j', (when) => expect(whenInputSchema.safeParse(when).success).toBe(false));
});

describe('a draft', () => {
  test.each([
    draft,
    { ...draft, caption: 'a'.repeat(100_000), tone: 'urgent', category: 'mugs' },
    {
      ...draft,
      targets: [{ ...target, options: { thread: ['two'], link: 'https://a.example', madeWithAi: true } }],
    },
    {
      ...draft,
      media: [
        { mediaId: id, altText: '' },
        { mediaId: id, altText: 'again' },
      ],
    },
  ])('may be like this (%#)', (wish) => expect(draftInputSchema.safeParse(wish).error).toBeUndefined());

  test.each([
    { ...draft, caption: 'a'.repeat(100_001) },
    { ...draft, category: 'a'.repeat(61) },
    { ...draft, targets: [target, target] },
    { ...draft, targets: Array.from({ length: 51 }, () => target) },
    { ...draft, targets: [{ ...target, options: { thread: Array.from({ length: 25 }, () => 'x') } }] },
    { ...draft, targets: [{ ...target, options: { link: 'a'.repeat(2001) } }] },
    { ...draft, targets: [{ ...target, connectionId: 'x' }] },
    { ...draft, media: [{ mediaId: id, altText: 'a'.repeat(5001) }] },
    { ...draft, targets: undefined },
  ])('may not be like this (%#)', (wish) => expect(draftInputSchema.safeParse(wish).success).toBe(false));
});

test('a query says numbers and flags in text', () => {
  expect(postFilterSchema.parse({ limit: '20', trash: 'true' })).toMatchObject({ limit: 20, trash: true });
  expect(postFilterSchema.parse({ trash: false })).toMatchObject({ limit: 50, trash: false });
  for (const wrong of [
    { limit: '0' },
    { limit: '101' },
    { limit: '1.5' },
    { limit: 'all' },
    { trash: 'perhaps' },
  ])
    expect(postFilterSchema.safeParse(wrong).success).toBe(false);
});

test('a client’s key is long enough to be its own', () => {
  expect(clientKeySchema.safeParse('1234567').success).toBe(false);
  expect(clientKeySchema.safeParse('12345678').success).toBe(true);
  expect(clientKeySchema.safeParse('x'.repeat(101)).success).toBe(false);
});

test('settings stay within what makes sense', () => {
  const some = settingsSchema.partial().strict();
  for (const right of [
    { lateMinutes: 0 },
    { catchUpMinutes: 120 },
    { weekStartsOn: 6 },
    { zone: 'Asia/Kolkata' },
  ])
    expect(some.safeParse(right).success).toBe(true);
  for (const wrong of [
    { lateMinutes: 1441 },
    { catchUpMinutes: -1 },
    { weekStartsOn: 2 },
    { theme: 'pink' },
    { x: 1 },
  ])
    expect(some.safeParse(wrong).success).toBe(false);
});

test('an event says that something changed, never what it is now', () => {
  const parsed = appEventSchema.parse({ topic: 'post', postId: id, caption: 'New words' });
  expect(parsed).toEqual({ topic: 'post', postId: id });
});
