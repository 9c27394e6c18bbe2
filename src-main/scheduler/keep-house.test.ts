import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Practice, practiceApps, startPractice } from '#practice/practice.ts';
import type { Notice } from '#shared/contract/notices.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { DAY, type Desk, draftFor, HOUR, MINUTE, MORNING, openDesk, photo } from '../desk.suite.ts';
import { bringTo } from '../planning/publisher.suite.ts';
import { setConnectionState } from '../store/connections.ts';
import { keepHouse } from './keep-house.ts';

let practice: Practice;
let desk: Desk;
let mara: string;
const onX = '1700000000000000001';

beforeEach(async () => {
  practice = await startPractice({ now: () => desk?.clock.ms ?? MORNING });
  desk = await openDesk({ hosts: new Map(Object.entries(practice.hosts)) });
  await desk.ok('PUT', '/api/platforms/x/app', { clientId: practiceApps.x.native.clientId });
  await desk.ok('PATCH', '/api/settings', { zone: 'Europe/Berlin' });
  mara = await connect();
});
afterEach(async () => {
  await desk.close();
  await practice.close();
});

function connect(): Promise<string> {
  const { access_token: accessToken, refresh_token } = practice.control.signIn({
    platform: 'x',
    account: onX,
  });
  const grant = {
    accessToken,
    refreshToken: refresh_token ?? null,
    expiresAt: desk.clock.ms + 2 * HOUR,
    scopes: [],
    extra: {},
  };
  return desk.account('Mara', { accountId: onX, grant });
}

const clean = () => {
  const { store, tokens, http, clock, log, media, platforms } = desk.desktop;
  const random = (count: number) => new Uint8Array(randomBytes(count));
  return keepHouse({
    store,
    tokens,
    http,
    clock,
    log,
    media,
    platforms,
    random,
    backupFolder: join(desk.home, 'backups'),
    publicMedia: false,
  });
};
const notices = async () => (await desk.ok<{ items: Notice[] }>('GET', '/api/notices')).items;
const readAll = () => desk.ok('POST', '/api/notices/read-all', {});
const plan = async (inMs: number, caption = 'A mug') =>
  (
    await desk.ok<{ post: PostView }>('POST', '/api/schedule', {
      draft: draftFor([mara], caption),
      when: { at: new Date(desk.clock.ms + inMs).toISOString() },
    })
  ).post;
const accountState = async () => (await desk.ok<{ state: string }[]>('GET', '/api/connections'))[0]?.state;
const jobs = () =>
  desk.desktop.store.raw
    .prepare<[], { job: string; ok: number; note: string }>(
      'SELECT job, ok, note FROM job_log ORDER BY rowid',
    )
    .all();

describe('a post that is late', () => {
  test('is told two minutes after its time, once, also after it was read', async () => {
    await plan(MINUTE);
    desk.clock.ms += 3 * MINUTE;
    await clean();
    expect(await notices()).toEqual([]);
    desk.clock.ms += 1;
    await clean();
    expect(await notices()).toMatchObject([
      {
        kind: 'late',
        level: 'warn',
        title: 'Late: the post for Mara',
        text: 'It is past its time and not out yet. We keep trying as long as it may be late.',
      },
    ]);
    await clean();
    await readAll();
    desk.clock.ms += HOUR;
    await clean();
    expect(await notices()).toHaveLength(1);
  });

  test('is told with the reason why it is', async () => {
    const post = await plan(MINUTE);
    desk.clock.ms += 4 * MINUTE;
    await bringTo(desk, post, 'scheduled');
    await clean();
    expect((await notices())[0]).toMatchObject({ kind: 'late', text: 'It is scheduled.' });
  });

  test('planned anew and late again is told again', async () => {
    const post = await plan(MINUTE);
    desk.clock.ms += 4 * MINUTE;
    await clean();
    await desk.ok('PATCH', `/api/schedule/${post.id}`, {
      expectedRevision: post.revision,
      when: { at: new Date(desk.clock.ms + MINUTE).toISOString() },
    });
    desk.clock.ms += 4 * MINUTE;
    await clean();
    expect(await notices()).toHaveLength(2);
  });

  test('and may be out is told once, as such', async () => {
    const post = await plan(MINUTE);
    desk.clock.ms += MINUTE;
    await bringTo(desk, post, 'unknown');
    desk.clock.ms += 10 * MINUTE;
    await readAll();
    await clean();
    expect((await notices()).map(({ kind }) => kind)).toEqual(['unknown']);
  });
});

