import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PublishFailure } from '../../model/publish-error.ts';
import { videoFile } from '../stage.suite.ts';
import { createStage, photo, post, type Stage } from './stage.suite.ts';

const hour = 60 * 60_000;
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.practice.control.reset();
  stage.signIn();
});

const posts = () => stage.practice.control.posts({ platform: 'instagram' });
const containers = () => stage.asked().filter((line) => line.endsWith('/media') && line.startsWith('POST'));

async function errorOf(work: Promise<unknown>) {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(PublishFailure);
  return (thrown as PublishFailure).error;
}

describe('a photo', () => {
  it('is a container, waited for, then published; its address is asked for when it is out', async () => {
    const published = await stage.run(...(await post({ text: 'A mug' }, [photo('red', 'A red mug')])));
    const [made] = posts();
    expect(published).toEqual({ remoteId: made?.id, permalink: made?.permalink, shortfalls: [] });
    expect(stage.asked().map((line) => line.replaceAll(/\d{8,}/g, 'ID'))).toEqual([
      'POST /v26.0/ID/media',
      'GET /v26.0/ID',
      'POST /v26.0/ID/media_publish',
      'GET /v26.0/ID',
    ]);
  });

  it('is out, and said to be, though its address cannot be read', async () => {
    // The first read waits for the container.
    stage.practice.control.addFault({
      platform: 'instagram',
      kind: 'error',
      code: '100/33',
      on: 'read',
      after: 1,
    });
    const published = await stage.run(...(await post({}, [photo('red')])));
    expect(published).toMatchObject({ remoteId: posts()[0]?.id, permalink: null });
  });

  it('takes the detour by the Page where nothing serves files to the public, unseen there', async () => {
    stage.signIn('facebook', 'local');
    await stage.run(...(await post({ text: 'A mug' }, [photo('red', 'A red mug')])));
    expect(posts()).toMatchObject([{ text: 'A mug', media: [{ altText: 'A red mug' }] }]);
    expect(stage.practice.control.posts({ platform: 'facebook' })).toEqual([]);
  });

  it('has no other way when the account stands by itself', async () => {
    stage.signIn('instagram', 'local');
    expect(await errorOf(stage.run(...(await post({}, [photo('red')]))))).toMatchObject({
      class: 'account',
      message: expect.stringContaining('no public address'),
    });
  });

  it('is marked as made by AI', async () => {
    await stage.run(...(await post({ options: { madeWithAi: true } }, [photo('red')])));
    expect(posts()[0]?.madeWithAi).toBe(true);
  });

  it('is fetched again when Instagram did not get it', async () => {
    stage.practice.control.addFault({
      platform: 'instagram',
      kind: 'error',
      code: '9004/2207052',
      on: 'upload',
    });
    await stage.settle(...(await post({}, [photo('red')])));
    expect(posts()).toHaveLength(1);
    expect(containers()).toHaveLength(2);
  });
});

describe('a container', () => {
  it('is used again after a restart, and made anew when it has run out', async () => {
    stage.practice.control.addFault({ platform: 'instagram', kind: '429', on: 'publish', times: 2 });
    const [snapshot, files] = await post({}, [photo('red')]);
    expect(await errorOf(stage.run(snapshot, files))).toMatchObject({ class: 'quota' });
    stage.clock.set(stage.clock.now() + hour);
    expect(await errorOf(stage.run(snapshot))).toMatchObject({ class: 'quota' });
    expect(containers()).toHaveLength(1);
    stage.clock.set(stage.clock.now() + 24 * hour);
    await stage.run(snapshot);
    expect(containers()).toHaveLength(2);
    expect(posts()).toHaveLength(1);
  });

  it('is waited for', async () => {
    stage.practice.control.setSwitches({ instagram: { imagePolls: 3 } });
    const before = stage.clock.now();
    await stage.run(...(await post({}, [photo('red')])));
    // 3, 5 and 10 seconds.
    expect(stage.clock.now() - before).toBe(18_000);
  });

  it('that never gets ready is left for later', async () => {
    stage.practice.control.setSwitches({ instagram: { imagePolls: 1000 } });
    expect(await errorOf(stage.run(...(await post({}, [photo('red')]))))).toMatchObject({
      class: 'transient',
      effect: 'none',
    });
    expect(posts()).toEqual([]);
  });

  it('that failed of the file itself is not made again', async () => {
    stage.practice.control.addFault({ platform: 'instagram', kind: 'processing-failed', times: 'always' });
    const error = await errorOf(stage.run(...(await post({ kind: 'reel' }, [videoFile(3000)]))));
    expect(error).toMatchObject({ class: 'content', field: 'media', code: '2207026' });
    expect(containers()).toHaveLength(1);
  });

  it('that cannot be made from what lies there is given up after three', async () => {
    stage.signIn('instagram');
    stage.practice.control.addFault({
      platform: 'instagram',
      kind: 'error',
      code: '36001/2207005',
      on: 'upload',
    });
    expect(await errorOf(stage.run(...(await post({}, [photo('red')]))))).toMatchObject({ field: 'media' });
  });
});

