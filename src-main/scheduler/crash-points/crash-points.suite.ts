import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Children, createChildren } from './children.suite.ts';
import { type CrashSite, type End, mediaSeen, openCrashSite, type Wish } from './crash-site.suite.ts';

const MINUTE = 60_000;

/** Intend, call, answer, close, gone: a text alone has so many actions to die before. */
const FEWEST_POINTS = 5;

const faults = [
  'reset-before-accept',
  'reset-after-accept',
  'timeout-before-accept',
  'timeout-after-accept',
  '500-before',
  '500-after-accept',
] as const;

/**
 * Never twice, never lost: whatever a platform's adapter does, its process is killed before and after each action of it,
 * and every one of its calls loses its answer in every way. Then the publisher is started again and runs to the end.
 */
export function describeCrashPoints(platform: string, wishes: Readonly<Record<string, () => Promise<Wish>>>) {
  describe(`${platform}: nothing is out twice and nothing is lost`, { timeout: 10 * MINUTE }, () => {
    let site: CrashSite;
    let children: Children;
    beforeAll(async () => {
      [site, children] = await Promise.all([openCrashSite(), createChildren()]);
    });
    afterAll(async () => {
      children.close();
      await site.close();
    });

    const kinds = Object.entries(wishes);

    test.each(kinds)('%s, killed at every point', async (_kind, makeWish) => {
      const wish = await makeWish();
      let point = 0;
      for (let wasKilled = true; wasKilled; ) {
        point += 1;
        await site.plant(wish);
        wasKilled = await children.run({ gift: site.gift, ahead: site.ahead.ms, dieBefore: point });
        await site.publish();
        expectWhole(site.end(), wish, `killed before action ${point}`);
      }
      expect(point).toBeGreaterThan(FEWEST_POINTS);
    });

    const cases = kinds.flatMap(([kind, makeWish]) =>
      faults.map((fault) => [kind, fault, makeWish] as const),
    );

    test.each(cases)('%s, every call once with %s', async (_kind, kind, makeWish) => {
      const wish = await makeWish();
      const { control } = site.practice;
      let call = 0;
      for (let wasMet = true; wasMet; call++) {
        await site.plant(wish);
        const fault = control.addFault({ platform: wish.platform, kind, after: call });
        await site.publish({ impatient: true });
        wasMet = control.faults().every(({ id }) => id !== fault.id);
        expectWhole(site.end(), wish, `call ${call + 1} with ${kind}`);
      }
      expect(call).toBeGreaterThan(1);
    });
  });
}

/** The target is published, and the public sees all of it, once and in order. */
function expectWhole({ state, remoteId, posts }: End, wish: Wish, about: string): void {
  const texts = [wish.text, ...(wish.options?.thread ?? [])];
  const isAsked = wish.onlyTimeTells === true && state === 'unknown';
  if (isAsked && posts.length === 0) return;
  expect(
    posts.map(({ text, replyTo }) => ({ text, replyTo })),
    about,
  ).toEqual(texts.map((text, part) => ({ text, replyTo: posts[part - 1]?.id })));
  expect(posts[0]?.media, about).toEqual(mediaSeen(wish.files));
  // One whose answer was lost is not made twice, so it may be missing; the seller is told.
  expect([[], [wish.options?.firstComment].filter((text) => text !== undefined)], about).toContainEqual(
    posts[0]?.comments,
  );
  if (!isAsked) expect({ state, remoteId }, about).toEqual({ state: 'published', remoteId: posts[0]?.id });
}
