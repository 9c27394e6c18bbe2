import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { photoFile, snapshotOf, type TestFile, videoFile } from '../stage.suite.ts';
import { animationFile, openPractice } from './practice.suite.ts';
import { stageOf } from './scripted.suite.ts';

type Practice = Awaited<ReturnType<typeof openPractice>>;
let practice: Practice;
let red: TestFile;
let blue: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  [red, blue] = await Promise.all([photoFile('red', 'A red mug'), photoFile('blue')]);
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const stage = (...files: TestFile[]) => stageOf(practice.account, files, practice.signIn);

describe('what arrives', () => {
  test('a text', async () => {
    const published = await stage().publish(snapshotOf({ text: 'Mugs & bowls <new>' }));
    expect(practice.posts()).toMatchObject([{ text: 'Mugs & bowls <new>', media: [], madeWithAi: false }]);
    const [post] = practice.posts();
    expect(published).toEqual({ remoteId: post?.id, permalink: post?.permalink });
  });

  test('photos, in order, with their descriptions and the word on AI', async () => {
    const media = [red.media, blue.media];
    await stage(red, blue).publish(
      snapshotOf({ kind: 'images', text: '', media, options: { madeWithAi: true } }),
    );
    expect(practice.posts()).toMatchObject([
      {
        text: '',
        madeWithAi: true,
        media: [
          { kind: 'photo', sha256: red.media.hash, altText: 'A red mug' },
          { kind: 'photo', sha256: blue.media.hash, altText: '' },
        ],
      },
    ]);
  });

  test('an animation, with its description', async () => {
    const file = await animationFile();
    await stage(file).publish(snapshotOf({ kind: 'image', media: [file.media] }));
    expect(practice.posts()).toMatchObject([
      { media: [{ kind: 'animated_gif', sha256: file.media.hash, altText: 'It turns' }] },
    ]);
  });

  test('a video of several pieces, after X has processed it', async () => {
    practice.control.setSwitches({ x: { processingPolls: 4, checkAfterSecs: 7 } });
    const file = videoFile(2_500_000);
    const before = practice.clock.slept;
    await stage(file).publish(snapshotOf({ kind: 'video', media: [file.media] }));
    expect(practice.posts()).toMatchObject([{ media: [{ kind: 'video', sha256: file.media.hash }] }]);
    expect(practice.clock.slept - before).toBeGreaterThanOrEqual(3 * 7000 - 1000);
  });

  test('a thread, each part hanging on the one before', async () => {
    const run = stage(red);
    await run.publish(
      snapshotOf({ kind: 'thread', text: 'One', media: [red.media], options: { thread: ['Two', 'Three'] } }),
    );
    const [one, two, three] = practice.posts();
    expect(practice.posts().map(({ text }) => text)).toEqual(['One', 'Two', 'Three']);
    expect([one?.replyTo, two?.replyTo, three?.replyTo]).toEqual([undefined, one?.id, two?.id]);
    expect(two?.media).toEqual([]);
    expect(run.journal().filter((line) => line.startsWith('post'))).toEqual([
      'post answered',
      'post part 2 answered',
      'post part 3 answered',
    ]);
  });
});