describe('a carousel', () => {
  it('has photos and videos in their order', async () => {
    const files = [photo('red', 'One'), videoFile(3000), photo('blue', 'Three')];
    const [snapshot, made] = await post({ kind: 'images', text: 'Three' }, files);
    await stage.run(snapshot, made);
    expect(posts()[0]?.media.map(({ sha256 }) => sha256)).toEqual(made.map(({ media }) => media.hash));
    expect(containers()).toHaveLength(4);
  });

  it('makes one child anew, and the parent with it, when only that has failed', async () => {
    const [snapshot, files] = await post({ kind: 'images' }, [photo('red'), photo('blue')]);
    stage.practice.control.addFault({
      platform: 'instagram',
      kind: 'error',
      code: '-1/2207032',
      on: 'upload',
      after: 1,
    });
    await stage.settle(snapshot, files);
    // Two children, the second of them twice, and the parent.
    expect(containers()).toHaveLength(4);
    expect(posts()).toHaveLength(1);
  });
});

describe('a reel', () => {
  it('goes on where the line was cut', async () => {
    stage.practice.control.addFault({ platform: 'instagram', kind: 'cut-upload', bytes: 1_000_000 });
    const [snapshot, files] = await post({ kind: 'reel', text: 'How' }, [videoFile(2_500_000)]);
    await stage.run(snapshot, files);
    expect(posts()).toMatchObject([{ kind: 'reel', media: [{ sha256: files[0]?.media.hash }] }]);
    const sent = stage.practice.control.requests({ platform: 'instagram', path: '/ig-api-upload' });
    expect(sent.map(({ headers }) => Number(headers.offset))).toEqual([0, expect.any(Number)]);
    expect(Number(sent[1]?.headers.offset)).toBeGreaterThan(0);
  });

  it('gives up when no byte gets through', async () => {
    stage.practice.control.addFault({ platform: 'instagram', kind: 'cut-upload', bytes: 0, times: 'always' });
    const [snapshot, files] = await post({ kind: 'reel' }, [videoFile(2_500_000)]);
    await expect(stage.run(snapshot, files)).rejects.toThrow(PublishFailure);
    expect(stage.records().at(-1)).toMatchObject({ name: 'send video', state: 'failed' });
  });

  it('is fetched where it cannot be sent', async () => {
    stage.signIn('instagram');
    await stage.run(...(await post({ kind: 'reel', text: 'How' }, [videoFile(3000)])));
    expect(posts()).toMatchObject([{ kind: 'reel' }]);
    expect(stage.asked().some((line) => line.includes('ig-api-upload'))).toBe(false);
  });

  it('is one video', async () => {
    for (const files of [[], [photo('red')], [videoFile(3000), videoFile(4000)]]) {
      const [snapshot, made] = await post({ kind: 'reel' }, files);
      expect(await errorOf(stage.run(snapshot, made))).toMatchObject({ class: 'content', field: 'media' });
    }
  });
});

describe('a first comment', () => {
  const withComment = () => post({ options: { firstComment: 'The shop' } }, [photo('red')]);

  it('follows, without asking for fields', async () => {
    expect(await stage.run(...(await withComment()))).toMatchObject({ shortfalls: [] });
    expect(posts()[0]?.comments).toEqual(['The shop']);
  });

  it('that is not permitted is told, and the post is out', async () => {
    stage.practice.control.addFault({ platform: 'instagram', kind: 'error', code: '10', path: '*/comments' });
    expect(await stage.run(...(await withComment()))).toMatchObject({
      remoteId: posts()[0]?.id,
      shortfalls: [expect.stringMatching(/^The first comment was not made\. /)],
    });
  });

  it('whose answer was lost is not made twice', async () => {
    stage.practice.control.addFault({
      platform: 'instagram',
      kind: 'reset-after-accept',
      path: '*/comments',
    });
    expect(await stage.settle(...(await withComment()))).toMatchObject({
      published: { shortfalls: [expect.stringContaining('did not say')] },
    });
    expect(posts()[0]?.comments).toEqual(['The shop']);
  });
});

it.each(['text', 'link', 'video', 'document', 'thread'] as const)('does not post a %s', async (kind) => {
  expect(await errorOf(stage.run(...(await post({ kind }))))).toMatchObject({ class: 'content' });
});

it('tells that a day’s posts are used up', async () => {
  stage.practice.control.setSwitches({ instagram: { quotaTotal: 0 } });
  expect(await errorOf(stage.run(...(await post({}, [photo('red')]))))).toMatchObject({ class: 'quota' });
});
