import { expect, test } from 'vitest';
import { type Allowance, type CountedPost, overdraftMessage, overdrafts } from './allowance.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-11-24T12:00:00Z');
const figure = (value: number) => ({ value, source: 'a page', date: '2026-11-24' });

const post = (at: number, change: Partial<CountedPost> = {}): CountedPost => ({
  connectionId: 'mara',
  kind: 'video',
  at,
  ...change,
});
const over = (allowance: Allowance, others: CountedPost[], one = post(NOON)) =>
  overdrafts({ allowances: [allowance] }, one, others);

const rolling: Allowance = { per: 'account', max: figure(2), window: { rollingMs: DAY } };
const pacific: Allowance = { per: 'app', max: figure(2), window: { daysIn: 'America/Los_Angeles' } };

test('below the allowance nothing is said, at it the first time with room is', () => {
  expect(over(rolling, [post(NOON - HOUR)])).toEqual([]);
  expect(over(rolling, [post(NOON - 20 * HOUR), post(NOON - HOUR)])).toMatchObject([
    { used: 2, fitsAt: NOON + 4 * HOUR },
  ]);
});

test('what left the stretch does not count, nor what comes after', () => {
  expect(over(rolling, [post(NOON - DAY), post(NOON - HOUR), post(NOON + 1)])).toEqual([]);
});

test('posts that are planned later keep the room from being free at once', () => {
  const others = [post(NOON - 20 * HOUR), post(NOON - HOUR), post(NOON + 2 * HOUR)];
  expect(over(rolling, others)).toMatchObject([{ fitsAt: NOON + 23 * HOUR }]);
});

test('an account is counted by itself, an app with all its accounts', () => {
  const others = [post(NOON - HOUR, { connectionId: 'other' }), post(NOON - HOUR)];
  expect(over(rolling, others)).toEqual([]);
  expect(over(pacific, others)).toHaveLength(1);
});

test('the day ends at midnight of the zone of the platform', () => {
  const evening = post(Date.parse('2026-11-25T07:30:00Z'));
  const others = [post(Date.parse('2026-11-24T08:00:00Z')), post(NOON)];
  expect(over(pacific, others, evening)).toMatchObject([{ fitsAt: Date.parse('2026-11-25T08:00:00Z') }]);
  expect(over(pacific, others, post(Date.parse('2026-11-24T07:59:00Z')))).toEqual([]);
});

test('a full day after it is passed over, also where the clocks change between', () => {
  const others = ['10-31T20:00', '10-31T21:00', '11-01T20:00', '11-01T21:00'].map((at) =>
    post(Date.parse(`2026-${at}:00Z`)),
  );
  // 1 November has 25 hours in California.
  expect(over(pacific, others, post(Date.parse('2026-10-31T22:00:00Z')))).toMatchObject([
    { fitsAt: Date.parse('2026-11-02T08:00:00Z') },
  ]);
});

test('only the kinds it is about are counted', () => {
  const reels: Allowance = { ...rolling, kinds: ['video'] };
  expect(over(reels, [post(NOON - 1), post(NOON - 2, { kind: 'image' })])).toEqual([]);
  expect(over(reels, [post(NOON - 1), post(NOON - 2)], post(NOON, { kind: 'image' }))).toEqual([]);
});

test('the sentence names the allowance and the time in the seller’s zone', () => {
  const [found] = over(pacific, [post(NOON - HOUR), post(NOON - 2 * HOUR)]);
  if (found === undefined) throw new Error('nothing was found');
  expect(overdraftMessage('YouTube', found, 'Europe/Berlin')).toBe(
    'YouTube takes 2 posts a day of all accounts connected by your app, and 2 are planned or out by then. There is room from 25 Nov, 09:00.',
  );
});