describe('trouble on the way is never a second post', () => {
  const texts = [
    ['a plain text', 'New mugs are in the shop.'],
    ['signs that X escapes', 'Mugs & bowls <new> "at last" &amp; more'],
    [
      'links with and without a scheme',
      'See example.com/Mugs/ and https://example.com/bowls?a=1&b=2, or http://Example.com.',
    ],
    ['emoji and decomposed letters', 'Cafe\u0301 mugs 🧑🏽‍🚀 \n\n日本  '],
  ] as const;
  const afterAccept = ['reset-after-accept', '500-after-accept', 'empty-body', 'html-body'] as const;
  const cases = texts.flatMap(([name, text]) => afterAccept.map((kind) => [kind, name, text] as const));

  test.each(cases)('%s of %s: it is found again', async (kind, _name, text) => {
    practice.control.addFault({ platform: 'x', kind, on: 'publish', path: '/2/tweets' });
    const end = await stage().settle(snapshotOf({ text }));
    expect(end).toEqual({ published: expect.objectContaining({ remoteId: practice.posts()[0]?.id }) });
    expect(practice.createCalls()).toBe(1);
  });

  test.each(['reset-before-accept', '500-before'] as const)(
    '%s: two looks, then it is sent again',
    async (kind) => {
      practice.control.addFault({ platform: 'x', kind, on: 'publish', path: '/2/tweets' });
      const run = stage();
      const before = practice.clock.slept;
      expect(await run.settle(snapshotOf({}))).toHaveProperty('published');
      expect(practice.posts()).toHaveLength(1);
      expect(run.journal()).toEqual(['post absent', 'post answered']);
      expect(practice.clock.slept - before).toBeGreaterThan(40_000);
    },
  );

  test('a list that lags: the second look finds it', async () => {
    practice.control.addFault({ platform: 'x', kind: 'reset-after-accept', path: '/2/tweets' });
    practice.control.addFault({ platform: 'x', kind: 'lagging-list', path: '/2/tweets', ms: 30_000 });
    expect(await stage().settle(snapshotOf({}))).toHaveProperty(
      'published.remoteId',
      practice.posts()[0]?.id,
    );
    expect(practice.createCalls()).toBe(1);
  });

  test('a list that lags longer than we look: X calls the second one a duplicate, and it counts as published', async () => {
    practice.control.addFault({ platform: 'x', kind: 'reset-after-accept', path: '/2/tweets' });
    practice.control.addFault({ platform: 'x', kind: 'lagging-list', path: '/2/tweets', ms: 600_000 });
    const end = await stage().settle(snapshotOf({}));
    expect(end).toEqual({ published: { remoteId: null, permalink: null } });
    expect(practice.posts()).toHaveLength(1);
  });

  test('a thread that broke goes on where it broke', async () => {
    const snapshot = snapshotOf({
      kind: 'thread',
      text: 'One',
      options: { thread: ['Two', 'Three', 'Four'] },
    });
    practice.control.addFault({ platform: 'x', kind: '500-after-accept', path: '/2/tweets', after: 1 });
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '/2/tweets', after: 2 });
    expect(await stage().settle(snapshot)).toHaveProperty('published.remoteId', practice.posts()[0]?.id);
    expect(practice.posts().map(({ text }) => text)).toEqual(['One', 'Two', 'Three', 'Four']);
    expect(new Set(practice.posts().map(({ conversation }) => conversation)).size).toBe(1);
  });

  test('a photo without a text is found by its time', async () => {
    practice.control.addFault({ platform: 'x', kind: 'reset-after-accept', path: '/2/tweets' });
    const snapshot = snapshotOf({ kind: 'image', text: '', media: [red.media] });
    expect(await stage(red).settle(snapshot)).toHaveProperty('published.remoteId', practice.posts()[0]?.id);
    expect(practice.createCalls()).toBe(1);
  });

  test('a long text that X shows cut is found by the whole of it', async () => {
    practice.control.setAccount(practice.account.accountId, { subscription: 'Premium' });
    practice.control.setSwitches({ x: { cutsLongText: true } });
    practice.control.addFault({ platform: 'x', kind: 'reset-after-accept', path: '/2/tweets' });
    const text = 'A mug is a long story & a good one. '.repeat(20);
    expect(await stage().settle(snapshotOf({ text }))).toHaveProperty(
      'published.remoteId',
      practice.posts()[0]?.id,
    );
    expect(practice.createCalls()).toBe(1);
  });

  test("another target's post with the same text is not taken for ours", async () => {
    const { remoteId } = await stage().publish(snapshotOf({}));
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '/2/tweets' });
    const run = stage();
    const taken = [remoteId ?? ''];
    await expect(run.publish(snapshotOf({}), { taken })).rejects.toThrow('an answer we do not know');
    await expect(run.publish(snapshotOf({}), { purpose: 'look', taken })).rejects.toThrow('not there yet');
  });

  test('X that knows only one name of the fields parameter', async () => {
    for (const fieldsParameter of ['tweet.fields', 'post.fields'] as const) {
      practice.reset();
      practice.control.setSwitches({ x: { fieldsParameter } });
      practice.control.addFault({ platform: 'x', kind: 'reset-after-accept', path: '/2/tweets' });
      expect(await stage().settle(snapshotOf({}))).toHaveProperty('published');
      expect(practice.createCalls()).toBe(1);
    }
  });
});