describe('looking ahead', () => {
  test('a post that could not go out is told a day before, once for each trouble', async () => {
    await plan(DAY);
    await plan(DAY + 5 * MINUTE, 'Too far away to be looked at');
    setConnectionState(desk.desktop.store.db, mara, 'blocked', 'X has locked the account.', desk.clock.ms);
    await clean();
    expect(await notices()).toMatchObject([
      {
        kind: 'held',
        level: 'warn',
        title: 'The post for Mara at 10:00 cannot go out as it is',
        text: 'Mara cannot post at the moment: X has locked the account.',
        action: 'reconnect',
      },
    ]);
    await readAll();
    await clean();
    expect(await notices()).toHaveLength(1);
    setConnectionState(desk.desktop.store.db, mara, 'blocked', 'Another trouble.', desk.clock.ms);
    await clean();
    expect(await notices()).toHaveLength(2);
  });

  test('a post that is fine is not mentioned', async () => {
    await plan(HOUR);
    await clean();
    expect(await notices()).toEqual([]);
  });
});

describe('sign-ins', () => {
  test('are renewed before they end, once, without a word', async () => {
    const renewals = () => practice.control.requests({ path: '/2/oauth2/token' }).map(({ status }) => status);
    await clean();
    expect(renewals()).toEqual([]);
    desk.clock.ms += 2 * HOUR - 5 * MINUTE;
    await clean();
    await clean();
    expect(renewals()).toEqual([200]);
    expect(await notices()).toEqual([]);
    expect(await accountState()).toBe('ok');
  });

  test('that are dead are told once, with how many posts wait', async () => {
    await plan(3 * HOUR);
    await plan(4 * HOUR);
    practice.control.revokeTokens(onX);
    desk.clock.ms += 2 * HOUR;
    await clean();
    expect(await accountState()).toBe('reconnect');
    const told = (await notices()).filter(({ kind }) => kind === 'reconnect');
    expect(told).toMatchObject([
      {
        level: 'alarm',
        title: 'Reconnect Mara on X',
        text: 'The platform no longer accepts the sign-in. 2 planned posts wait for it.',
        action: 'reconnect',
        connectionId: mara,
      },
    ]);
    await readAll();
    desk.clock.ms += DAY;
    await clean();
    expect((await notices()).filter(({ kind }) => kind === 'reconnect')).toHaveLength(1);
  });

  test('whose end was found out by somebody else are told all the same, and after a reconnect anew', async () => {
    await plan(HOUR);
    setConnectionState(desk.desktop.store.db, mara, 'reconnect', 'Ended.', desk.clock.ms);
    await clean();
    const reconnects = async () => (await notices()).filter(({ kind }) => kind === 'reconnect');
    expect(await reconnects()).toMatchObject([
      { text: 'The platform no longer accepts the sign-in. 1 planned post waits for it.', readAt: null },
    ]);
    desk.clock.ms += MINUTE;
    await connect();
    expect(await reconnects()).toMatchObject([{ readAt: desk.clock.ms }]);
    desk.clock.ms += MINUTE;
    setConnectionState(desk.desktop.store.db, mara, 'reconnect', 'Ended again.', desk.clock.ms);
    await clean();
    expect(await reconnects()).toHaveLength(2);
  });

  test('that cannot be renewed for now are not touched', async () => {
    desk.clock.ms += 2 * HOUR - 5 * MINUTE;
    practice.control.addFault({ platform: 'x', kind: '500-before', on: 'token', times: 'always' });
    await clean();
    expect(await accountState()).toBe('ok');
    expect(await notices()).toEqual([]);
  });

  test('that the platform refuses because of the app are told once a day, with the way to the app', async () => {
    await desk.ok('PUT', '/api/platforms/x/app', { clientId: 'another-app-that-nobody-knows' });
    desk.clock.ms += 2 * HOUR;
    await clean();
    const apps = async () => (await notices()).filter(({ kind }) => kind === 'app');
    expect(await apps()).toMatchObject([
      {
        level: 'alarm',
        title: 'The sign-in of Mara cannot be renewed',
        text: expect.stringMatching(/^[A-Z].*\.$/),
        action: 'open-settings',
      },
    ]);
    await readAll();
    await clean();
    expect(await apps()).toHaveLength(1);
    desk.clock.ms += DAY + MINUTE;
    await clean();
    expect(await apps()).toHaveLength(2);
  });
});

