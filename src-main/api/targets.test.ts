import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostView } from '#shared/contract/posts.ts';
import type { Receipt } from '#shared/contract/targets.ts';
import { type Desk, draftFor, HOUR, MINUTE, MORNING, openDesk, photo } from '../desk.suite.ts';
import { bringTo } from '../planning/publisher.suite.ts';

let desk: Desk;
let mara: string;
beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
});
afterAll(() => desk.close());

const schedule = async (draft = draftFor([mara])) =>
  (await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft, when: { now: true } })).post;
const receiptOf = (post: PostView) => desk.ok<Receipt>('GET', `/api/targets/${post.targets[0]?.id}/receipt`);

describe('a receipt', () => {
  test('tells who sent what, when, and what came back', async () => {
    const { body: file } = await desk.upload(await photo());
    const media = [{ mediaId: file.id, altText: 'A mug' }];
    const post = await schedule(draftFor([mara], 'With a photo', { media }));
    await bringTo(desk, post, 'published');
    const receipt = await receiptOf(post);
    expect(receipt.target).toMatchObject({ state: 'published', remoteId: 'remote-1', lateMs: 0 });
    expect(receipt.sent).toMatchObject({
      text: 'With a photo',
      media: [{ hash: file.hash, altText: 'A mug', thumbUrl: file.thumbUrl }],
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(receipt.attempts).toMatchObject([
      {
        number: 1,
        fence: expect.any(Number),
        executor: 'desktop',
        outcome: 'published',
        startedAt: MORNING,
        steps: [{ name: 'post', visible: true, state: 'answered', answer: '{"id":"remote-1"}' }],
      },
    ]);
  });

  test('keeps what was sent, whatever is written later', async () => {
    const post = await schedule(draftFor([mara], 'As it went out'));
    await bringTo(desk, post, 'missed');
    const { revision } = await desk.ok<PostView>('GET', `/api/posts/${post.id}`);
    const draft = draftFor([mara], 'Rewritten');
    await desk.ok('PATCH', `/api/posts/${post.id}`, { expectedRevision: revision, draft });
    expect((await receiptOf(post)).sent?.text).toBe('As it went out');
  });

  test('counts the tries, and shows no secret and no more than can be read', async () => {
    const post = await schedule();
    await bringTo(desk, post, 'scheduled');
    await bringTo(desk, post, 'unknown');
    const { raw } = desk.desktop.store;
    raw
      .prepare("UPDATE steps SET state = 'answered', answer = ? WHERE target_id = ?")
      .run(
        JSON.stringify({ access_token: 'EAAtop-secret-token', text: 'x'.repeat(9000) }),
        post.targets[0]?.id,
      );
    const { attempts } = await receiptOf(post);
    expect(attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, 'retry'],
      [2, 'unknown'],
    ]);
    const answer = attempts[1]?.steps[0]?.answer ?? '';
    expect(answer).not.toContain('top-secret');
    expect(answer.length).toBeLessThan(2010);
  });

  test('of a draft says that nothing was sent; one that never was does not exist', async () => {
    expect(await receiptOf(await desk.post(draftFor([mara])))).toMatchObject({
      sent: null,
      attempts: [],
      checks: [],
    });
    expect(await desk.refused('GET', `/api/targets/${mara}/receipt`)).toMatchObject({
      status: 404,
      message: 'There is no such receipt.',
    });
  });
});

describe('the traffic light', () => {
  const check = (draft: object, at?: string) =>
    desk.ok<{ connectionId: string; light: string; findings: { message: string }[] }[]>(
      'POST',
      '/api/targets/check',
      {
        draft,
        ...(at === undefined ? {} : { at }),
      },
    );

  test('is green for what will go out, amber for what should be known, red for what will not', async () => {
    const blocked = await desk.account('Blocked');
    desk.desktop.store.raw.prepare("UPDATE connections SET state = 'blocked' WHERE id = ?").run(blocked);
    const lights = async (caption: string, ids = [mara]) =>
      (await check(draftFor(ids, caption))).map(({ light }) => light);
    expect(await lights('Fine', [mara, blocked])).toEqual(['green', 'red']);
    expect(await lights('With a link https://example.com')).toEqual(['amber']);
    expect(await lights('a'.repeat(281))).toEqual(['red']);
    expect(await lights('')).toEqual(['red']);
  });

  test('looks at the sign-in at the time of the post', async () => {
    const grant = { accessToken: 'a', refreshToken: null, scopes: [], extra: {}, expiresAt: MORNING + HOUR };
    const ends = await desk.account('Ends', { grant });
    const at = (ms: number) => new Date(ms).toISOString();
    const light = async (ms: number) => (await check(draftFor([ends]), at(ms)))[0];
    expect(await light(MORNING + MINUTE)).toMatchObject({ light: 'green' });
    expect(await light(MORNING + 2 * HOUR)).toMatchObject({
      light: 'red',
      findings: [
        { message: 'The sign-in of Ends ends before this post goes out. Reconnect it before then.' },
      ],
    });
  });

  test('warns of a post beyond what the platform takes in a stretch, and says when there is room', async () => {
    const busy = await desk.account('Busy');
    const at = (ms: number) => new Date(ms).toISOString();
    let one = '';
    for (let number = 0; number < 100; number += 1) {
      const wish = { draft: draftFor([busy], `Mug ${number}`), when: { at: at(MORNING + HOUR) } };
      one = (await desk.ok<{ post: PostView }>('POST', '/api/schedule', wish)).post.id;
    }
    const draft = draftFor([busy], 'One more');
    const [full] = await check(draft, at(MORNING + HOUR + MINUTE));
    expect(full).toMatchObject({ light: 'amber', findings: [{ field: 'when', level: 'warn' }] });
    expect(full?.findings[0]?.message).toContain('X takes 100 posts in 15 minutes of one account');
    const [free] = await check(draft, at(MORNING + HOUR + 15 * MINUTE));
    expect(free).toMatchObject({ light: 'green' });
    const [itself] = await desk.ok<{ light: string }[]>('POST', '/api/targets/check', {
      draft,
      postId: one,
      at: at(MORNING + HOUR),
    });
    expect(itself).toMatchObject({ light: 'green' });
  });

  test('names the photo or account that is gone', async () => {
    const gone = '0190a1b2-0000-7000-8000-000000000000';
    const media = [{ mediaId: gone, altText: '' }];
    expect(
      await desk.refused('POST', '/api/targets/check', { draft: draftFor([], '', { media }) }),
    ).toMatchObject({
      status: 404,
      field: 'draft.media.0',
    });
    expect(await desk.refused('POST', '/api/targets/check', { draft: draftFor([gone]) })).toMatchObject({
      status: 404,
      message: 'One of the accounts is not known any more.',
      action: 'reload',
    });
  });
});