describe('a crash at every single write to the journal', () => {
  test.each(['before', 'after'] as const)(
    '%s it is durable: each part is out once, in its place',
    async (when) => {
      const options = { thread: ['Two', 'Three'] };
      const snapshot = snapshotOf({ kind: 'thread', text: 'One', media: [red.media], options });
      for (let write = 1; ; write++) {
        practice.reset();
        const run = stage(red);
        run.crashAt(write, when);
        expect(await run.settle(snapshot)).toHaveProperty('published');
        const posts = practice.posts();
        expect(posts.map(({ text, media }) => [text, media.length])).toEqual([
          ['One', 1],
          ['Two', 0],
          ['Three', 0],
        ]);
        expect(posts.map(({ replyTo }) => replyTo)).toEqual([undefined, posts[0]?.id, posts[1]?.id]);
        if (run.writes() < write) break;
      }
    },
  );

  test('of a video in pieces: it is out once, and whole', async () => {
    const file = videoFile(1_200_000);
    const snapshot = snapshotOf({ kind: 'video', media: [file.media] });
    for (let write = 1; ; write++) {
      practice.reset();
      const run = stage(file);
      run.crashAt(write, 'before');
      expect(await run.settle(snapshot)).toHaveProperty('published');
      expect(practice.posts().map(({ media }) => media[0]?.sha256)).toEqual([file.media.hash]);
      if (run.writes() < write) break;
    }
  });
});

describe('refusals', () => {
  test('a token that ran out is renewed, and the call made again', async () => {
    practice.control.expireTokens(practice.account.accountId);
    await stage(red).publish(snapshotOf({ kind: 'image', media: [red.media] }));
    expect(practice.posts()).toHaveLength(1);
  });

  test('the same text as last week is refused for good', async () => {
    practice.control.addFault({ platform: 'x', kind: 'duplicate', path: '/2/tweets' });
    const end = await stage().settle(snapshotOf({}));
    expect(end).toMatchObject({
      refused: { error: { class: 'content', field: 'caption', alreadyThere: true } },
    });
    expect(practice.posts()).toEqual([]);
  });

  test.each([
    ['credits-depleted', 'account'],
    ['usage-capped', 'quota'],
    ['spending-limit', 'quota'],
    ['client-not-enrolled', 'account'],
    ['suspended', 'account'],
    ['locked', 'account'],
    ['too-long', 'content'],
    ['not-permitted', 'content'],
    ['old-429', 'transient'],
  ])('%s is %s, and nothing is posted', async (code, expected) => {
    practice.control.addFault({ platform: 'x', kind: 'error', code, path: '/2/tweets', times: 'always' });
    await expect(stage().publish(snapshotOf({}))).rejects.toMatchObject({ error: { class: expected } });
    expect(practice.posts()).toEqual([]);
  });

  test('a rate limit says until when', async () => {
    practice.control.addFault({ platform: 'x', kind: '429', path: '/2/tweets' });
    const failure = await stage()
      .publish(snapshotOf({}))
      .catch((caught: unknown) => caught);
    expect(failure).toMatchObject({ error: { class: 'quota', until: expect.any(Number) } });
  });
});

