import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PostView } from '#shared/contract/posts.ts';
import { DAY, type Desk, draftFor, HOUR, MINUTE, MORNING, openDesk } from '../desk.suite.ts';
import { setConnectionState } from '../store/connections.ts';
import { findTarget } from '../store/targets.ts';
import { bringTo } from './publisher.suite.ts';
import { timeOf } from './schedule.ts';

let desk: Desk;
let mara: string;
let shop: string;

beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
  shop = await desk.account('Shop', { platform: 'facebook' });
  await desk.ok('PATCH', '/api/settings', { zone: 'Europe/Berlin' });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.ms = MORNING;
});

interface Scheduled {
  post: PostView;
  notes: string[];
}

const at = (ms: number) => ({ at: new Date(ms).toISOString() });
const local = (time: string, zone = 'Europe/Berlin') => ({ local: time, zone });
const schedule = (when: object, more: object = {}) =>
  desk.ok<Scheduled>('POST', '/api/schedule', { draft: draftFor([mara]), when, ...more });
const refusal = (when: object) => desk.refused('POST', '/api/schedule', { draft: draftFor([mara]), when });
const stored = (targetId = '') => findTarget(desk.desktop.store.db, targetId)?.target;

describe('the time', () => {
  test('a local time is meant in its zone, whatever the zone of the machine', async () => {
    const { post, notes } = await schedule(local('2026-11-24T15:30'));
    expect(post.targets[0]).toMatchObject({
      state: 'scheduled',
      when: { local: '2026-11-24T15:30', zone: 'Europe/Berlin', instant: Date.UTC(2026, 10, 24, 14, 30) },
      publisher: { by: 'laptop', why: null },
    });
    expect(notes).toEqual([]);
  });

  test('a time with its offset is shown in the seller’s zone', async () => {
    const { post } = await schedule({ at: '2026-11-24T09:30:00-05:00' });
    expect(post.targets[0]?.when).toMatchObject({ local: '2026-11-24T15:30', zone: 'Europe/Berlin' });
  });

  test('a time in the past is refused, and nothing is kept of the new post', async () => {
    const before = await desk.ok<{ items: PostView[] }>('GET', '/api/posts');
    for (const when of [at(MORNING - 1), local('2026-11-24T09:59'), local('1970-01-01T00:00', 'UTC')]) {
      expect(await refusal(when)).toMatchObject({
        status: 422,
        code: 'IN_THE_PAST',
        message: 'This time has passed. Choose a later one, or post now.',
        field: 'when',
        action: 'choose-time',
      });
    }
    expect(await desk.ok('GET', '/api/posts')).toEqual(before);
  });

  test('a year that was mistyped is asked about', async () => {
    for (const when of [local('2206-11-24T15:30'), { at: '9999-12-31T23:59:59-12:00' }]) {
      expect(await refusal(when)).toMatchObject({
        code: 'BAD_INPUT',
        message: 'This time is more than ten years away. Check the year.',
      });
    }
    expect((await schedule(local('2035-11-24T15:30'))).notes).toEqual([]);
  });

  test.each([
    [{ at: '2026-11-24T15:30' }, 'when.at', /with its offset, such as 2026-11-24T15:30:00\+01:00/],
    [{ at: '2026-11-24T15:30:00' }, 'when.at', /with its offset/],
    [{ at: '2026-11-24' }, 'when.at', /with its offset/],
    [
      { at: 1_795_530_600_000 },
      'when',
      /^Say when: a local time with its zone, a time with its offset, or now\.$/,
    ],
    [local('2026-11-24T15:30+01:00'), 'when.local', /as 2026-11-24T15:30, without an offset/],
    [local('2026-02-30T15:30'), 'when.local', /no such day or time/],
    [local('2026-11-24T24:00'), 'when.local', /no such day or time/],
    [local('2026-11-24T15:30', 'Mars/Olympus'), 'when.zone', /time zone is not known.*Europe\/Berlin/],
    [local('2026-11-24T15:30', ''), 'when.zone', /./],
    [{ now: false }, 'when', /^Say when/],
    [{}, 'when', /^Say when/],
    [{ ...local('2026-11-24T15:30'), now: true }, 'when', /./],
  ])('%j is refused with a sentence', async (when, field, message) => {
    const refused = await refusal(when);
    expect(refused).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    expect(refused.field).toContain(field);
    expect(refused.message).toMatch(message);
  });

  test('a time that the clock jumps over becomes the next minute there is, and a note says so', async () => {
    const { post, notes } = await schedule(local('2027-03-28T02:30'));
    expect(notes).toEqual(['The clock jumps over 02:30 that day; it goes out at 03:00.']);
    expect(post.targets[0]?.when).toEqual({
      local: '2027-03-28T03:00',
      zone: 'Europe/Berlin',
      instant: Date.UTC(2027, 2, 28, 1, 0),
    });
  });

  test('a time that the clock shows twice is the first of them, and a note says so', async () => {
    const { post, notes } = await schedule(local('2027-10-31T02:30'));
    expect(notes).toEqual(['The clock shows 02:30 twice that day; it goes out the first time.']);
    expect(post.targets[0]?.when?.instant).toBe(Date.UTC(2027, 9, 31, 0, 30));
  });

  test('every zone that this computer knows can be used', () => {
    const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/GMT+5', 'EST5EDT', 'Asia/Calcutta'];
    const noon = Date.UTC(2026, 11, 1, 12);
    const odd = zones.filter((zone) => {
      const { dueAt } = timeOf(local('2026-12-01T12:00', zone), 'UTC', MORNING);
      return !(Math.abs(dueAt - noon) <= 14 * HOUR);
    });
    expect(odd).toEqual([]);
  });

  test('two posts of one account close together are pointed out', async () => {
    const when = at(MORNING + 5 * HOUR);
    expect((await schedule(when)).notes).toEqual([]);
    expect((await schedule(at(MORNING + 5 * HOUR + MINUTE))).notes).toEqual([
      'Mara on X has another post within two minutes of this one.',
    ]);
  });
});

