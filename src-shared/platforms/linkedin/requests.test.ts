import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../model/content.ts';
import type { HttpBody, HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { createStillClock, fileOf, mediaOf, snapshotOf, type TestFile } from '../stage.suite.ts';
import { oauth } from './oauth.ts';
import { accountOf, says, scriptedLine, stageOf } from './practice.suite.ts';
import samples from './wire-samples.test-data.json' with { type: 'json' };

/** What we send must be what the contract's samples show, header by header, and what they answer must be understood. */

function sampleOf(name: string) {
  const found = samples.samples.find((sample) => sample.name === name);
  if (found === undefined) throw new Error(`there is no sample ${name}`);
  return found;
}

function answerOf(name: string): HttpResponse {
  const { status, headers, body } = sampleOf(name).response;
  return says(status, body ?? null, { ...headers } as Record<string, string>);
}

/** Header names do not mind their case; the client adds the content type of the body. */
function shapeOf({ method, url, headers = {}, body }: HttpRequest) {
  const type =
    body?.kind === 'json'
      ? 'application/json'
      : body?.kind === 'form'
        ? 'application/x-www-form-urlencoded'
        : body?.kind === 'bytes'
          ? body.type
          : undefined;
  return {
    method,
    url,
    headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
    body: bodyOf(body),
  };
}

function bodyOf(body: HttpBody | undefined): unknown {
  if (body?.kind === 'json') return body.value;
  if (body?.kind === 'form') return Object.fromEntries(body.fields);
  return body?.kind === 'bytes' ? '<bytes>' : undefined;
}

function sampleShape(name: string) {
  const { request } = sampleOf(name);
  const headers = Object.entries(request.headers ?? {}).map(([key, value]) => [
    key.toLowerCase(),
    value.replace('<ACCESS_TOKEN>', 'at-1').replace('<SECRET>', 's3cret'),
  ]);
  const body: unknown = 'body' in request ? request.body : undefined;
  return {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(headers),
    body:
      typeof body === 'string'
        ? '<bytes>'
        : body === undefined
          ? undefined
          : JSON.parse(JSON.stringify(body).replace('<SECRET>', 's3cret')),
  };
}

const clock = createStillClock();
const app = { clientId: '86abc', clientSecret: 's3cret' };
const mug: TestFile = fileOf(new Uint8Array([1, 2, 3]), { altText: 'A mug' });
const empty = says(200, null);

/** Publishes over answers of samples; gives the shapes of what was asked. */
async function published(
  change: Partial<Snapshot>,
  files: TestFile[],
  answers: HttpResponse[],
  author?: string,
) {
  const { http, asked } = scriptedLine(...answers);
  const media = files.map((file) => file.media);
  const result = await stageOf(accountOf(http, clock, author), files).publish(
    snapshotOf({ media, ...change }),
  );
  return { result, shapes: asked.map(shapeOf) };
}

describe('sign-in', () => {
  test('exchange', async () => {
    const { http, asked } = scriptedLine(answerOf('token.exchange'));
    const answer = { code: 'AQX', redirectUri: 'https://relay.example.com/oauth/linkedin', verifier: '' };
    const grant = await oauth.exchange({ app, http, clock }, answer);
    expect(asked.map(shapeOf)).toEqual([sampleShape('token.exchange')]);
    expect(grant.scopes).toEqual(['email', 'openid', 'profile', 'w_member_social']);
  });

  test('refresh', async () => {
    const { http, asked } = scriptedLine(answerOf('token.refresh.partners_only'));
    const grant = { accessToken: 'at-1', refreshToken: 'AQW', expiresAt: null, scopes: [], extra: {} };
    expect(await oauth.refresh({ app, http, clock }, grant, '')).toMatchObject({ accessToken: 'AQV-2' });
    expect(asked.map(shapeOf)).toEqual([sampleShape('token.refresh.partners_only')]);
  });

  test('who it is', async () => {
    const { http, asked } = scriptedLine(answerOf('identity'));
    const scopes = ['openid', 'w_member_social'];
    const grant = { accessToken: 'at-1', refreshToken: null, expiresAt: null, scopes, extra: {} };
    expect(await oauth.accounts({ app, http, clock }, grant)).toMatchObject([
      { accountId: 'urn:li:person:Ab1_cD2eF3', name: 'Mara Muster', obstacle: null },
    ]);
    expect(asked.map(shapeOf)).toEqual([sampleShape('identity')]);
  });

  test('which Pages', async () => {
    const none = says(200, { elements: [], paging: { links: [] } });
    const names = says(200, { results: { 4242: { localizedName: 'Clay', vanityName: 'clay' } } });
    const { http, asked } = scriptedLine(
      answerOf('orgs'),
      none,
      says(400, { code: 'X', message: 'no such role' }),
      names,
    );
    const scopes = ['rw_organization_admin', 'w_organization_social'];
    const grant = { accessToken: 'at-1', refreshToken: null, expiresAt: null, scopes, extra: {} };
    expect(await oauth.accounts({ app, http, clock }, grant)).toMatchObject([
      { accountId: 'urn:li:organization:4242', name: 'Clay', handle: 'clay' },
    ]);
    expect(asked.map(shapeOf)[0]).toEqual(sampleShape('orgs'));
    expect(asked.at(-1)?.url).toBe('https://api.linkedin.com/rest/organizations?ids=List(4242)');
  });
});

describe('posts', () => {
  test('text', async () => {
    const text = 'New mugs (speckled) are in the shop. #pottery';
    const { result, shapes } = await published({ text }, [], [answerOf('post.text')]);
    expect(shapes).toEqual([sampleShape('post.text')]);
    expect(result).toEqual({
      remoteId: 'urn:li:share:7398000000000000001',
      permalink: 'https://www.linkedin.com/feed/update/urn:li:share:7398000000000000001/',
      shortfalls: [],
    });
  });

  test('a Page', async () => {
    const answers = [answerOf('post.organization')];
    const { shapes } = await published({ text: 'From the Page' }, [], answers, 'urn:li:organization:4242');
    expect(shapes).toEqual([sampleShape('post.organization')]);
  });

  test('a photo with its description', async () => {
    const answers = [answerOf('image.init'), answerOf('image.put'), answerOf('post.image')];
    const { shapes } = await published({ kind: 'image', text: 'One mug' }, [mug], answers);
    expect(shapes).toEqual(['image.init', 'image.put', 'post.image'].map(sampleShape));
  });

  test('photos with their descriptions', async () => {
    const second = says(200, {
      value: { uploadUrl: 'https://www.linkedin.com/dms-uploads/sp/def', image: 'urn:li:image:C5F10AQE2' },
    });
    const files = ['A', 'B'].map((altText, index) => fileOf(new Uint8Array([index]), { altText }));
    const put = answerOf('image.put');
    const answers = [answerOf('image.init'), put, second, put, answerOf('post.multiImage')];
    const { shapes } = await published({ kind: 'images', text: 'Two mugs' }, files, answers);
    expect(shapes.at(-1)).toEqual(sampleShape('post.multiImage'));
  });

  test('a link with its card', async () => {
    const options = {
      link: 'https://example.com/shop/mugs',
      title: 'Speckled mugs',
      description: 'Hand-thrown',
    };
    const answers = [answerOf('image.init'), answerOf('image.put'), answerOf('post.article')];
    const { shapes } = await published({ kind: 'link', text: 'Read on', options }, [mug], answers);
    expect(shapes.at(-1)).toEqual(sampleShape('post.article'));
  });

  test('a video in parts, each to its own address', async () => {
    const size = 5_000_000;
    const film = { media: mediaOf({ type: 'video/mp4', size }), bytes: new Uint8Array(size) };
    const part = (tag: string) => says(200, null, { etag: tag });
    const answers = [
      answerOf('video.init'),
      part('"part-1"'),
      part('part-2'),
      answerOf('video.finalize'),
      answerOf('video.status'),
      answerOf('post.video'),
    ];
    const options = { title: 'Throwing a mug' };
    const { shapes } = await published({ kind: 'video', text: 'Throwing a mug', options }, [film], answers);
    const [init, first, second, ...rest] = shapes;
    expect([init, first]).toEqual(['video.init', 'video.put'].map(sampleShape));
    expect(second).toEqual({ ...sampleShape('video.put'), url: 'https://www.linkedin.com/dms-uploads/v/2' });
    expect(rest).toEqual(['video.finalize', 'video.status', 'post.video'].map(sampleShape));
  });

  test('a document with its title', async () => {
    const file = fileOf(new Uint8Array([1]), { type: 'application/pdf' });
    const answers = [answerOf('document.init'), says(201, null), says(403, {}), answerOf('post.document')];
    const options = { title: 'Catalogue.pdf' };
    const { shapes } = await published({ kind: 'document', text: 'Our catalogue', options }, [file], answers);
    expect([shapes[0], shapes[3]]).toEqual(['document.init', 'post.document'].map(sampleShape));
    expect(shapes[1]).toMatchObject({ method: 'PUT', url: 'https://www.linkedin.com/dms-uploads/d/1' });
  });

  test('a first comment, in plain text', async () => {
    const options = { firstComment: 'The shop: https://shop.example/mugs_(new)' };
    const { shapes } = await published({ text: 'New', options }, [], [answerOf('post.text'), says(201, {})]);
    const urn = 'urn:li:share:7398000000000000001';
    expect(shapes[1]).toMatchObject({
      method: 'POST',
      url: `https://api.linkedin.com/rest/socialActions/${encodeURIComponent(urn)}/comments`,
      body: { actor: 'urn:li:person:Ab1_cD2eF3', object: urn, message: { text: options.firstComment } },
    });
  });

  test('bytes go to LinkedIn only, whatever address is named for them', async () => {
    const elsewhere = says(200, { value: { uploadUrl: 'https://evil.example/up', image: 'urn:li:image:1' } });
    const wish = published({ kind: 'image' }, [mug], [elsewhere, empty]);
    await expect(wish).rejects.toMatchObject({ error: { class: 'transient', effect: 'none' } });
  });
});
