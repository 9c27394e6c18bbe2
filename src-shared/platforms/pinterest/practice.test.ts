import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { type AttachedMedia, type Snapshot } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { OAuthContext } from '../platform.ts';
import { fileOf, photoFile, snapshotOf, type TestFile, videoFile } from '../stage.suite.ts';
import { pinterest } from './index.ts';
import { app, mara, mugs, openPractice, pinOf, type PracticePinterest, speckled } from './stage.suite.ts';

/** The whole adapter against the practice platform, each call held against Pinterest's own description. */
let practice: PracticePinterest;
beforeAll(async () => {
  practice = await openPractice();
});
beforeEach(() => practice.reset());
afterEach(() => practice.refuseFaults());
afterAll(() => practice.close());

const redirectUri = 'http://localhost:47811/oauth/pinterest';
const context = (): OAuthContext => ({ app, http: practice.http, clock: practice.clock });

describe('sign-in', () => {
  /** What the seller's browser brings back. */
  async function consent(scope: string = pinterest.oauth.scopes.join(',')): Promise<URLSearchParams> {
    const url = new URL(
      pinterest.oauth.authorizeUrl({ clientId: app.clientId, redirectUri, state: 's1', challenge: '' }),
    );
    url.searchParams.set('scope', scope);
    const form = [...url.searchParams, ['practice_user', mara], ['practice_answer', 'continue']] as [
      string,
      string,
    ][];
    const answer = await practice.http({
      method: 'POST',
      url: url.origin + url.pathname,
      body: { kind: 'form', fields: form },
    });
    return new URL(answer.headers.location ?? '').searchParams;
  }
  const exchange = (returned: URLSearchParams, of = context()) =>
    pinterest.oauth.exchange(of, { code: returned.get('code') ?? '', redirectUri, verifier: '' });

  test('gives an account, and a new refresh token with every refresh', async () => {
    const returned = await consent();
    expect(returned.get('state')).toBe('s1');
    const now = practice.clock.now();
    const grant = await exchange(returned);
    expect(grant).toMatchObject({
      expiresAt: now + 2_592_000_000,
      scopes: [...pinterest.oauth.scopes],
      extra: {},
    });
    expect(await pinterest.oauth.accounts(context(), grant)).toEqual([
      {
        accountId: mara,
        name: "Mara's Clay",
        handle: 'marasclay',
        avatarUrl: expect.stringMatching(/^https:\/\/i\.pinimg\.com\//),
        tier: 'standard',
        grant,
        obstacle: null,
      },
    ]);
    const renewed = await pinterest.oauth.refresh(context(), grant, mara);
    expect(renewed?.refreshToken).not.toBe(grant.refreshToken);
    expect(renewed?.accessToken).not.toBe(grant.accessToken);
    await expect(pinterest.oauth.refresh(context(), grant, mara)).rejects.toMatchObject({ kind: 'dead' });
  });

  test('says which permissions are missing', async () => {
    const grant = await exchange(await consent('user_accounts:read,boards:read,pins:read'));
    const [account] = await pinterest.oauth.accounts(context(), grant);
    expect(account?.obstacle).toContain('boards:write, pins:write missing');
  });

  test('tells a spent code, a wrong secret and a missing one apart', async () => {
    const returned = await consent();
    await exchange(returned);
    await expect(exchange(returned)).rejects.toMatchObject({ kind: 'refused' });
    const wrong = { ...context(), app: { ...app, clientSecret: 'no' } };
    await expect(exchange(await consent(), wrong)).rejects.toMatchObject({
      kind: 'app',
      message: expect.stringMatching(/secret key/),
    });
    const none = { ...context(), app: { ...app, clientSecret: null } };
    await expect(exchange(await consent(), none)).rejects.toMatchObject({ kind: 'app' });
    const elsewhere = pinterest.oauth.exchange(context(), {
      code: (await consent()).get('code') ?? '',
      redirectUri: 'http://localhost:47812/oauth/pinterest',
      verifier: '',
    });
    await expect(elsewhere).rejects.toMatchObject({
      kind: 'app',
      message: expect.stringMatching(/redirect addresses/),
    });
  });

  test.each(['500-before', '429', 'html-body', 'reset-before-accept'] as const)(
    'trouble such as %s does not end the connection',
    async (kind) => {
      const grant = await exchange(await consent());
      practice.control.addFault({ platform: 'pinterest', on: 'token', kind });
      await expect(pinterest.oauth.refresh(context(), grant, mara)).rejects.toMatchObject({
        kind: 'temporary',
      });
    },
  );

  test('is renewed a week before it ends', () => {
    expect(pinterest.oauth.renewEarlyMs).toBe(7 * 24 * 60 * 60_000);
  });
});

describe('a Pin', () => {
  const publish = (snapshot: Snapshot, files: TestFile[]) => practice.stage(files).publish(snapshot);

  test('carries title, caption, link, description of the picture, board and section', async () => {
    const { file, snapshot } = await pinOf('Stoneware', {
      title: 'Speckled mug',
      link: 'https://shop.example/mug',
      section: speckled,
    });
    const { remoteId, permalink } = await publish(snapshot, [file]);
    expect(remoteId).toMatch(/^\d{18}$/);
    expect(permalink).toBe(`https://www.pinterest.com/pin/${remoteId}/`);
    expect(practice.posts()).toMatchObject([
      {
        id: remoteId,
        title: 'Speckled mug',
        text: 'Stoneware',
        link: 'https://shop.example/mug',
        place: 'Mugs, Speckled',
        media: [{ sha256: file.media.hash, altText: 'A red mug' }],
      },
    ]);
    expect(practice.asked()).toEqual(['POST /v5/pins']);
  });

  test('is whole also when its photo is larger than what is read at once', async () => {
    const { file: photo } = await pinOf('');
    // Pictures end where their format says so; what follows is kept all the same.
    const bytes = new Uint8Array(2_000_001).map((_, index) => index % 256);
    bytes.set(photo.bytes);
    const file = fileOf(bytes, { width: 64, height: 48 });
    await publish(snapshotOf({ kind: 'image', media: [file.media], options: { board: mugs } }), [file]);
    expect(practice.posts()[0]?.media[0]).toMatchObject({ sha256: file.media.hash, bytes: 2_000_001 });
  });

  test('with several photos is a carousel with one description', async () => {
    const files = await Promise.all([
      photoFile('red', 'A red mug'),
      photoFile('blue', ' '),
      photoFile('teal', 'A teal bowl'),
    ]);
    await publish(
      snapshotOf({ kind: 'images', media: files.map(({ media }) => media), options: { board: mugs } }),
      files,
    );
    expect(practice.posts()[0]?.media.map(({ sha256, altText }) => [sha256, altText])).toEqual([
      [files[0]?.media.hash, 'A red mug / A teal bowl'],
      [files[1]?.media.hash, ''],
      [files[2]?.media.hash, ''],
    ]);
  });

  test.each<[string, Partial<Snapshot>, RegExp]>([
    ['a text alone', { kind: 'text' }, /needs a photo or a video/],
    ['no board', { kind: 'image', options: {} }, /Choose the board/],
    ['a board that is gone', { kind: 'image', options: { board: '1' } }, /Choose another one/],
    [
      'a section of another board',
      { kind: 'image', options: { board: '549755885176', section: speckled } },
      /Choose another one/,
    ],
  ])('is refused with %s, and says what to do', async (_what, change, words) => {
    const { file, snapshot } = await pinOf('A mug');
    const failure = await publish({ ...snapshot, ...change }, [file]).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(PublishFailure);
    expect((failure as PublishFailure).error).toMatchObject({
      class: 'content',
      message: expect.stringMatching(words),
    });
    expect(practice.posts()).toEqual([]);
  });

  test('is not sent as a file that Pinterest does not take', async () => {
    const { file, snapshot } = await pinOf('A mug');
    const media: AttachedMedia[] = [{ ...file.media, type: 'image/webp' }];
    await expect(publish({ ...snapshot, media }, [file])).rejects.toThrow('JPEG and PNG');
    expect(practice.asked()).toEqual([]);
  });

  test('of an app with Trial access says what to ask for', async () => {
    practice.signIn({ app: practiceApps.pinterest.trial.appId });
    const { file, snapshot } = await pinOf('A mug');
    await expect(publish(snapshot, [file])).rejects.toMatchObject({
      error: {
        class: 'account',
        message: expect.stringMatching(/Standard access/),
        code: expect.stringMatching(/^403 29 rid \d+$/),
      },
    });
  });

  test('without the permission asks to connect again', async () => {
    practice.signIn({ scopes: ['pins:read', 'boards:read', 'pins:write'] });
    const { file, snapshot } = await pinOf('A mug');
    await expect(publish(snapshot, [file])).rejects.toMatchObject({
      error: { class: 'account', reconnect: true },
    });
  });
});

describe('a video', () => {
  const video = videoFile(2_500_000);
  const snapshot = snapshotOf({
    kind: 'video',
    text: 'How a mug is made',
    media: [video.media],
    options: { board: mugs },
  });

  test('is uploaded, waited for and pinned', async () => {
    practice.control.addFault({ platform: 'pinterest', kind: 'slow-processing', polls: 3 });
    const before = practice.clock.slept;
    const stage = practice.stage([video]);
    await stage.publish(snapshot);
    expect(stage.journal()).toEqual(['upload video answered', 'wait for video answered', 'pin answered']);
    expect(practice.posts()[0]?.media).toMatchObject([{ kind: 'video', sha256: video.media.hash }]);
    expect(practice.clock.slept - before).toBe(4 * 4000);
  });

  test('leaves no credentials of the store in the journal', async () => {
    const stage = practice.stage([video]);
    await stage.publish(snapshot);
    expect(JSON.stringify(stage.records)).not.toMatch(/amz|policy|AWS4/i);
  });

  test('that Pinterest cannot use is refused', async () => {
    practice.control.addFault({ platform: 'pinterest', kind: 'processing-failed' });
    await expect(practice.stage([video]).publish(snapshot)).rejects.toMatchObject({
      error: { class: 'content', field: 'media', message: expect.stringMatching(/cannot use this video/) },
    });
  });

  test('that is worked on too long is waited for in the next try, without another upload', async () => {
    practice.control.addFault({ platform: 'pinterest', kind: 'slow-processing', polls: 200 });
    const end = await practice.stage([video]).settle(snapshot);
    expect(end).toMatchObject({ published: {} });
    expect(practice.asked().filter((call) => call === 'POST /v5/media')).toHaveLength(1);
  });

  test.each(['timeout-after-accept', '500-before', 'cut-upload', 'error'] as const)(
    'is registered anew when its upload ends with %s',
    async (kind) => {
      practice.control.addFault({ platform: 'pinterest', path: '/', kind, ms: 10, bytes: 100_000 });
      const end = await practice.stage([video]).settle(snapshot);
      expect(end).toMatchObject({ published: {} });
      expect(practice.asked().filter((call) => call === 'POST /v5/media')).toHaveLength(2);
      expect(practice.posts()).toHaveLength(1);
    },
  );

  test('that was lost after its upload is uploaded once more', async () => {
    practice.control.addFault({ platform: 'pinterest', on: 'publish', kind: '429' });
    const stage = practice.stage([video]);
    await expect(stage.publish(snapshot)).rejects.toMatchObject({ error: { class: 'quota' } });
    practice.control.reset();
    practice.signIn();
    await stage.publish(snapshot);
    expect(stage.journal()).toContain('upload video again answered');
    expect(practice.posts()).toHaveLength(1);
  });

  test('whose file is gone says so', async () => {
    const failure = new PublishFailure({ class: 'content', field: 'media', message: 'The file is gone.' });
    const media = { read: () => Promise.reject(failure) };
    const steps = { repeatable: (_name: string, call: () => Promise<unknown>) => call() } as never;
    const job = { account: practice.account, snapshot, media, publicMedia: null, taken: new Set<string>() };
    await expect(pinterest.publish(job, steps)).rejects.toBe(failure);
  });
});

describe('what may be chosen', () => {
  const choices = (option: 'board' | 'section' | 'title', chosen = {}) =>
    pinterest.choices?.(practice.account, option, chosen);

  test('boards that can be pinned to, and their sections', async () => {
    expect(await choices('board')).toEqual([
      { value: mugs, label: 'Mugs' },
      { value: '549755885176', label: 'Bowls' },
    ]);
    expect(await choices('section', { board: mugs })).toEqual([
      { value: speckled, label: 'Speckled' },
      { value: '5149755885176', label: 'Plain' },
    ]);
    expect(await choices('section', { board: '549755885176' })).toEqual([]);
    expect(await choices('section')).toEqual([]);
    expect(await choices('title')).toEqual([]);
  });

  test('boards of others say whose they are', async () => {
    const account = { ...practice.account, handle: 'studioplus' };
    const { access_token: token } = practice.control.signIn({ platform: 'pinterest', account: 'studioplus' });
    const boards = await pinterest.choices?.({ ...account, token: async () => token }, 'board', {});
    expect(boards?.map(({ label }) => label)).toEqual(['Bowls (of @marasclay)', 'Studio']);
  });

  test('all of them, also of several pages', async () => {
    practice.control.setSwitches({ pinterest: { callsPerSecond: null } });
    for (let number = 0; number < 260; number += 1) {
      const body = { kind: 'json', value: { name: `Board ${number}` } } as const;
      const headers = { authorization: `Bearer ${await practice.account.token()}` };
      const url = `${practice.hosts['https://api.pinterest.com']}/v5/boards`;
      await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body.value),
      });
    }
    expect(await choices('board')).toHaveLength(262);
  });
});