describe('uploads', () => {
  test('are not made again when only the post failed', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '/2/tweets' });
    const media = [red.media, blue.media];
    expect(await stage(red, blue).settle(snapshotOf({ kind: 'images', media }))).toHaveProperty('published');
    expect(practice.uploadCalls()).toBe(2);
  });

  test('are made again once when X no longer has them', async () => {
    practice.control.addFault({ platform: 'x', kind: 'error', code: 'media-ids-invalid', path: '/2/tweets' });
    await stage(red).publish(snapshotOf({ kind: 'image', media: [red.media] }));
    expect(practice.posts()).toMatchObject([{ media: [{ altText: 'A red mug' }] }]);
    expect(practice.uploadCalls()).toBe(2);
  });

  test('that X does not know twice are a refusal, and the seller can publish again', async () => {
    practice.control.addFault({
      platform: 'x',
      kind: 'error',
      code: 'media-ids-invalid',
      path: '/2/tweets',
      times: 3,
    });
    const run = stage(red);
    const snapshot = snapshotOf({ kind: 'image', media: [red.media] });
    await expect(run.publish(snapshot)).rejects.toMatchObject({
      error: { class: 'content', field: 'media' },
    });
    await run.publish(snapshot);
    expect(practice.posts()).toHaveLength(1);
    // The files of the first run are dead, so the second one must not use them again.
    expect(practice.uploadCalls()).toBe(3);
  });

  test('are made anew after a day', async () => {
    practice.control.addFault({ platform: 'x', kind: 'error', code: 'locked', path: '/2/tweets' });
    const run = stage(red);
    const snapshot = snapshotOf({ kind: 'image', media: [red.media] });
    await expect(run.publish(snapshot)).rejects.toThrow('locked');
    await practice.clock.sleepUntil(practice.clock.now() + 24 * 3_600_000);
    practice.signIn();
    await run.publish(snapshot);
    expect(practice.uploadCalls()).toBe(2);
    expect(practice.posts()).toHaveLength(1);
  });

  test('a description that X does not take does not hold up the post', async () => {
    const path = '/2/media/metadata';
    practice.control.addFault({ platform: 'x', kind: '500-before', path, times: 'always' });
    await stage(red).publish(snapshotOf({ kind: 'image', media: [red.media] }));
    expect(practice.posts()).toMatchObject([{ media: [{ altText: '' }] }]);
  });

  test.each(['reset-before-accept', '500-before'] as const)(
    'a description was left out because of one call that failed (%s)',
    async (kind) => {
      practice.control.addFault({ platform: 'x', kind, path: '/2/media/metadata' });
      await stage(red).publish(snapshotOf({ kind: 'image', media: [red.media] }));
      expect(practice.posts()).toMatchObject([{ media: [{ altText: 'A red mug' }] }]);
    },
  );

  test('of a video go on with the piece that is missing', async () => {
    practice.control.addFault({ platform: 'x', kind: '500-before', path: '*/append', after: 2 });
    const file = videoFile(3_500_000);
    const run = stage(file);
    expect(await run.settle(snapshotOf({ kind: 'video', media: [file.media] }))).toHaveProperty('published');
    expect(
      practice.control.requests({ method: 'POST' }).filter(({ path }) => path.endsWith('/append')),
    ).toHaveLength(5);
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: file.media.hash }] }]);
  });

  test('whose session is gone begin in another one', async () => {
    practice.control.addFault({
      platform: 'x',
      kind: 'error',
      code: 'media-ids-invalid',
      path: '*/append',
      after: 1,
    });
    const file = videoFile(2_500_000);
    await stage(file).publish(snapshotOf({ kind: 'video', media: [file.media] }));
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: file.media.hash }] }]);
    expect(practice.control.requests({ path: '/2/media/upload/initialize' })).toHaveLength(2);
  });

  test('whose sessions are gone again and again are put off, not repeated for ever', async () => {
    practice.control.addFault({
      platform: 'x',
      kind: 'error',
      code: 'media-ids-invalid',
      path: '*/append',
      times: 3,
    });
    const file = videoFile(100_000);
    const run = stage(file);
    const snapshot = snapshotOf({ kind: 'video', media: [file.media] });
    await expect(run.publish(snapshot)).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    expect(practice.control.requests({ path: '/2/media/upload/initialize' })).toHaveLength(3);
    await practice.clock.sleepUntil(practice.clock.now() + 11 * 60_000);
    await run.publish(snapshot);
    expect(practice.posts()).toHaveLength(1);
  });

  test('that X cannot use are refused with its words, and can be tried again', async () => {
    practice.control.addFault({ platform: 'x', kind: 'processing-failed', path: '*/finalize' });
    const file = videoFile(100_000);
    const run = stage(file);
    const snapshot = snapshotOf({ kind: 'video', media: [file.media] });
    await expect(run.publish(snapshot)).rejects.toThrow('“Unsupported video format”');
    await practice.clock.sleepUntil(practice.clock.now() + 11 * 60_000);
    await run.publish(snapshot);
    expect(practice.posts()).toHaveLength(1);
  });

  test('that X works on for long are waited for, over more than one try', async () => {
    practice.control.setSwitches({ x: { checkAfterSecs: 100 } });
    practice.control.addFault({ platform: 'x', kind: 'slow-processing', path: '*/finalize', polls: 12 });
    const file = videoFile(100_000);
    const run = stage(file);
    const snapshot = snapshotOf({ kind: 'video', media: [file.media] });
    await expect(run.publish(snapshot)).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    expect(await run.settle(snapshot)).toHaveProperty('published');
    expect(practice.control.requests({ path: '/2/media/upload/initialize' })).toHaveLength(1);
  });
});
