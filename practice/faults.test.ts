import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, clayPage, clientOf, maraOnX, pageAs, studioOnX, xAs } from './fixture.ts';
import { type Practice, practiceApps, startPractice } from './practice.ts';

let practice: Practice;
let mara: Client;

beforeEach(async () => {
  practice = await startPractice();
  mara = xAs(practice);
});
afterEach(() => practice.close());

const post = (text = 'Hello') => mara.json('/2/tweets', { text });
const made = () => practice.control.posts().length;

describe('a fault of the line', () => {
  it.each([
    ['timeout-before-accept', 0],
    ['timeout-after-accept', 1],
    ['reset-before-accept', 0],
    ['reset-after-accept', 1],
  ] as const)('%s leaves %i posts and no answer', async (kind, posts) => {
    practice.control.addFault({ platform: 'x', on: 'publish', kind, ms: 50 });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(made()).toBe(posts);
    expect(practice.control.requests({ path: '/2/tweets' })[0]).toMatchObject({ fault: kind });
    expect((await post('Again')).status).toBe(201);
  });

  it('holds a silent call until the sender gives up', async () => {
    practice.control.addFault({ platform: 'x', kind: 'timeout-after-accept' });
    const token = practice.control.signIn({ platform: 'x', account: 'marasclay' }).access_token;
    const controller = new AbortController();
    const stored = practice.control.nextPost();
    const call = fetch(`${practice.hosts['https://api.x.com']}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"text":"Hello"}',
      signal: controller.signal,
    });
    expect((await stored).text).toBe('Hello');
    controller.abort();
    await expect(call).rejects.toThrow('aborted');
  });
});

describe('a fault of the answer', () => {
  it.each([
    ['500-before', 0, 500],
    ['500-after-accept', 1, 500],
    ['429', 0, 429],
    ['duplicate', 0, 403],
    ['empty-body', 1, 201],
    ['html-body', 1, 201],
    ['slow', 1, 201],
  ] as const)('%s leaves %i posts and answers %i', async (kind, posts, status) => {
    practice.control.addFault({ platform: 'x', kind, ms: 10 });
    expect((await post()).status).toBe(status);
    expect(made()).toBe(posts);
  });

  it('takes the status and the body that are asked for', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-after-accept', status: 503, body: 'empty' });
    expect(await post('One')).toMatchObject({ status: 503, body: '' });
    practice.control.addFault({ platform: 'x', kind: '500-before', status: 502, body: 'html' });
    expect((await post('Two')).body).toContain('<h1>');
  });

  it('may list errors beside the data of a post that was made', async () => {
    practice.control.addFault({ platform: 'x', kind: 'errors-beside-data' });
    expect((await post()).body).toMatchObject({
      data: { id: expect.any(String) },
      errors: [{ title: expect.any(String) }],
    });
  });

  it('gives any documented error by its name or code', async () => {
    practice.control.addFault({ platform: 'x', kind: 'error', code: 'credits-depleted' });
    expect(await post()).toMatchObject({ status: 402, body: { title: 'CreditsDepleted' } });
    practice.control.addFault({ platform: 'facebook', kind: 'error', code: '190/460' });
    const answer = await pageAs(practice).form(`/v26.0/${clayPage}/feed`, { message: 'a' });
    expect(answer.body.error).toMatchObject({
      code: 190,
      error_subcode: 460,
      fbtrace_id: expect.any(String),
    });
  });

  it('waits for an accepted call before it strikes after acceptance', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-after-accept' });
    expect((await mara.json('/2/tweets', { text: '' })).status).toBe(400);
    expect((await post()).status).toBe(500);
  });
});

describe('a fault of the token', () => {
  it('expired-token lets a refresh help', async () => {
    const pair = practice.control.signIn({ platform: 'x', account: 'marasclay' });
    const api = clientOf(practice, 'https://api.x.com');
    const me = (token: string) => api.get('/2/users/me', { authorization: `Bearer ${token}` });
    practice.control.addFault({ platform: 'x', kind: 'expired-token' });
    expect((await me(pair.access_token)).status).toBe(401);
    expect((await me(pair.access_token)).status).toBe(401);
    const refreshed = await api.form('/2/oauth2/token', {
      grant_type: 'refresh_token',
      client_id: practiceApps.x.native.clientId,
      refresh_token: pair.refresh_token ?? '',
    });
    expect((await me(refreshed.body.access_token)).status).toBe(200);
  });

  it('revoked-token kills the whole grant of a Page', async () => {
    const page = pageAs(practice);
    practice.control.addFault({ platform: 'facebook', kind: 'revoked-token' });
    await page.get('/v26.0/me');
    expect((await page.get('/v26.0/me')).body.error).toMatchObject({ code: 190, error_subcode: 458 });
  });
});

describe('where a fault strikes', () => {
  it('keeps to its account, path, method and count', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-before', account: studioOnX });
    practice.control.addFault({
      platform: 'x',
      kind: '429',
      method: 'post',
      path: '/2/tw*',
      after: 1,
      times: 2,
    });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await post(`Post ${index}`)).status);
    expect(statuses).toEqual([201, 429, 429, 201]);
    expect((await xAs(practice, studioOnX).get('/2/users/me')).status).toBe(500);
    expect(practice.control.faults()).toEqual([]);
  });

  it('strikes always until removed', async () => {
    const { id } = practice.control.addFault({
      platform: 'x',
      kind: '500-before',
      times: 'always',
      account: maraOnX,
    });
    for (let index = 0; index < 3; index += 1) expect((await post()).status).toBe(500);
    practice.control.removeFault(id);
    expect((await post()).status).toBe(201);
  });

  it('tells a publishing call from the others', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-before', on: 'publish' });
    expect((await mara.get('/2/users/me')).status).toBe(200);
    expect((await post()).status).toBe(500);
  });
});