describe('reading back', () => {
  test('a Pin that is there, changed or gone', async () => {
    const { file, snapshot } = await pinOf('Stoneware');
    const { remoteId } = await practice.stage([file]).publish(snapshot);
    const read = () => pinterest.readBack(practice.account, remoteId ?? '', 'image');
    expect(await read()).toEqual({
      state: 'there',
      text: 'Stoneware',
      permalink: pinterest.permalink(practice.account, remoteId ?? ''),
    });
    practice.control.removePost(remoteId ?? '');
    expect(await read()).toEqual({ state: 'gone' });
  });

  test('a page that is not Pinterest’s does not mean that the Pin is gone', async () => {
    const http = async () => ({ status: 404, headers: {}, text: '<html>Not found</html>' });
    await expect(pinterest.readBack({ ...practice.account, http }, '1', 'image')).rejects.toThrow(
      'unexpected answer 404',
    );
  });

  test('a Pin that may not be seen is neither there nor gone', async () => {
    practice.control.addFault({ platform: 'pinterest', kind: 'error', code: 'not-permitted' });
    expect(await pinterest.readBack(practice.account, '1', 'image')).toMatchObject({ state: 'unsure' });
  });

  test('the newest Pins, whatever their order, with the title where there is no caption', async () => {
    practice.control.setSwitches({ pinterest: { newestFirst: false } });
    const since = practice.clock.now();
    for (const [text, title] of [
      ['', 'One'],
      ['Two', ''],
    ] as const) {
      const { file, snapshot } = await pinOf(text, { title });
      await practice.stage([file]).publish(snapshot);
      practice.clock.set(practice.clock.now() + 2000);
    }
    const newest = await pinterest.newestPosts(practice.account, since - 1000);
    expect(newest.map(({ text, mediaCount }) => [text, mediaCount])).toEqual([
      ['Two', 1],
      ['One', 1],
    ]);
    expect(await pinterest.newestPosts(practice.account, practice.clock.now() + 1000)).toEqual([]);
  });
});
