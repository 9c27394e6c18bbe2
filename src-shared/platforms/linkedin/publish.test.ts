import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PublishFailure } from '../../model/publish-error.ts';
import { Unresolved } from '../../publishing/journal.ts';
import type { Account, Published } from '../platform.ts';
import { type End, photoFile, snapshotOf, type TestFile, videoFile } from '../stage.suite.ts';
import { linkedin } from './index.ts';
import { openPractice, stageOf } from './practice.suite.ts';

let practice: Awaited<ReturnType<typeof openPractice>>;
let red: TestFile;
let person: Account;
let page: Account;

beforeAll(async () => {
  practice = await openPractice();
  red = await photoFile('red', 'A red mug');
});
beforeEach(() => {
  practice.control.reset();
  person = practice.connect('person').account;
  page = practice.connect('page').account;
});
afterAll(() => practice.close());

const platform = 'linkedin';
const postCalls = () => practice.times('POST /rest/posts');
const comments = () => practice.posts().flatMap((post) => post.comments);
const lose = (
  kind: 'reset-after-accept' | 'reset-before-accept' | '500-after-accept',
  path = '/rest/posts',
) => practice.control.addFault({ platform, kind, path, method: 'POST' });

const publishedAs = (end: End): Published =>
  'published' in end ? end.published : expect.fail(JSON.stringify(end));

describe('a person’s post that got no answer', () => {
  test.each(['reset-after-accept', '500-after-accept'] as const)(
    'and was made (%s) is found by sending it again',
    async (kind) => {
      lose(kind);
      const { remoteId } = publishedAs(await stageOf(person).settle(snapshotOf({})));
      expect(practice.posts().map(({ id }) => id)).toEqual([remoteId]);
      expect(postCalls()).toBe(2);
    },
  );

  test('and was not made is made by sending it again', async () => {
    lose('reset-before-accept');
    const { remoteId } = publishedAs(await stageOf(person).settle(snapshotOf({})));
    expect(practice.posts().map(({ id }) => id)).toEqual([remoteId]);
  });

  test('with a photo is sent again with the same photo, byte by byte', async () => {
    lose('reset-after-accept');
    const wish = snapshotOf({ kind: 'image', text: 'A mug', media: [red.media] });
    publishedAs(await stageOf(person, [red]).settle(wish));
    expect(practice.posts()).toHaveLength(1);
    expect(practice.times('POST /rest/images')).toBe(1);
  });

  test('is not taken for another target’s equal post', async () => {
    const { remoteId } = await stageOf(person).publish(snapshotOf({ text: 'Said twice' }));
    lose('reset-before-accept');
    const stage = stageOf(person);
    const wish = snapshotOf({ text: 'Said twice' });
    const taken = [remoteId ?? ''];
    await expect(stage.publish(wish, { taken })).rejects.toThrow(Unresolved);
    for (const nextLookAt of [expect.any(Number), null]) {
      await practice.clock.sleepUntil(practice.clock.now() + 60_000);
      await expect(stage.publish(wish, { taken, purpose: 'look' })).rejects.toMatchObject({ nextLookAt });
    }
    expect(practice.posts()).toHaveLength(1);
  });

  test('is not sent again before half a minute has passed', async () => {
    lose('reset-after-accept');
    const stage = stageOf(person);
    const started = practice.clock.now();
    publishedAs(await stage.settle(snapshotOf({})));
    expect(practice.clock.now() - started).toBeGreaterThanOrEqual(30_000);
  });
});