describe('sending an order again', () => {
  const order = { key: 'key-of-this-order', when: at(MORNING + 3 * HOUR) };

  test('the same key makes one post, scheduled once', async () => {
    const draft = draftFor([mara], 'Once only');
    const first = await desk.ok<Scheduled>('POST', '/api/schedule', { draft, ...order });
    const again = await desk.ok<Scheduled>('POST', '/api/schedule', { draft, ...order });
    expect(again.post).toEqual(first.post);
  });

  test('an existing post is not scheduled again, nor refused, when the answer was lost', async () => {
    const { id, revision } = await desk.post(draftFor([mara]));
    const body = { postId: id, expectedRevision: revision, when: { now: true }, key: 'post-now-once' };
    const first = await desk.ok<Scheduled>('POST', '/api/schedule', body);
    desk.clock.ms += 30_000;
    const again = await desk.ok<Scheduled>('POST', '/api/schedule', body);
    expect(again.post).toEqual(first.post);
    const anew = { ...body, key: 'post-now-again' };
    expect(await desk.refused('POST', '/api/schedule', anew)).toMatchObject({ code: 'CONFLICT' });
  });

  test('a draft that was started by a key and is then scheduled by it is scheduled', async () => {
    const draft = draftFor([mara], 'Started first');
    const key = 'start-then-schedule';
    const started = await desk.ok<PostView>('POST', '/api/posts', { draft, key });
    const { post } = await desk.ok<Scheduled>('POST', '/api/schedule', { draft, key, when: order.when });
    expect(post).toMatchObject({ id: started.id, targets: [{ state: 'scheduled' }] });
  });

  test('a copy is made once', async () => {
    const { id } = await desk.post(draftFor([mara], 'The original'));
    const copy = () => desk.ok<Scheduled>('POST', `/api/schedule/${id}/duplicate`, { key: 'copy-it-once' });
    const first = await copy();
    expect((await copy()).post.id).toBe(first.post.id);
    expect(first.post.id).not.toBe(id);
  });
});

