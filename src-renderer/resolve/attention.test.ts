import { describe, expect, it } from 'vitest';
import type { PostView, TargetView } from '#shared/contract/posts.ts';
import { inSections, isChoosable, paced, readsAlike, type Waiting } from './attention.ts';

const now = Date.parse('2026-11-24T15:00:00Z');

function waiting(id: string, more: Partial<TargetView> = {}, dueMinutesAgo = 60): Waiting {
  const target = {
    id,
    connectionId: 'shop',
    state: 'missed',
    nextLookAt: null,
    when: { local: '', zone: 'UTC', instant: now - dueMinutesAgo * 60_000 },
    ...more,
  } as TargetView;
  return { target, post: { id: `post of ${id}` } as PostView };
}

const ids = (list: readonly Waiting[] | undefined) => list?.map(({ target }) => target.id);

describe('what waits', () => {
  it('is sorted by what must be done, the longest waiting first', () => {
    const groups = inSections([
      waiting('late', {}, 10),
      waiting('later', {}, 90),
      waiting('unsure', { state: 'unknown' }),
      waiting('looking', { state: 'unknown', nextLookAt: now + 60_000 }),
      waiting('fine', { state: 'published' }),
    ]);
    expect(ids(groups.get('missed'))).toEqual(['later', 'late']);
    expect(ids(groups.get('unknown'))).toEqual(['unsure']);
    expect(ids(groups.get('checking'))).toEqual(['looking']);
    expect([...groups.keys()].toSorted()).toEqual(['checking', 'missed', 'unknown']);
  });

  it('is never decided in bulk when it may be out', () => {
    expect(isChoosable(waiting('a', { state: 'unknown' }))).toBe(false);
    expect(isChoosable(waiting('a', { state: 'held' }))).toBe(true);
  });
});

describe('several posts at once', () => {
  const three = [waiting('c', {}, 10), waiting('a', {}, 90), waiting('b', {}, 60)];

  it('go out one after the other on each account, the first now', () => {
    const other = waiting('d', { connectionId: 'page' }, 30);
    const plan = paced([...three, other], null, 5, now);
    expect(plan.map(({ waiting: { target }, when }) => [target.id, when])).toEqual([
      ['a', { now: true }],
      ['b', { at: '2026-11-24T15:05:00.000Z' }],
      ['d', { now: true }],
      ['c', { at: '2026-11-24T15:10:00.000Z' }],
    ]);
  });

  it('start at a chosen time', () => {
    const start = Date.parse('2026-11-25T09:00:00Z');
    expect(paced(three, start, 10, now).map(({ when }) => when)).toEqual([
      { at: '2026-11-25T09:00:00.000Z' },
      { at: '2026-11-25T09:10:00.000Z' },
      { at: '2026-11-25T09:20:00.000Z' },
    ]);
  });

  it('all go now when the seller wants no pause', () => {
    expect(paced(three, null, 0, now).every(({ when }) => 'now' in when)).toBe(true);
  });
});

it('knows our text again when the platform shortened its addresses', () => {
  expect(readsAlike('New lamp\n\nhttps://shop.example/lamp', 'New lamp https://t.co/abc')).toBe(true);
  expect(readsAlike('New lamp', 'New lamps')).toBe(false);
  expect(readsAlike('', '')).toBe(false);
});
