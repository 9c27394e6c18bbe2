import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { fbErrorCodes } from '#practice/facebook/errors.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Grant, OAuthContext } from '../platform.ts';
import { facebook } from './index.ts';
import { createStage, pageId, personId, photo, snapshot, type Stage, video } from './stage.suite.ts';

/** The whole adapter against the practice platform: what a seller goes through, without publishing itself. */
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

describe('login', () => {
  const redirectUri = 'http://localhost:47811/oauth/facebook';
  const { development } = practiceApps.facebook;
  const app = { clientId: development.appId, clientSecret: development.appSecret };
  const context = (): OAuthContext => ({ app, http: stage.http, clock: stage.clock });

  /** What the seller's browser brings back. */
  async function consent(permissions: readonly string[] = facebook.oauth.scopes): Promise<URLSearchParams> {
    const url = new URL(
      facebook.oauth.authorizeUrl({ clientId: app.clientId, redirectUri, state: 's1', challenge: '' }),
    );
    const form = [
      ...url.searchParams,
      ['practice_answer', 'continue'],
      ['practice_person', personId],
      ...[pageId, '104857600123457'].map((page) => ['practice_page', `${personId} ${page}`]),
      ...permissions.map((name) => ['practice_permission', `${personId} ${name}`]),
    ] as [string, string][];
    const answer = await stage.http({
      method: 'POST',
      url: url.origin + url.pathname,
      body: { kind: 'form', fields: form },
    });
    expect(answer.status).toBe(302);
    return new URL(answer.headers.location ?? '').searchParams;
  }

  const grantFrom = async (returned: URLSearchParams): Promise<Grant> =>
    facebook.oauth.exchange(context(), { code: returned.get('code') ?? '', redirectUri, verifier: '' });

  it('gives each chosen Page a token without end', async () => {
    const returned = await consent();
    expect(returned.get('state')).toBe('s1');
    const accounts = await facebook.oauth.accounts(context(), await grantFrom(returned));
    expect(
      accounts.map(({ accountId, name, handle, obstacle }) => ({ accountId, name, handle, obstacle })),
    ).toEqual([
      { accountId: pageId, name: 'Mara’s Clay'.replace('’', "'"), handle: 'marasclay', obstacle: null },
      {
        accountId: '104857600123457',
        name: 'Old Market Hall',
        handle: 'oldmarkethall',
        obstacle: expect.stringContaining('may not create posts'),
      },
    ]);
    expect(accounts[0]?.grant.expiresAt).toBeNull();
    expect(accounts[0]?.avatarUrl).toContain('https://');

    const renewed = await facebook.oauth.refresh(context(), accounts[0]?.grant as Grant, pageId);
    expect(renewed?.accessToken).not.toBe('');
  });

  it('asks again for a permission that was declined before', async () => {
    const refused = await consent(['pages_show_list', 'pages_read_engagement']);
    await expect(grantFrom(refused)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('pages_manage_posts'),
    });
    await expect(grantFrom(await consent())).resolves.toMatchObject({
      scopes: expect.arrayContaining(['pages_manage_posts']),
    });
  });

  it('takes a code once', async () => {
    const returned = await consent();
    await grantFrom(returned);
    await expect(grantFrom(returned)).rejects.toMatchObject({ kind: 'refused' });
  });

  it('is over for every Page once revoked', async () => {
    const [page] = await facebook.oauth.accounts(context(), await grantFrom(await consent()));
    await facebook.oauth.revoke(context(), page?.grant as Grant);
    await expect(facebook.oauth.refresh(context(), page?.grant as Grant, pageId)).rejects.toMatchObject({
      kind: 'dead',
    });
  });
});

it('knows every error of the practice platform', async () => {
  for (const code of fbErrorCodes) {
    stage.practice.control.addFault({ platform: 'facebook', kind: 'error', code, on: 'publish' });
    const answer = await stage.http({
      method: 'POST',
      url: `https://graph.facebook.com/v26.0/${pageId}/feed`,
      body: { kind: 'json', value: {} },
    });
    expect([code, facebook.classify(answer, 0)?.code]).toEqual([
      code,
      expect.stringMatching(new RegExp(`^${code}( |$)`)),
    ]);
  }
});

describe('reading back', () => {
  it('shows a post as it stands', async () => {
    const { remoteId, permalink } = await stage.run(snapshot({ text: 'Read me back' }));
    expect(await facebook.readBack(stage.account, remoteId ?? '', 'image')).toEqual({
      state: 'there',
      text: 'Read me back',
      permalink,
    });
    stage.nextTarget();
  });

  it('says that a post is gone only while the Page itself can be read', async () => {
    const { remoteId } = await stage.run(snapshot({ text: 'Soon gone' }));
    stage.nextTarget();
    stage.practice.control.removePost(remoteId ?? '');
    expect(await facebook.readBack(stage.account, remoteId ?? '', 'image')).toEqual({ state: 'gone' });
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'error',
      code: '100/33',
      path: `/v26.0/${pageId}`,
    });
    expect((await facebook.readBack(stage.account, remoteId ?? '', 'image')).state).toBe('unsure');
  });

  it('shows a video by its own id, and as gone when Facebook could not process it', async () => {
    const clip = (seed: number) =>
      snapshot({ kind: 'video', text: `Clip ${seed}`, media: [stage.file(video(2000 + seed), 'video/mp4')] });
    const good = await stage.run(clip(1));
    expect(await facebook.readBack(stage.account, good.remoteId ?? '', 'image')).toEqual({
      state: 'there',
      text: 'Clip 1',
      permalink: `https://www.facebook.com/reel/${good.remoteId}`,
    });
    stage.nextTarget();
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'processing-failed',
      path: '*/videos',
      after: 0,
    });
    const bad = await stage.run(clip(2));
    stage.nextTarget();
    expect(await facebook.readBack(stage.account, bad.remoteId ?? '', 'image')).toEqual({ state: 'gone' });
  });

  it('leaves passing trouble to the engine', async () => {
    stage.practice.control.addFault({ platform: 'facebook', kind: '500-before', on: 'read' });
    await expect(facebook.readBack(stage.account, `${pageId}_1`, 'image')).rejects.toThrow(PublishFailure);
  });
});

it('lists the newest posts for the seller to choose from', async () => {
  stage.practice.control.reset();
  stage.signIn();
  const media = [
    stage.file(await photo('teal'), 'image/jpeg'),
    stage.file(await photo('navy'), 'image/jpeg'),
  ];
  const since = stage.clock.now();
  for (const change of [
    { text: 'First, plain' },
    { kind: 'link', text: 'Second, a link', options: { link: 'https://shop.example/mug' } },
    { kind: 'images', text: 'Third, two photos', media },
    { kind: 'image', media: media.slice(0, 1) },
  ] as const) {
    stage.clock.set(stage.clock.now() + 60_000);
    stage.nextTarget();
    await stage.run(snapshot({ ...change, media: 'media' in change ? [...change.media] : [] }));
  }
  const posts = await facebook.newestPosts(stage.account, since);
  expect(posts.map(({ text, mediaCount }) => [text, mediaCount])).toEqual([
    ['', 1],
    ['Third, two photos', 2],
    ['Second, a link', 0],
    ['First, plain', 0],
  ]);
  expect(Math.abs((posts[0]?.createdAt ?? 0) - stage.clock.now())).toBeLessThan(1000);
  expect(posts[0]?.permalink).toMatch(/^https:\/\/www\.facebook\.com\//);
});
