import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PostView, TargetView } from '#shared/contract/posts.ts';
import type { Receipt } from '#shared/contract/targets.ts';
import { type Desk, draftFor, HOUR, MINUTE, MORNING, openDesk } from '../desk.suite.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import { createJobStore } from '../store/job-store.ts';
import { bringTo, type Reached } from './publisher.suite.ts';

let desk: Desk;
let mara: string;

beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.ms = MORNING;
});

const later = { at: new Date(MORNING + HOUR).toISOString() };

async function waiting(state: Reached, more: Parameters<typeof bringTo>[3] = {}): Promise<PostView> {
  const draft = draftFor([mara]);
  const { post } = await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft, when: { now: true } });
  await bringTo(desk, post, state, more);
  return post;
}

const path = ({ id }: PostView) => `/api/schedule/${id}/resolve`;
const about = (post: PostView, decision: object) => ({ targetId: post.targets[0]?.id, decision });
const decide = async (post: PostView, decision: object): Promise<TargetView | undefined> =>
  (await desk.ok<PostView>('POST', path(post), about(post, decision))).targets[0];
const unread = async () =>
  (await desk.ok<{ items: { targetId: string; readAt: number | null }[] }>('GET', '/api/notices')).items
    .filter(({ readAt }) => readAt === null)
    .map(({ targetId }) => targetId);

describe('"it is out"', () => {
  test('makes an unknown post published, as the post that was named', async () => {
    const post = await waiting('unknown');
    desk.clock.ms += 5 * MINUTE;
    expect(await decide(post, { is: 'published', remoteId: '1861' })).toMatchObject({
      state: 'published',
      remoteId: '1861',
      permalink: 'https://x.com/mara/status/1861',
      publishedAt: MORNING,
      verification: 'pending',
      reason: null,
    });
  });

  test('without an id there is nothing to read back', async () => {
    const post = await waiting('unknown');
    expect(await decide(post, { is: 'published' })).toMatchObject({
      state: 'published',
      permalink: null,
      verification: 'unsure',
    });
  });

  test.each(['missed', 'held', 'refused'] as const)(
    'cannot be said of a post that was not sent (%s)',
    async (state) => {
      const post = await waiting(state);
      expect(await desk.refused('POST', path(post), about(post, { is: 'published' }))).toMatchObject({
        status: 409,
        code: 'CONFLICT',
        message: 'This post was not sent, so it cannot be there.',
      });
    },
  );
});

