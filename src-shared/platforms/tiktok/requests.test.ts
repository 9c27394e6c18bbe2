import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import type { HttpRequest } from '../../publishing/http.ts';
import { tiktokRules } from '../../rules/packs/tiktok.ts';
import { photoFile, videoFile } from '../stage.suite.ts';
import contract from './contract.test-data.json' with { type: 'json' };
import { tiktok } from './index.ts';
import { openPractice, photoPost, type PracticeTikTok, videoPost } from './practice.suite.ts';

/** What we send must be what the contract has: endpoints with their slashes, fields in the query, no token with bytes. */

let practice: PracticeTikTok;
let asked: HttpRequest[];

beforeAll(async () => {
  practice = await openPractice();
  practice.reset();
  const [clip, photo] = [videoFile(21_000_000), await photoFile('red')];
  const { remoteId } = await practice.stage([clip]).publish(videoPost(clip));
  await practice.stage([clip]).publish(videoPost(clip, { asDraft: true }));
  await practice.stage([photo]).publish(photoPost([photo]));
  await tiktok.readBack(practice.account, remoteId ?? '', 'video');
  await tiktok.newestPosts(practice.account, 0);
  const { clientKey: clientId, clientSecret } = practiceApps.tiktok.audited;
  const accessToken = await practice.account.token();
  const grant = { accessToken, refreshToken: null, expiresAt: null, scopes: [], extra: {} };
  const { http, clock } = practice.account;
  await tiktok.oauth.accounts({ app: { clientId, clientSecret }, http, clock }, grant);
  asked = practice.line.asked;
});
afterAll(() => practice.close());

const calls = () => asked.filter(({ url }) => url.startsWith(contract.base));
const endpointOf = ({ method, url }: HttpRequest) =>
  contract.endpoints.find((one) => one.method === method && one.path === new URL(url).pathname);

test('every endpoint of the contract is called, but for the one that cancels', () => {
  const called = new Set(calls().map((request) => endpointOf(request)?.name));
  expect([...called, 'cancel'].sort()).toEqual(contract.endpoints.map(({ name }) => name).sort());
});

test('every call carries the token, JSON in UTF-8, and a query only where the fields belong there', () => {
  for (const request of calls()) {
    const { pathname, searchParams } = new URL(request.url);
    expect(request.headers?.authorization, pathname).toMatch(/^Bearer act\./);
    expect([...searchParams.keys()], pathname).toEqual(endpointOf(request)?.fieldsInQuery ? ['fields'] : []);
    if (request.method === 'POST')
      expect(request.body, pathname).toMatchObject({ type: 'application/json; charset=UTF-8' });
  }
});

test('bytes go without our token, to the address that was given', () => {
  const bytes = asked.filter(({ method }) => method === 'PUT');
  expect(bytes).toHaveLength(4);
  for (const { url, headers } of bytes) {
    expect(new URL(url).hostname).toMatch(/\.tiktokapis\.com$/);
    expect(Object.keys(headers ?? {})).toEqual(['content-range']);
  }
});

describe('the rules', () => {
  test('stay within the limits of the contract', () => {
    const { limits, privacyLevels } = contract;
    const { text, title, images, video, byKind, privacy } = tiktokRules;
    expect(text.max.standard.value).toBe(limits.videoTitleUtf16);
    expect(byKind?.images?.text?.max.value).toBe(limits.photoDescriptionUtf16);
    expect(title?.max?.value).toBe(limits.photoTitleUtf16);
    expect(images.max.value).toBe(limits.photosMax);
    expect(images.maxBytes.value).toBe(limits.photoBytesMax);
    expect(video?.maxBytes.value).toBeLessThanOrEqual(limits.videoBytesMax);
    expect([video?.frameRate?.min?.value, video?.frameRate?.max?.value]).toEqual(limits.fps);
    expect([video?.side?.min?.value, video?.side?.max?.value]).toEqual(limits.sidePx);
    expect(privacy?.values.map(({ value }) => value).sort()).toEqual(privacyLevels.toSorted());
  });
});
