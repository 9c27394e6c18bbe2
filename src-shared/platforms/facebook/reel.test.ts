import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '#practice/faults.ts';
import { redactText } from '../../security/redact.ts';
import { errorOf } from '../../publishing/journal.ts';
import { sha256 } from '../stage.suite.ts';
import { facebook } from './index.ts';
import { createStage, pageId, photo, snapshot, type Stage, video } from './stage.suite.ts';

const megabyte = 1024 * 1024;
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.practice.control.reset();
  stage.signIn();
  stage.nextTarget();
});

const posts = () => stage.practice.control.posts({ platform: 'facebook', account: pageId });
const reelOf = (bytes: Uint8Array, text = 'How a mug is made') =>
  snapshot({ kind: 'reel', text, media: [stage.file(bytes, 'video/mp4')] });
const fault = (kind: FaultInput['kind'], more: Partial<FaultInput> = {}) =>
  stage.practice.control.addFault({ platform: 'facebook', kind, ...more } as FaultInput);
const finishes = () =>
  stage.practice.control
    .requests({ platform: 'facebook', method: 'POST', path: `/v26.0/${pageId}/video_reels` })
    .slice(1);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (thrown: unknown) => errorOf(thrown),
  );

describe('a reel', () => {
  it('is uploaded unseen, and shown by one call', async () => {
    const bytes = video(3000);
    const { remoteId, permalink } = await stage.run(reelOf(bytes));
    const [reel] = posts();
    expect(posts()).toMatchObject([
      { kind: 'reel', text: 'How a mug is made', media: [{ id: remoteId, sha256: sha256(bytes) }] },
    ]);
    expect(permalink).toBe(`https://www.facebook.com/reel/${reel?.media[0]?.id}`);
    expect(stage.asked()).toEqual([
      `POST /v26.0/${pageId}/video_reels`,
      `GET /v26.0/${remoteId}`,
      `POST /video-upload/v26.0/${remoteId}`,
      `GET /v26.0/${remoteId}`,
      `POST /v26.0/${pageId}/video_reels`,
    ]);
    const requests = stage.practice.control.requests({ platform: 'facebook' });
    expect(requests.flatMap(({ ignored }) => ignored)).toEqual([]);
    expect(requests.some(({ url }) => url.includes('access_token'))).toBe(false);
  });

  it('goes on where the line was cut, also after a restart', async () => {
    const bytes = video(3 * megabyte);
    fault('cut-upload', { bytes: megabyte });
    await stage.run(reelOf(bytes));
    const sent = stage.practice.control.requests({ platform: 'facebook', path: '/video-upload' });
    expect(sent.map(({ headers }) => Number(headers.offset))).toEqual([0, megabyte]);
    expect(posts()[0]?.media[0]?.sha256).toBe(sha256(bytes));

    stage.nextTarget();
    fault('cut-upload', { bytes: 0, times: 'always' });
    const next = reelOf(video(2 * megabyte), 'After a restart');
    expect(await failureOf(stage.run(next))).toMatchObject({ class: 'transient', effect: 'none' });
    stage.practice.control.clearFaults();
    await stage.run(next);
    expect(posts().map(({ text }) => text)).toEqual(['How a mug is made', 'After a restart']);
  });

  it('is not finished by a file that is no video', async () => {
    const error = await failureOf(stage.run(reelOf(new Uint8Array(5000))));
    expect(error).toMatchObject({ class: 'content', field: 'media' });
    expect(finishes()).toEqual([]);
  });

  it('is one video', async () => {
    const clip = stage.file(video(2000), 'video/mp4');
    for (const media of [[], [clip, clip], [stage.file(await photo('grey'), 'image/jpeg')]]) {
      const error = await failureOf(stage.run(snapshot({ kind: 'reel', media })));
      expect(error).toMatchObject({ class: 'content', field: 'media' });
    }
    expect(stage.asked()).toEqual([]);
  });

  it('waits when the day’s reels are used up', async () => {
    fault('error', { code: '613', path: '*/video_reels', after: 1 });
    expect(await failureOf(stage.run(reelOf(video(3000))))).toMatchObject({ class: 'quota' });
    expect(posts()).toEqual([]);
    await stage.run(reelOf(video(3000)));
    expect(posts()).toHaveLength(1);
  });

  it('leaves its upload address neither in a log nor on a receipt', async () => {
    await stage.run(reelOf(video(3000)));
    const { answer } = stage.records.find(({ name }) => name === 'start video') ?? {};
    const { uploadUrl } = answer as { uploadUrl: string };
    expect(uploadUrl).toMatch(/^https:\/\/rupload\.facebook\.com\/video-upload\//);
    expect(redactText(JSON.stringify(answer))).not.toContain('/video-upload/');
  });
});

describe('a lost answer', () => {
  it.each(['reset-after-accept', '500-after-accept', 'empty-body', 'html-body'] as const)(
    '%s: the reel is found by its video, not shown again',
    async (kind) => {
      fault(kind, { path: '*/video_reels', after: 1 });
      const { published } = (await stage.settle(reelOf(video(3000)))) as { published: { remoteId: string } };
      expect(posts()).toMatchObject([{ media: [{ id: published.remoteId }] }]);
      expect(finishes()).toHaveLength(1);
    },
  );

  it.each(['reset-before-accept', '500-before'] as const)('%s: the same video is finished', async (kind) => {
    fault(kind, { path: '*/video_reels', after: 1 });
    await stage.settle(reelOf(video(3000)));
    expect(posts()).toHaveLength(1);
    expect(finishes()).toHaveLength(2);
    const uploads = stage.practice.control.requests({ platform: 'facebook', path: '/video-upload' });
    expect(uploads).toHaveLength(1);
  });

  it.each(['error', 'success'] as const)(
    'that was looked for too early makes no second reel (a second finish: %s)',
    async (secondFinish) => {
      stage.practice.control.setSwitches({ facebook: { secondFinish } });
      const first = await stage.run(reelOf(video(3000)));
      // As if a look had taken the finished video for an unfinished one.
      stage.records.splice(stage.records.findIndex(({ visible }) => visible));
      expect(await stage.run(reelOf(video(3000)))).toEqual(first);
      expect(posts()).toHaveLength(1);
      expect(finishes()).toHaveLength(2);
    },
  );

  it('of a slow reel is no second one', async () => {
    fault('slow-processing', { polls: 50, path: '*/video_reels', method: 'POST' });
    fault('reset-after-accept', { path: '*/video_reels', after: 1 });
    await stage.settle(reelOf(video(3000)));
    expect(posts()).toHaveLength(1);
  });
});

describe('a first comment', () => {
  const withComment = (change: Parameters<typeof snapshot>[0]) =>
    snapshot({ ...change, options: { firstComment: ' The shop ' } });

  it('follows a text, and a reel below its post', async () => {
    await stage.run(withComment({ text: 'New mugs' }));
    stage.nextTarget();
    const media = [stage.file(video(3000), 'video/mp4')];
    expect(await stage.run(withComment({ kind: 'reel', media }))).toMatchObject({ shortfalls: [] });
    expect(posts().map(({ comments }) => comments)).toEqual([['The shop'], ['The shop']]);
    const [, reel] = posts();
    expect(stage.asked().at(-1)).toBe(`POST /v26.0/${reel?.id}/comments`);
  });

  it.each(['200', '10', '613', '100'])('that is refused (%s) is told, and the post is out', async (code) => {
    fault('error', { code, path: '*/comments', times: 'always' });
    const published = await stage.run(withComment({ text: 'New mugs' }));
    expect(published).toMatchObject({
      remoteId: posts()[0]?.id,
      shortfalls: [expect.stringMatching(/^The first comment was not made\. /)],
    });
    expect(await stage.run(withComment({ text: 'New mugs' }))).toEqual(published);
    expect(posts()).toHaveLength(1);
  });

  it('whose answer was lost is not made twice', async () => {
    fault('reset-after-accept', { path: '*/comments' });
    expect(await stage.settle(withComment({ text: 'New mugs' }))).toMatchObject({
      published: { shortfalls: [expect.stringContaining('did not say')] },
    });
    expect(posts()).toMatchObject([{ comments: ['The shop'] }]);
  });

  it('is not made below a reel whose post Facebook does not name', async () => {
    const media = [stage.file(video(3000), 'video/mp4')];
    const reel = withComment({ kind: 'reel', media });
    fault('error', { code: '10', on: 'read', after: 2 });
    expect(await stage.run(reel)).toMatchObject({
      shortfalls: [expect.stringContaining('did not show the post')],
    });
    expect(posts()).toMatchObject([{ kind: 'reel', comments: [] }]);
  });
});

it('reads a reel back, and as gone when Facebook could not process it', async () => {
  const good = await stage.run(reelOf(video(3000)));
  expect(await facebook.readBack(stage.account, good.remoteId ?? '', 'reel')).toEqual({
    state: 'there',
    text: 'How a mug is made',
    permalink: good.permalink,
  });
  stage.nextTarget();
  fault('processing-failed', { path: '*/video_reels', on: 'publish' });
  const bad = await stage.run(reelOf(video(4000), 'Another'));
  expect(await facebook.readBack(stage.account, bad.remoteId ?? '', 'reel')).toEqual({ state: 'gone' });
});