describe('the backup', () => {
  test('is made once a day and noted', async () => {
    await clean();
    await clean();
    expect(existsSync(join(desk.home, 'backups', 'picscripter-2026-11-24.db'))).toBe(true);
    expect(jobs()).toEqual([{ job: 'backup', ok: 1, note: 'picscripter-2026-11-24.db written' }]);
  });

  test('that cannot be made is told once a day, and keeps nothing else from being done', async () => {
    const post = await desk.post(draftFor([]));
    await desk.ok('DELETE', `/api/posts/${post.id}`);
    writeFileSync(join(desk.home, 'backups'), 'a file in the way');
    desk.clock.ms += 31 * DAY;
    await clean();
    await clean();
    expect(await notices()).toMatchObject([
      {
        kind: 'app',
        level: 'warn',
        title: 'The daily backup could not be made',
        text: expect.stringMatching(/^The data folder cannot be written to/),
      },
    ]);
    expect(jobs().map(({ job, ok }) => [job, ok])).toEqual([
      ['backup', 0],
      ['clear', 1],
      ['backup', 0],
    ]);
    expect((await desk.refused('GET', `/api/posts/${post.id}`)).status).toBe(404);
    rmSync(join(desk.home, 'backups'));
  });
});

describe('clearing away', () => {
  test('the trash after thirty days, the job log after fourteen', async () => {
    const post = await desk.post(draftFor([mara]));
    await desk.ok('DELETE', `/api/posts/${post.id}`);
    await clean();
    desk.clock.ms += 30 * DAY;
    await clean();
    expect((await desk.call('GET', `/api/posts/${post.id}`)).status).toBe(200);
    desk.clock.ms += 1;
    await clean();
    expect((await desk.call('GET', `/api/posts/${post.id}`)).status).toBe(404);
    expect(jobs().map(({ note }) => note)).toEqual([
      'picscripter-2026-12-24.db written',
      '1 post was taken out of the trash for good',
    ]);
  });

  test('a hidden file that nothing needs goes, with its small picture; one that is used or shown stays', async () => {
    const [used, shown, gone] = [
      (await desk.upload(await photo('#100000'))).body,
      (await desk.upload(await photo('#200000'))).body,
      (await desk.upload(await photo('#300000'))).body,
    ];
    await desk.post(draftFor([], '', { media: [{ mediaId: used.id, altText: '' }] }));
    for (const { id } of [used, gone]) await desk.ok('DELETE', `/api/media/${id}`);
    await clean();
    const there = async (hash: string) => [
      await desk.desktop.media.locate(hash, 'file'),
      await desk.desktop.media.locate(hash, 'thumb'),
    ];
    expect(await there(gone.hash)).toEqual([null, null]);
    for (const { hash } of [used, shown]) expect(await there(hash)).not.toContain(null);
    expect((await desk.upload(await photo('#300000'))).body.id).not.toBe(gone.id);
  });
});
