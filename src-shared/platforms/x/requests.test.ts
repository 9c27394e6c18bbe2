import { describe, expect, test } from 'vitest';
import type { HttpBody, HttpRequest } from '../../publishing/http.ts';
import { oauth } from './oauth.ts';
import { findPost } from './reconcile.ts';
import { createStillClock, mediaOf, snapshotOf } from '../stage.suite.ts';
import { accountOf, says, scriptedLine, stageOf } from './scripted.suite.ts';
import samples from './wire-samples.test-data.json' with { type: 'json' };

/** What we send must be what the contract's samples show, and what they answer must be understood. */

type Name = keyof typeof samples;

const answerOf = (name: Name) => says(samples[name].response.status, samples[name].response.body);

function shapeOf({ method, url, headers = {}, body }: HttpRequest) {
  return { method, url: parts(url), authorization: headers.authorization, body: bodyOf(body) };
}

function parts(url: string) {
  const { origin, pathname, searchParams } = new URL(url);
  return { origin, pathname, query: [...searchParams] };
}

function bodyOf(body: HttpBody | undefined): unknown {
  if (body?.kind === 'json') return body.value;
  return body?.kind === 'form' ? Object.fromEntries(body.fields) : body;
}

function sampleShape(name: Name) {
  const { request } = samples[name];
  const authorization =
    'headers' in request && 'Authorization' in request.headers ? request.headers.Authorization : undefined;
  return {
    method: request.method,
    url: parts(request.url),
    authorization: authorization?.replace('<ACCESS_TOKEN>', 'at-1'),
    body: 'body' in request ? request.body : undefined,
  };
}

const clock = createStillClock();
const app = { clientId: 'Q2xpZW50LUlEOjE', clientSecret: null };
const grant = { accessToken: 'at-1', refreshToken: 'rt-1', expiresAt: null, scopes: [], extra: {} };
const photo = mediaOf();
const file = { media: photo, bytes: new Uint8Array([104, 101, 108, 108, 111]) };

describe('sign-in', () => {
  test('exchange', async () => {
    const { http, asked } = scriptedLine(answerOf('token.exchange.public_client'));
    const {
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    } = samples['token.exchange.public_client'].request.body;
    await oauth.exchange({ app, http, clock }, { code, redirectUri, verifier });
    expect(asked.map(shapeOf)).toEqual([sampleShape('token.exchange.public_client')]);
  });

  test('refresh', async () => {
    const { http, asked } = scriptedLine(answerOf('token.refresh.rotates'));
    const renewed = await oauth.refresh({ app, http, clock }, grant, '1');
    expect(asked.map(shapeOf)).toEqual([sampleShape('token.refresh.rotates')]);
    expect(renewed).toMatchObject({ accessToken: 'at-2', refreshToken: 'rt-2' });
  });

  test('identity', async () => {
    const { http, asked } = scriptedLine(answerOf('identity'));
    await oauth.accounts({ app, http, clock }, grant);
    expect(asked.map(shapeOf)).toEqual([sampleShape('identity')]);
  });

  test('revoke', async () => {
    const { http, asked } = scriptedLine(answerOf('token.revoke'), answerOf('token.revoke'));
    await oauth.revoke({ app, http, clock }, { ...grant, accessToken: 'at-2' });
    expect(asked.map(shapeOf).at(-1)).toEqual(sampleShape('token.revoke'));
  });
});

describe('posts', () => {
  test('text', async () => {
    const { http, asked } = scriptedLine(answerOf('post.text'));
    const published = await stageOf(accountOf(http, clock)).publish(snapshotOf({}));
    expect(asked.map(shapeOf)).toEqual([sampleShape('post.text')]);
    expect(published).toEqual({
      remoteId: '1990000000000000001',
      permalink: 'https://x.com/marasclay/status/1990000000000000001',
    });
  });

  test('photos, with the word on AI', async () => {
    const second = { ...answerOf('media.oneshot'), text: '{"data":{"id":"1880000000000000002"}}' };
    const { http, asked } = scriptedLine(answerOf('media.oneshot'), second, answerOf('post.images'));
    const media = [photo, mediaOf({ hash: 'cd'.repeat(32) })];
    const files = media.map((one) => ({ media: one, bytes: new Uint8Array(5) }));
    const stage = stageOf(accountOf(http, clock), files);
    await stage.publish(snapshotOf({ text: 'Two glazes', media, options: { madeWithAi: false } }));
    expect(asked.map(shapeOf).at(-1)).toEqual(sampleShape('post.images'));
  });

  test('second part of a thread', async () => {
    const { http, asked } = scriptedLine(answerOf('post.text'), answerOf('post.thread.second'));
    const options = { thread: ['2/ How it is fired'] };
    await stageOf(accountOf(http, clock)).publish(snapshotOf({ kind: 'thread', options }));
    expect(asked.map(shapeOf).at(-1)).toEqual(sampleShape('post.thread.second'));
  });
});

