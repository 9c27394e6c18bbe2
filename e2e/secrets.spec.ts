import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { practiceApps } from '../practice/practice.ts';
import { connectAll } from './support/accounts.ts';
import { compose, scheduleIn } from './support/compose.ts';
import { callApi, expect, test } from './support/stage.ts';

test('no token, code or secret is in any file, table, log, answer, event or address after a run', async ({
  window,
  desktop,
  practice,
  practiceFile,
}) => {
  const heard: string[] = [];
  window.on('response', (answer) => {
    heard.push(answer.url(), JSON.stringify(answer.headers()));
    const { pathname } = new URL(answer.url());
    if (!pathname.startsWith('/api/') || pathname === '/api/events') return;
    answer.text().then(
      (body) => heard.push(body),
      () => {},
    );
  });
  window.on('console', (message) => heard.push(message.text()));
  window.on('framenavigated', (frame) => heard.push(frame.url()));
  await window.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { saidByEvents: said });
    new EventSource('/api/events').onmessage = (event) => said.push(String(event.data));
  });

  await connectAll(window);
  // A refused token and a cut line write errors, which is where tokens like to end up.
  practice.control.addFault({ platform: 'x', kind: 'expired-token', on: 'upload' });
  practice.control.addFault({ platform: 'facebook', kind: 'reset-after-accept', on: 'upload' });
  practice.control.addFault({ platform: 'facebook', kind: '500-before', on: 'publish', body: 'html' });
  await compose(window, 'A caption that may be found');
  await scheduleIn(window, 1);
  await expect
    .poll(
      async () => (await newestStates(window)).every((state) => state === 'published' || state === 'unknown'),
      {
        timeout: 90_000,
      },
    )
    .toBe(true);
  for (const path of ['/activity', '/connections', '/settings', '/posts', '/calendar']) {
    await window.goto(desktop.origin + path);
    await window.getByRole('main').getByRole('heading').first().waitFor();
  }
  const stored = await window.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  const events = await window.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'saidByEvents') ?? []));
  const cookie = (await window.context().cookies()).find(({ name }) =>
    name.startsWith('picscripter-'),
  )?.value;

  const places: [string, string][] = [
    ['what the window got', heard.join('\n')],
    ['what the window stores', stored + events],
    ['the terminal', desktop.printed.join('\n')],
    ...(await filesBelow(desktop.home)),
  ];
  await desktop.stop();
  places.push(...(await filesBelow(desktop.home)));

  const secrets = await secretsOf(practiceFile);
  expect(secrets.length).toBeGreaterThan(5);
  const found = places.flatMap(([where, text]) =>
    [...secrets, cookie ?? 'no cookie']
      .filter((secret) => text.includes(secret))
      .map((secret) => `${where}: ${secret.slice(0, 6)}…`),
  );
  expect(found).toEqual([]);
  // The search itself works: the caption is where it should be.
  expect(
    places.some(([where, text]) => where.includes('picscripter.db') && text.includes('A caption that may')),
  ).toBe(true);
});

async function newestStates(window: import('@playwright/test').Page): Promise<string[]> {
  const { items } = await callApi<{ items: { targets: { state: string }[] }[] }>(
    window,
    'GET',
    '/api/posts?limit=1',
  );
  return items[0]?.targets.map(({ state }) => state) ?? [''];
}

/** Every token, code and secret that the platforms ever gave out in this run. */
async function secretsOf(practiceFile: string): Promise<string[]> {
  const { x, facebook } = JSON.parse(await readFile(practiceFile, 'utf8'));
  return [
    ...Object.keys(x.accessTokens),
    ...Object.keys(x.refreshTokens),
    ...Object.keys(x.codes),
    ...Object.keys(facebook.tokens),
    ...Object.keys(facebook.codes),
    practiceApps.facebook.development.appSecret,
  ];
}

async function filesBelow(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as [string, string]));
}
