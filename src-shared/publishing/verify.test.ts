import { describe, expect, test } from 'vitest';
import type { ReadBack } from '../platforms/platform.ts';
import { createStillClock } from '../platforms/stage.suite.ts';
import type { Announcement } from './announce.ts';
import { claimOf, MINUTE, NOW } from './claim.suite.ts';
import type { CheckResult, JobStore, Verification } from './job-store.ts';
import { verify } from './verify.ts';
import type { Workshop } from './work.ts';

type Check = Parameters<JobStore['saveCheck']>[1];

/** Reads one post back, so long after it was published. */
async function checked(
  read: ReadBack | Error,
  {
    after = MINUTE,
    last = null,
    story = false,
  }: { after?: number; last?: CheckResult | null; story?: boolean } = {},
) {
  const { snapshot: post, connection: account, targetId, postId } = claimOf();
  const snapshot = story ? { ...post, kind: 'story' as const } : post;
  const connection = story ? { ...account, platform: 'instagram' as const } : account;
  const verification: Verification = {
    targetId,
    postId,
    remoteId: '7',
    publishedAt: NOW,
    last,
    snapshot,
    connection,
  };
  const saved: { check: Check; told: Announcement | null }[] = [];
  const platform = {
    name: 'X',
    readBack: () => (read instanceof Error ? Promise.reject(read) : Promise.resolve(read)),
  };
  const shop = {
    clock: createStillClock(NOW + after),
    platforms: { x: platform, instagram: platform },
    store: {
      saveCheck: async (_id: string, check: Check, told: Announcement | null) => saved.push({ check, told }),
    },
    log: { info: () => {}, warn: () => {} },
  } as unknown as Workshop;
  await verify(shop, verification);
  expect(saved).toHaveLength(1);
  return saved[0] ?? expect.fail('nothing was kept');
}

const there = (text: string | null): ReadBack => ({ state: 'there', text, permalink: null });

describe('reading back', () => {
  test.each([
    ['as it was sent', there('New mugs are in the shop.'), 'there', null],
    [
      'with other white space and letters in another form',
      there(' New  mugs are\nin the shop. '),
      'there',
      null,
    ],
    ['without a text that can be told', there(null), 'there', null],
    ['with another text', there('New mugs are in'), 'changed', 'changed'],
    ['gone', { state: 'gone' } as const, 'gone', 'gone'],
    ['not to be seen', { state: 'unsure', why: 'X hides it.' } as const, 'unsure', null],
  ])('%s', async (_name, read, result, notice) => {
    const { check, told } = await checked(read);
    expect(check.result).toBe(result);
    expect(told?.notice?.kind ?? null).toBe(notice);
    expect(check.nextAt).toBe(NOW + 15 * MINUTE);
  });

  test('of a post that the platform took down tells the reason', async () => {
    const { check, told } = await checked({ state: 'gone', why: 'The codec is not known.' });
    expect(check.note).toBe('The codec is not known.');
    expect(told?.notice?.text).toBe('The codec is not known.');
  });

  test('of a story tells nothing once it is over: nobody has removed it', async () => {
    const day = 24 * 60 * MINUTE;
    const over = await checked({ state: 'gone' }, { after: day, story: true });
    expect(over.check).toMatchObject({ result: 'unsure', nextAt: null });
    expect(over.told).toBeNull();
    const before = await checked({ state: 'gone' }, { after: day - 1, story: true });
    expect(before.told?.notice?.kind).toBe('gone');
  });

  test('is over after the second time', async () => {
    expect((await checked(there(null), { after: 15 * MINUTE })).check.nextAt).toBeNull();
  });

  test('tells of what is gone and offers a way on', async () => {
    const { told } = await checked({ state: 'gone' });
    expect(told).toMatchObject({
      audit: { action: 'target.gone' },
      notice: { level: 'alarm', action: 'resolve', title: 'Gone: the post for Mara’s Clay on X' },
    });
  });

  test('told of the same gone or changed post twice, once at each check', async () => {
    const again = { after: 15 * MINUTE };
    expect((await checked({ state: 'gone' }, { ...again, last: 'gone' })).told).toBeNull();
    expect((await checked(there('Other'), { ...again, last: 'changed' })).told).toBeNull();
    expect((await checked({ state: 'gone' }, { ...again, last: 'changed' })).told?.notice?.kind).toBe('gone');
  });

  test('that failed is made again, for half an hour', async () => {
    const lost = new Error('no network');
    expect((await checked(lost)).check).toMatchObject({ result: 'unsure', nextAt: NOW + 15 * MINUTE });
    expect((await checked(lost, { after: 16 * MINUTE })).check.nextAt).toBe(NOW + 17 * MINUTE);
    expect((await checked(lost, { after: 31 * MINUTE })).check.nextAt).toBeNull();
    expect((await checked(lost)).told).toBeNull();
  });
});