describe('a Page’s post that got no answer', () => {
  test('is found in its list, without sending it again', async () => {
    practice.control.setSwitches({ linkedin: { duplicateDays: 0 } });
    lose('reset-after-accept');
    const { remoteId } = publishedAs(await stageOf(page).settle(snapshotOf({ text: 'New (mugs)' })));
    expect(practice.posts().map(({ id }) => id)).toEqual([remoteId]);
    expect(postCalls()).toBe(1);
  });

  test('is told from an equal one that another target made', async () => {
    practice.control.setSwitches({ linkedin: { duplicateDays: 0 } });
    const { remoteId: other } = await stageOf(page).publish(snapshotOf({ text: 'Said twice' }));
    lose('reset-after-accept');
    const stage = stageOf(page);
    const wish = snapshotOf({ text: 'Said twice' });
    const taken = [other ?? ''];
    await expect(stage.publish(wish, { taken })).rejects.toThrow(Unresolved);
    await practice.clock.sleepUntil(practice.clock.now() + 45_000);
    const found = await stage.publish(wish, { taken, purpose: 'look' });
    expect(found.remoteId).toBe(practice.posts()[1]?.id);
  });

  test('where the list may not be read, is asked for as a person’s is', async () => {
    practice.control.addFault({
      platform,
      kind: 'error',
      on: 'read',
      code: 'ACCESS_DENIED',
      times: 'always',
    });
    lose('reset-after-accept');
    const { remoteId } = publishedAs(await stageOf(page).settle(snapshotOf({})));
    expect(practice.posts().map(({ id }) => id)).toEqual([remoteId]);
  });
});

describe('what arrives', () => {
  test('every mark of the text', async () => {
    const text = 'New (speckled) mugs <3 [blue|red] {a} #pottery #shop_small mara@shop.example 5*3 ~ \\o/ #1';
    await stageOf(person).publish(snapshotOf({ text }));
    expect(practice.posts()).toMatchObject([{ text }]);
  });

  test('a post of which LinkedIn does not tell the address is published all the same', async () => {
    practice.control.setSwitches({ linkedin: { namesPost: false } });
    expect(await stageOf(person).publish(snapshotOf({}))).toEqual({
      remoteId: null,
      permalink: null,
      shortfalls: [],
    });
    expect(practice.posts()).toHaveLength(1);
  });

  test('a post for connections only; a Page has none', async () => {
    const wish = snapshotOf({ options: { privacy: 'CONNECTIONS' } });
    await stageOf(person).publish(wish);
    await expect(stageOf(page).publish(wish)).rejects.toMatchObject({ error: { field: 'options' } });
    expect(practice.posts()).toHaveLength(1);
  });

  test('a photo that is not ready yet is waited for', async () => {
    practice.control.addFault({ platform, kind: 'error', code: 'MEDIA_ASSET_WAITING_UPLOAD', on: 'publish' });
    const started = practice.clock.now();
    publishedAs(await stageOf(person, [red]).settle(snapshotOf({ kind: 'image', media: [red.media] })));
    expect(practice.clock.now() - started).toBeGreaterThanOrEqual(10_000);
    expect(practice.posts()).toHaveLength(1);
  });
});

describe('a video', () => {
  const film = videoFile(9_000_000);
  const wish = snapshotOf({ kind: 'video', text: 'How a mug is made', media: [film.media] });
  const seen = () => practice.posts().map(({ media }) => media[0]?.sha256);
  const partCalls = () => practice.asked().filter((call) => call.startsWith('PUT')).length;

  test('whose upload broke off goes on with the part that is missing', async () => {
    practice.control.addFault({ platform, kind: 'reset-before-accept', method: 'PUT', after: 2 });
    const stage = stageOf(person, [film]);
    await expect(stage.publish(wish)).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    await stage.publish(wish);
    expect(seen()).toEqual([film.media.hash]);
    expect(partCalls()).toBe(4);
  });

  test('whose addresses are stale by then is sent anew', async () => {
    practice.control.addFault({ platform, kind: 'reset-before-accept', method: 'PUT', after: 2 });
    const stage = stageOf(person, [film]);
    await expect(stage.publish(wish)).rejects.toThrow(PublishFailure);
    await practice.clock.sleepUntil(practice.clock.now() + 2 * 60 * 60_000);
    await stage.publish(wish);
    expect(seen()).toEqual([film.media.hash]);
  });

  test('that was uploaded long ago is not uploaded again', async () => {
    practice.control.addFault({ platform, kind: '429', on: 'publish' });
    const stage = stageOf(person, [film]);
    await expect(stage.publish(wish)).rejects.toMatchObject({ error: { class: 'quota' } });
    await practice.clock.sleepUntil(practice.clock.now() + 24 * 60 * 60_000);
    const { account } = practice.connect('person');
    person.token = account.token;
    await stage.publish(wish);
    expect(partCalls()).toBe(3);
  });

  test('with tags of the other shape', async () => {
    practice.control.setSwitches({ linkedin: { etag: 'path' } });
    await stageOf(person, [film]).publish(wish);
    expect(seen()).toEqual([film.media.hash]);
  });

  test('that LinkedIn cannot use is refused with its reason', async () => {
    practice.control.addFault({ platform, kind: 'processing-failed', on: 'upload' });
    const refused = await stageOf(person, [film]).settle(wish);
    expect(refused).toMatchObject({ refused: { error: { class: 'content', field: 'media' } } });
    expect(practice.posts()).toEqual([]);
  });

  test('that takes its time is waited for', async () => {
    practice.control.addFault({ platform, kind: 'slow-processing', on: 'upload', polls: 20 });
    await stageOf(person, [film]).publish(wish);
    expect(seen()).toEqual([film.media.hash]);
  });
});