describe('two windows', () => {
  test('a stale change is refused and what the other wrote stays', async () => {
    const { post } = await schedule(at(MORNING + HOUR));
    const path = `/api/posts/${post.id}`;
    const theirs = { expectedRevision: post.revision, draft: draftFor([mara], 'Theirs') };
    const changed = await desk.ok<PostView>('PATCH', path, theirs);
    const mine = { expectedRevision: post.revision, draft: draftFor([mara], 'Mine') };
    for (const refused of [
      await desk.refused('PATCH', path, mine),
      await desk.refused('PATCH', `/api/schedule/${post.id}`, {
        expectedRevision: post.revision,
        when: { now: true },
      }),
      await desk.refused('PATCH', `/api/schedule/${post.id}`, {
        expectedRevision: post.revision,
        cancel: true,
      }),
    ]) {
      expect(refused).toMatchObject({
        status: 409,
        code: 'CONFLICT',
        message: 'This post was changed elsewhere meanwhile. Load it again to see what it says now.',
        action: 'reload',
      });
    }
    expect(await desk.ok('GET', path)).toEqual(changed);
  });

  test('what lies in the trash is not changed but by taking it out', async () => {
    const { id, revision } = await desk.post(draftFor([mara]));
    await desk.ok('DELETE', `/api/posts/${id}`);
    const refused = await desk.refused('PATCH', `/api/posts/${id}`, {
      expectedRevision: revision + 1,
      draft: draftFor([mara]),
    });
    expect(refused).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      message: 'This post is in the trash. Restore it to change it.',
    });
    expect(await desk.refused('POST', '/api/schedule', { postId: id, when: { now: true } })).toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('too late', () => {
  const changes = (post: PostView): [string, string, object | undefined][] => [
    ['PATCH', `/api/posts/${post.id}`, { expectedRevision: post.revision, draft: draftFor([mara], 'Else') }],
    ['PATCH', `/api/schedule/${post.id}`, { expectedRevision: post.revision, when: at(MORNING + DAY) }],
    ['PATCH', `/api/schedule/${post.id}`, { expectedRevision: post.revision, cancel: true }],
    ['POST', '/api/schedule', { postId: post.id, when: { now: true } }],
  ];

  test.each([
    ['sending', 'This post is being published right now. Your change can be kept as a new draft.', 'reload'],
    ['published', 'This post was published at 15:30. Your change can be kept as a new draft.', 'reload'],
    ['unknown', 'We are not sure whether this post went out. Decide that first.', 'resolve'],
  ] as const)(
    '%s: every change is refused with the reason, and changes nothing',
    async (state, message, action) => {
      const { post } = await schedule(local('2026-11-24T15:30'));
      await bringTo(desk, post, state);
      const before = await desk.ok<PostView>('GET', `/api/posts/${post.id}`);
      for (const [method, path, body] of changes(before)) {
        expect(await desk.refused(method, path, body), path).toMatchObject({
          status: 409,
          code: 'TOO_LATE',
          message,
          action,
        });
      }
      expect(await desk.ok('GET', `/api/posts/${post.id}`)).toEqual(before);
    },
  );

  test('what is claimed and not yet sent follows the edit: the publisher’s right is lost', async () => {
    const { post } = await schedule(at(MORNING + MINUTE));
    await bringTo(desk, post, 'claimed');
    const before = stored(post.targets[0]?.id);
    const edited = await desk.ok<PostView>('PATCH', `/api/posts/${post.id}`, {
      expectedRevision: post.revision,
      draft: draftFor([mara], 'The last word'),
    });
    const after = stored(post.targets[0]?.id);
    expect(edited.targets[0]?.state).toBe('scheduled');
    expect(after?.fence).toBeGreaterThan(before?.fence ?? 0);
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0);
    expect(after).toMatchObject({
      snapshot: { text: 'The last word' },
      dueAt: MORNING + MINUTE,
      worker: null,
    });
  });

  test('an account that is out keeps its text; the others take the edit', async () => {
    const draft = draftFor([mara, shop], 'For both');
    const { post } = await desk.ok<Scheduled>('POST', '/api/schedule', { draft, when: at(MORNING + HOUR) });
    const page = post.targets.find(({ platform }) => platform === 'facebook');
    await bringTo(desk, post, 'published', { targetId: page?.id ?? '' });
    await desk.ok('PATCH', `/api/posts/${post.id}`, {
      expectedRevision: post.revision,
      draft: draftFor([mara, shop], 'Edited'),
    });
    const texts = post.targets.map(({ id, platform }) => [platform, stored(id)?.snapshot?.text]);
    expect(Object.fromEntries(texts)).toEqual({ facebook: 'For both', x: 'Edited' });
    const without = await desk.refused('PATCH', `/api/posts/${post.id}`, {
      expectedRevision: post.revision + 1,
      draft: draftFor([mara], 'Without the page'),
    });
    expect(without).toMatchObject({ code: 'TOO_LATE' });
  });
});

describe('what stands in the way', () => {
  test('a text beyond the limit is refused at the account it is about, also while scheduled', async () => {
    const long = 'a'.repeat(300);
    const draft = draftFor([shop, mara], long);
    const refused = await desk.refused('POST', '/api/schedule', { draft, when: at(MORNING + HOUR) });
    expect(refused).toMatchObject({ status: 422, code: 'OVER_LIMIT', field: 'targets.1.caption' });
    expect(refused.message).toMatch(/^Mara: The caption is 20 over what X allows/);

    const { post } = await schedule(at(MORNING + HOUR));
    const edit = { expectedRevision: post.revision, draft: draftFor([shop, mara], long) };
    expect(await desk.refused('PATCH', `/api/posts/${post.id}`, edit)).toMatchObject({
      code: 'OVER_LIMIT',
      field: 'targets.1.caption',
    });
    expect(stored(post.targets[0]?.id)?.snapshot?.text).toBe('New mugs are in the shop.');
    expect((await desk.ok<PostView>('GET', `/api/posts/${post.id}`)).caption).toBe(
      'New mugs are in the shop.',
    );
  });

  test('a post without an account, or with accounts that are not its own', async () => {
    const { id } = await desk.post(draftFor([]));
    const order = { postId: id, when: { now: true } };
    expect(await desk.refused('POST', '/api/schedule', order)).toMatchObject({
      code: 'BAD_INPUT',
      message: 'Choose at least one account for this post.',
      field: 'targets',
    });
    const { post } = await schedule(at(MORNING + HOUR));
    const move = { expectedRevision: post.revision, when: at(MORNING + DAY) };
    const path = `/api/schedule/${post.id}`;
    expect(await desk.refused('PATCH', path, { ...move, targetIds: [id] })).toMatchObject({
      code: 'NOT_FOUND',
      message: 'One of the accounts is not part of this post any more.',
    });
    expect(await desk.refused('PATCH', path, { ...move, targetIds: [] })).toMatchObject({
      code: 'BAD_INPUT',
      message: 'Choose at least one account.',
    });
    expect(await desk.refused('PATCH', path, { expectedRevision: post.revision })).toMatchObject({
      message: 'Give either a new time or say that it is off the schedule.',
    });
    expect(await desk.refused('POST', '/api/schedule', { when: { now: true } })).toMatchObject({
      message: 'Give either the post to schedule or a new draft.',
    });
  });

  test('an account that was disconnected meanwhile', async () => {
    const gone = await desk.account('Gone');
    const { post } = await desk.ok<Scheduled>('POST', '/api/schedule', {
      draft: draftFor([gone]),
      when: at(MORNING + HOUR),
    });
    expect(await desk.ok('DELETE', `/api/connections/${gone}`)).toEqual({ removed: true, held: 1 });
    expect(
      await desk.refused('POST', '/api/schedule', { postId: post.id, when: { now: true } }),
    ).toMatchObject({
      status: 422,
      code: 'NOT_CONNECTED',
      message: 'Gone is not connected any more. Connect it again, or take it off the post.',
      field: 'targets.0',
      action: 'reconnect',
    });
    const kept = await desk.ok<PostView>('GET', `/api/posts/${post.id}`);
    expect(kept.targets[0]).toMatchObject({
      state: 'scheduled',
      publisher: { by: 'nobody', why: 'Gone is not connected any more.' },
    });
    expect(await desk.refused('POST', '/api/posts', { draft: draftFor([gone]) })).toMatchObject({
      code: 'NOT_FOUND',
      message: 'This account is not connected any more.',
    });
  });

  test('publishing now on a blocked account sets it to be tried again', async () => {
    const blocked = await desk.account('Blocked');
    const post = await desk.post(draftFor([blocked]));
    setConnectionState(desk.desktop.store.db, blocked, 'blocked', 'X has suspended it.', MORNING);
    await desk.ok('POST', '/api/schedule', { postId: post.id, when: at(MORNING + DAY) });
    expect(accountState(await connections(), blocked)).toBe('blocked');
    await desk.ok('POST', '/api/schedule', { postId: post.id, when: { now: true } });
    expect(accountState(await connections(), blocked)).toBe('ok');
    expect(desk.events).toContainEqual({ topic: 'connection' });
  });
});

describe('taking back and moving', () => {
  test('off the schedule is a draft again, without a time', async () => {
    const { post } = await schedule(at(MORNING + HOUR));
    const { post: back } = await desk.ok<Scheduled>('PATCH', `/api/schedule/${post.id}`, {
      expectedRevision: post.revision,
      cancel: true,
    });
    expect(back.targets[0]).toMatchObject({ state: 'draft', when: null });
  });

  test('only the named account moves', async () => {
    const draft = draftFor([mara, shop]);
    const { post } = await desk.ok<Scheduled>('POST', '/api/schedule', { draft, when: at(MORNING + HOUR) });
    const mine = post.targets.find(({ platform }) => platform === 'x');
    const { post: moved } = await desk.ok<Scheduled>('PATCH', `/api/schedule/${post.id}`, {
      expectedRevision: post.revision,
      when: at(MORNING + DAY),
      lateMinutes: 60,
      targetIds: [mine?.id],
    });
    const times = moved.targets.map(({ platform, when, lateMinutes }) => [
      platform,
      when?.instant,
      lateMinutes,
    ]);
    expect(times).toEqual([
      ['facebook', MORNING + HOUR, 15],
      ['x', MORNING + DAY, 60],
    ]);
  });

  test('a copy has what was chosen, and not what was agreed to for the first', async () => {
    const agreed = { to: 'tiktok-music-2026-11', at: 1 };
    const onTikTok = await desk.account('Mara', { platform: 'tiktok' });
    const options = { privacy: 'SELF_ONLY', agreed };
    const targets = [{ connectionId: onTikTok, captionOverride: null, options }];
    const { id } = await desk.post(draftFor([], 'Glazing day', { targets }));
    const { post: copy } = await desk.ok<Scheduled>('POST', `/api/schedule/${id}/duplicate`, {});
    expect(copy.targets.map((target) => target.options)).toEqual([{ privacy: 'SELF_ONLY' }]);
  });

  test('a copy has the words, photos and accounts, and none of the history', async () => {
    const { post } = await schedule(at(MORNING + HOUR));
    await bringTo(desk, post, 'published');
    const { post: copy } = await desk.ok<Scheduled>('POST', `/api/schedule/${post.id}/duplicate`, {});
    expect(copy).toMatchObject({
      caption: post.caption,
      revision: 1,
      targets: [{ state: 'draft', remoteId: null }],
    });
    const later = await desk.ok<Scheduled>('POST', `/api/schedule/${post.id}/duplicate`, {
      when: at(MORNING + DAY),
    });
    expect(later.post.targets[0]).toMatchObject({ state: 'scheduled', when: { instant: MORNING + DAY } });
  });
});

const connections = () => desk.ok<{ id: string; state: string }[]>('GET', '/api/connections');
const accountState = (list: { id: string; state: string }[], id: string) =>
  list.find((one) => one.id === id)?.state;