describe('"publish"', () => {
  test.each(['unknown', 'missed', 'held', 'refused'] as const)(
    'puts a %s post back into the queue',
    async (state) => {
      const post = await waiting(state);
      desk.clock.ms += 20 * MINUTE;
      expect(await decide(post, { is: 'publish', when: { now: true } })).toMatchObject({
        state: 'scheduled',
        when: { instant: MORNING + 20 * MINUTE },
        reason: null,
        nextTryAt: null,
      });
    },
  );

  test('of an unknown post says that the call was without effect, so that it may be made again', async () => {
    const post = await waiting('unknown', { nextLookAt: MORNING + MINUTE });
    const target = await decide(post, { is: 'publish', when: later });
    expect(target).toMatchObject({ state: 'scheduled', nextLookAt: null });
    const receipt = await desk.ok<Receipt>('GET', `/api/targets/${target?.id}/receipt`);
    expect(receipt.attempts.flatMap(({ steps }) => steps)).toMatchObject([
      { name: 'post', state: 'failed', answer: expect.stringContaining('The seller looked') },
    ]);
  });

  test('a look that was under way when the seller decided changes nothing any more', async () => {
    const post = await waiting('unknown', { nextLookAt: MORNING });
    const { store } = desk.desktop;
    const jobs = createJobStore(
      store,
      createGroupCommit(store),
      (count) => new Uint8Array(randomBytes(count)),
    );
    const looks = await jobs.claimLooks({
      executor: 'desktop',
      worker: 'a publisher',
      now: MORNING,
      leaseMs: 30_000,
      limit: 50,
    });
    const look = looks.find(({ postId }) => postId === post.id);
    await decide(post, { is: 'publish', when: later });
    const again = { to: 'scheduled', notBefore: null, reason: null, counts: true } as const;
    expect(look !== undefined && (await jobs.close(look, again, null, MORNING))).toBe(false);
  });

  test('to a time in the past is refused, and the decision stays open', async () => {
    const post = await waiting('unknown');
    const past = { at: new Date(MORNING - MINUTE).toISOString() };
    expect(await desk.refused('POST', path(post), about(post, { is: 'publish', when: past }))).toMatchObject({
      status: 422,
      code: 'IN_THE_PAST',
    });
    expect((await desk.ok<PostView>('GET', `/api/posts/${post.id}`)).targets[0]?.state).toBe('unknown');
  });

  test('what was held by a blocked account tries that account again', async () => {
    const post = await waiting('held', { connectionState: 'blocked' });
    const account = async () =>
      (await desk.ok<{ id: string; state: string }[]>('GET', '/api/connections')).find(
        ({ id }) => id === mara,
      );
    expect(await account()).toMatchObject({ state: 'blocked', stateReason: 'It is held.' });
    await decide(post, { is: 'publish', when: later });
    expect(await account()).toMatchObject({ state: 'ok', stateReason: null });
  });

  test('after a disconnection it says to connect first', async () => {
    const gone = await desk.account('Gone');
    const { post } = await desk.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft: draftFor([gone]),
      when: { now: true },
    });
    await bringTo(desk, post, 'held');
    await desk.ok('DELETE', `/api/connections/${gone}`);
    const order = about(post, { is: 'publish', when: { now: true } });
    expect(await desk.refused('POST', path(post), order)).toMatchObject({ code: 'NOT_CONNECTED' });
  });
});

describe('"leave it"', () => {
  test.each(['unknown', 'missed', 'held', 'refused'] as const)(
    'a %s post stays, without the account',
    async (state) => {
      const post = await waiting(state);
      expect(await decide(post, { is: 'drop' })).toBeUndefined();
      expect((await desk.ok<PostView>('GET', `/api/posts/${post.id}`)).caption).toBe(post.caption);
    },
  );
});

test('what waits for the seller is listed until it is decided, and so is its notice', async () => {
  const post = await waiting('missed');
  const targetId = post.targets[0]?.id ?? '';
  const listed = async () =>
    (await desk.ok<{ target: TargetView }[]>('GET', '/api/targets/attention')).map(({ target }) => target.id);
  expect(await listed()).toContain(targetId);
  expect(await unread()).toContain(targetId);
  await decide(post, { is: 'drop' });
  expect(await listed()).not.toContain(targetId);
  expect(await unread()).not.toContain(targetId);
});

describe('there is nothing to decide', () => {
  test.each([
    ['scheduled', 'CONFLICT', 'There is nothing to decide about this post at the moment.'],
    ['claimed', 'CONFLICT', 'There is nothing to decide about this post at the moment.'],
    [
      'sending',
      'TOO_LATE',
      'This post is being published right now. Your change can be kept as a new draft.',
    ],
    ['published', 'TOO_LATE', /^This post was published at \d\d:\d\d\./],
  ] as const)('about a post that is %s', async (state, code, message) => {
    const post = await waiting(state);
    for (const decision of [{ is: 'published' }, { is: 'publish', when: { now: true } }, { is: 'drop' }]) {
      const refused = await desk.refused('POST', path(post), about(post, decision));
      expect(refused).toMatchObject({ status: 409, code });
      expect(refused.message).toMatch(message);
    }
  });

  test('about an account of another post', async () => {
    const [one, other] = [await waiting('missed'), await waiting('missed')];
    expect(await desk.refused('POST', path(one), about(other, { is: 'drop' }))).toMatchObject({
      status: 404,
      message: 'This account is not part of the post any more.',
    });
  });
});