test('a picture that LinkedIn does not take is refused as such', async () => {
  const broken: TestFile = { ...red, bytes: red.bytes.slice(0, 100) };
  const refused = await stageOf(person, [broken]).settle(
    snapshotOf({ kind: 'image', media: [broken.media] }),
  );
  expect(refused).toMatchObject({ refused: { error: { class: 'content', field: 'media' } } });
});

describe('the first comment', () => {
  const wish = snapshotOf({ options: { firstComment: 'The shop (new): https://shop.example' } });

  test('stands below the post, once', async () => {
    const { shortfalls } = await stageOf(person).publish(wish);
    expect(comments()).toEqual(['The shop (new): https://shop.example']);
    expect(shortfalls).toEqual([]);
  });

  test('that is refused leaves the post as it is, and is told', async () => {
    practice.control.setSwitches({ linkedin: { commentsNeedFeedScope: true } });
    const { remoteId, shortfalls } = publishedAs(await stageOf(person).settle(wish));
    expect(remoteId).toBe(practice.posts()[0]?.id);
    expect(shortfalls).toEqual([expect.stringMatching(/^The first comment was not made\. .*[.”]$/s)]);
    expect(comments()).toEqual([]);
    publishedAs(await stageOf(page).settle(wish));
    expect(comments()).toHaveLength(1);
  });

  test.each(['reset-after-accept', 'reset-before-accept', '500-after-accept'] as const)(
    'that got no answer (%s) is not made twice, and is told',
    async (kind) => {
      lose(kind, '*/comments');
      const { shortfalls } = publishedAs(await stageOf(person).settle(wish));
      expect(shortfalls).toEqual([expect.stringContaining('did not say whether')]);
      expect(comments().length).toBeLessThanOrEqual(1);
      expect(practice.posts()).toHaveLength(1);
    },
  );

  test('follows when the post’s answer was lost', async () => {
    lose('reset-after-accept');
    publishedAs(await stageOf(person).settle(wish));
    expect([practice.posts().length, comments().length]).toEqual([1, 1]);
  });

  test('of a post without an address is told', async () => {
    practice.control.setSwitches({ linkedin: { namesPost: false } });
    const { shortfalls } = await stageOf(person).publish(wish);
    expect(shortfalls).toEqual([expect.stringContaining('Add it yourself.')]);
  });
});

describe('asking whether the token is taken', () => {
  test.each(['person', 'page'] as const)('of a %s', async (which) => {
    const account = which === 'person' ? person : page;
    await expect(linkedin.probe?.(account)).resolves.toBeUndefined();
    practice.control.expireTokens('mara-lind');
    await expect(linkedin.probe?.(account)).rejects.toMatchObject({ error: { class: 'token' } });
  });
});

test('a person as another app knows them is not this account', async () => {
  const stranger = { ...person, accountId: 'urn:li:person:Ab1_cD2eF3' };
  const refused = await stageOf(stranger).settle(snapshotOf({}));
  expect(refused).toMatchObject({ refused: { error: { class: 'account', reconnect: true } } });
});