describe('media', () => {
  test('a photo in one shot, as multipart, and its description', async () => {
    const { http, asked } = scriptedLine(
      answerOf('media.oneshot'),
      answerOf('media.alt_text'),
      answerOf('post.text'),
    );
    const media = [mediaOf({ altText: 'A white mug on a shelf' })];
    await stageOf(accountOf(http, clock), [file]).publish(snapshotOf({ media }));
    const [upload, describe] = asked;
    expect(upload && shapeOf(upload)).toMatchObject({
      ...sampleShape('media.oneshot'),
      body: { kind: 'multipart' },
    });
    expect(upload?.body?.kind === 'multipart' && upload.body.parts).toEqual([
      { name: 'media', value: file.bytes, filename: photo.hash, type: 'image/jpeg' },
      { name: 'media_category', value: 'tweet_image' },
    ]);
    expect(describe && shapeOf(describe)).toEqual(sampleShape('media.alt_text'));
  });

  test('a video in pieces of 1 MiB', async () => {
    const append = answerOf('media.append');
    const { http, asked } = scriptedLine(
      answerOf('media.initialize'),
      append,
      append,
      append,
      answerOf('media.finalize'),
      answerOf('media.status'),
      answerOf('post.text'),
    );
    const size = 3 * 1024 * 1024;
    const media = [mediaOf({ type: 'video/mp4', size })];
    const virtual = createStillClock();
    const stage = stageOf(accountOf(http, virtual), [{ media: photo, bytes: new Uint8Array(size) }]);
    await stage.publish(snapshotOf({ kind: 'video', media }));

    const [initialize, ...rest] = asked;
    expect(initialize && shapeOf(initialize)).toEqual(sampleShape('media.initialize'));
    const pieces = rest.slice(0, 3).map(({ url, body }) => ({
      url,
      parts:
        body?.kind === 'multipart' &&
        body.parts.map(({ name, value }) => [name, value instanceof Uint8Array ? value.length : value]),
    }));
    const url = 'https://api.x.com/2/media/upload/1880000000000000009/append';
    const parts = [
      ['segment_index', expect.stringMatching(/^[012]$/)],
      ['media', 1024 * 1024],
    ];
    expect(pieces).toEqual([
      { url, parts },
      { url, parts },
      { url, parts },
    ]);
    expect(rest.slice(3, 5).map(shapeOf)).toEqual([
      sampleShape('media.finalize'),
      sampleShape('media.status'),
    ]);
    // X asked for 2 seconds.
    expect(virtual.slept).toBeGreaterThan(1000);
    expect(virtual.slept).toBeLessThanOrEqual(2000);
    expect(rest[5] && shapeOf(rest[5]).body).toEqual({
      text: 'New mugs are in the shop.',
      media: { media_ids: ['1880000000000000009'] },
    });
  });
});

test('looking for a post', async () => {
  const { http, asked } = scriptedLine(answerOf('timeline.reconcile'));
  const sent = {
    text: 'New mugs & bowls https://example.com/shop/mugs',
    hasMedia: false,
    root: null,
    except: new Set<string>(),
  };
  const found = await findPost(accountOf(http, clock), sent, {
    startedAt: Date.parse('2026-11-23T09:00:00.000Z'),
    looks: 0,
  });
  expect(asked.map(shapeOf)).toEqual([sampleShape('timeline.reconcile')]);
  expect(found).toEqual({ kind: 'found', answer: { id: '1990000000000000001' } });
});
