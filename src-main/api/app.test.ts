import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Health, Settings, Template } from '#shared/contract/app.ts';
import { type Desk, draftFor, MORNING, openDesk } from '../desk.suite.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('health says where the data lies, what is queued, and that nothing publishes yet', async () => {
  const mara = await desk.account('Mara');
  const at = new Date(MORNING + 60_000).toISOString();
  await desk.ok('POST', '/api/schedule', { draft: draftFor([mara]), when: { at } });
  expect(await desk.ok<Health>('GET', '/api/health')).toMatchObject({
    status: 'degraded',
    version: '0.0.0',
    host: 'node',
    now: MORNING,
    practice: { origins: ['https://api.x.com'] },
    publisher: { alive: false, lastTickAt: null, restarts: 0 },
    queue: { scheduled: 1, sending: 0, needsYou: 0 },
    vault: 'keychain',
    dataFolder: desk.home,
    faults: [{ message: 'The publisher has stopped and is being started again.' }],
  });
  expect(await desk.ok('POST', '/api/health/check-now', {})).toEqual({ woken: false });
});

describe('settings', () => {
  test('hold defaults until the seller says otherwise, and change one by one', async () => {
    const before = await desk.ok<Settings>('GET', '/api/settings');
    expect(before).toMatchObject({
      theme: 'system',
      lateMinutes: 15,
      catchUpMinutes: 5,
      notifications: true,
      readNumbers: true,
    });
    const after = await desk.ok<Settings>('PATCH', '/api/settings', { lateMinutes: 0, zone: 'Asia/Kolkata' });
    expect(after).toEqual({ ...before, lateMinutes: 0, zone: 'Asia/Kolkata' });
    expect(await desk.ok('GET', '/api/settings')).toEqual(after);
    expect(await desk.ok('PATCH', '/api/settings', {})).toEqual(after);
  });

  test('one that does not fit changes none of the others', async () => {
    const before = await desk.ok('GET', '/api/settings');
    await desk.refused('PATCH', '/api/settings', { theme: 'dark', zone: 'Atlantis' });
    await desk.refused('PATCH', '/api/settings', { theme: 'dark', colour: 'red' });
    expect(await desk.ok('GET', '/api/settings')).toEqual(before);
  });

  test('what another version wrote and does not fit is left out', async () => {
    const write = desk.desktop.store.raw.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)');
    write.run('weekStartsOn', '"Someday"');
    write.run('fromTheFuture', '{"a":1}');
    write.run('__proto__', '{"a":1}');
    expect(await desk.ok('GET', '/api/settings')).toMatchObject({ weekStartsOn: 1, theme: 'system' });
  });

  test('a new post takes over how late it may be', async () => {
    await desk.ok('PATCH', '/api/settings', { lateMinutes: 45 });
    const id = await desk.account('Later');
    expect((await desk.post(draftFor([id]))).targets[0]?.lateMinutes).toBe(45);
  });
});

test('templates are kept, changed and deleted, which is safe to repeat', async () => {
  const made = await desk.ok<Template>('POST', '/api/templates', { name: ' Sale ', body: 'Now {price}' });
  expect(made).toMatchObject({ name: 'Sale', body: 'Now {price}' });
  desk.clock.ms += 1000;
  const renamed = await desk.ok<Template>('PATCH', `/api/templates/${made.id}`, { name: 'Autumn sale' });
  expect(renamed).toEqual({ ...made, name: 'Autumn sale', updatedAt: MORNING + 1000 });
  await desk.ok('POST', '/api/templates', { name: 'A first one', body: '' });
  const names = async () => (await desk.ok<Template[]>('GET', '/api/templates')).map(({ name }) => name);
  expect(await names()).toEqual(['A first one', 'Autumn sale']);
  expect(await desk.ok('DELETE', `/api/templates/${made.id}`)).toEqual({ removed: true });
  expect(await desk.ok('DELETE', `/api/templates/${made.id}`)).toEqual({ removed: false });
  expect(await desk.refused('PATCH', `/api/templates/${made.id}`, { name: 'x' })).toMatchObject({
    status: 404,
    message: 'This template does not exist any more.',
  });
  expect(await desk.refused('POST', '/api/templates', { name: ' ', body: '' })).toMatchObject({
    field: 'name',
    message: 'Give the template a name.',
  });
});

test('the inbox keeps what is unread however many there are, and is read one by one or at once', async () => {
  const write = desk.desktop.store.raw.prepare(
    "INSERT INTO notices (id, kind, level, title, text, created_at, read_at) VALUES (?, 'late', 'warn', 't', 'x', ?, ?)",
  );
  for (let number = 0; number < 1300; number++) write.run(desk.desktop.id(), number, number < 100 ? 1 : null);
  const inbox = () =>
    desk.ok<{ unread: number; items: { id: string; createdAt: number; readAt: number | null }[] }>(
      'GET',
      '/api/notices?limit=10',
    );
  const { unread, items } = await inbox();
  expect([unread, items.length]).toEqual([1200, 1200]);
  expect(items[0]?.createdAt).toBe(1299);
  await desk.ok('POST', `/api/notices/${items[0]?.id}/read`, {});
  expect((await inbox()).unread).toBe(1199);
  expect(await desk.ok('POST', '/api/notices/read-all', {})).toEqual({ read: 1199 });
  expect(await inbox()).toMatchObject({ unread: 0, items: { length: 10 } });
  expect(await desk.refused('POST', `/api/notices/${desk.desktop.id()}/read`, {})).toMatchObject({
    message: 'This notice is not there any more.',
  });
});

test('the activity is told in pages, for all posts or one', async () => {
  const posts = [await desk.post(draftFor([])), await desk.post(draftFor([]))];
  await desk.ok('DELETE', `/api/posts/${posts[0]?.id}`);
  interface Page {
    items: { action: string; postId: string | null }[];
    nextCursor: string | null;
  }
  const one = await desk.ok<Page>('GET', `/api/activity?postId=${posts[0]?.id}`);
  expect(one.items.map(({ action }) => action)).toEqual(['post.trashed', 'post.created']);
  const first = await desk.ok<Page>('GET', '/api/activity?limit=2');
  const second = await desk.ok<Page>('GET', `/api/activity?limit=2&cursor=${first.nextCursor}`);
  expect(first.items.map(({ action }) => action)).toEqual(['post.trashed', 'post.created']);
  expect(second.items[0]?.postId).toBe(posts[0]?.id);
});

test('events of the window are counted on this machine', async () => {
  const track = (name: string) =>
    desk.call('POST', '/api/analytics/track', { name, properties: { step: 1, ok: true } });
  expect((await track('composer.opened')).status).toBe(202);
  await track('composer.opened');
  expect(await desk.ok('GET', '/api/analytics/summary')).toMatchObject({
    events: [{ name: 'composer.opened', count: 2 }],
  });
  expect((await track('Not A Name')).status).toBe(400);
});
