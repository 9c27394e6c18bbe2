import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, clientOf, maraOnX, pageAs, photo, query, xAs } from './fixture.ts';
import { type Practice, practiceApps, startPractice } from './practice.ts';

let folder: string;
let practice: Practice;
const dataFile = () => path.join(folder, 'practice.json');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'practice-test-'));
  practice = await startPractice({ dataFile: dataFile() });
});
afterEach(async () => {
  await practice.close();
  await rm(folder, { recursive: true });
});

async function restarted(): Promise<void> {
  await practice.close();
  practice = await startPractice({ dataFile: dataFile() });
}

describe('a restart', () => {
  it('keeps posts, thumbnails, tokens and switches', async () => {
    const pair = practice.control.signIn({ platform: 'x', account: 'marasclay' });
    const mara = clientOf(practice, 'https://api.x.com', `Bearer ${pair.access_token}`);
    const media = await mara.multipart('/2/media/upload', {
      media: await photo(),
      media_category: 'tweet_image',
    });
    await mara.json('/2/tweets', { text: 'Kept', media: { media_ids: [media.body.data.id] } });
    practice.control.setSwitches({ x: { rateLimits: false } });
    await restarted();
    const [post] = practice.control.posts();
    expect(post?.text).toBe('Kept');
    expect(practice.control.switches().x.rateLimits).toBe(false);
    expect((await fetch(practice.origin + post?.media[0]?.thumbnail)).status).toBe(200);
    const again = clientOf(practice, 'https://api.x.com', `Bearer ${pair.access_token}`);
    expect((await again.get('/2/users/me')).body.data.id).toBe(maraOnX);
  });

  it('leaves one whole file and no half-written one', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => xAs(practice).json('/2/tweets', { text: `Post ${index}` })),
    );
    await restarted();
    expect(practice.control.posts()).toHaveLength(30);
    expect((await readdir(folder)).toSorted()).toEqual(['practice.json', 'practice.json.media']);
  });
});

describe('the command line', () => {
  it('says where everything is, and ends on request', async () => {
    const child = spawn(process.execPath, [
      path.join(import.meta.dirname, 'main.ts'),
      '--data',
      `${dataFile()}.own`,
    ]);
    let said = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      said += text;
      if (said.includes('PICSCRIPTER_HOSTS')) child.kill('SIGTERM');
    }
    expect(said).toMatch(/Feed: {2}http:\/\/127\.0\.0\.1:\d+\/\nPanel: http/);
    expect(JSON.parse(/PICSCRIPTER_HOSTS='(.*)'/.exec(said)?.[1] ?? '')).toHaveProperty([
      'https://api.x.com',
    ]);
  });
});

describe('control over HTTP', () => {
  const send = async (method: string, route: string, body?: unknown) =>
    answerOf(
      await fetch(`${practice.origin}/control${route}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );

  it('registers an app with further callbacks', async () => {
    const callback = 'http://127.0.0.1:50123/oauth/x';
    expect(
      (await send('POST', '/apps', { platform: 'x', clientId: 'mine', callbacks: [callback] })).status,
    ).toBe(204);
    const wish = query({
      response_type: 'code',
      client_id: 'mine',
      redirect_uri: callback,
      scope: 'tweet.read',
      state: 's',
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
    });
    expect((await clientOf(practice, 'https://x.com').get(`/i/oauth2/authorize?${wish}`)).status).toBe(200);
    expect(
      (await send('PATCH', `/apps/${practiceApps.x.native.clientId}`, { addCallbacks: [callback] })).status,
    ).toBe(204);
  });

  it('signs in, posts, lists, removes and resets', async () => {
    const { body: pair } = await send('POST', '/sign-in', { platform: 'x', account: 'studioplus' });
    await clientOf(practice, 'https://api.x.com', `Bearer ${pair.access_token}`).json('/2/tweets', {
      text: 'By hand',
    });
    const { body: posts } = await send('GET', '/posts?platform=x');
    expect(posts).toMatchObject([{ text: 'By hand', account: { username: 'studioplus' } }]);
    const { body: requests } = await send('GET', '/requests?path=/2/tweets');
    expect(requests[0]).toMatchObject({ id: posts[0].requestId, method: 'POST', status: 201 });
    expect((await send('DELETE', `/posts/${posts[0].id}`)).status).toBe(204);
    expect((await send('GET', '/posts')).body[0].state).toBe('removed');
    await send('POST', '/reset');
    expect((await send('GET', '/posts')).body).toEqual([]);
  });

  it('says in words what it does not understand', async () => {
    expect(await send('POST', '/faults', { platform: 'x', kind: 'gremlins' })).toMatchObject({ status: 400 });
    expect((await send('DELETE', '/faults/none')).body.error).toBe('No active fault has the id none.');
    expect((await send('POST', '/sign-in', { platform: 'x', account: 'nobody' })).status).toBe(404);
  });
});

describe('the request log', () => {
  it('masks every token and keeps the arrival time in fractions', async () => {
    const before = performance.timeOrigin + performance.now();
    const page = pageAs(practice);
    await page.get('/v26.0/me');
    await clientOf(practice, 'https://graph.facebook.com').get(`/v26.0/me?access_token=${page.token}`);
    expect(JSON.stringify(practice.control.requests())).not.toContain(page.token);
    const [first] = practice.control.requests();
    expect(first?.arrivedAt).toBeGreaterThan(before);
    expect(first?.headers.authorization).toMatch(/^Bearer EAAP…\(\d+\)$/);
  });
});

describe('the host map', () => {
  it('names every real origin once', () => {
    expect(practice.hosts['https://rupload.facebook.com']).toBe(`${practice.origin}/facebook/rupload`);
    expect(Object.keys(practice.hosts)).toContain('https://x.com');
  });
});
