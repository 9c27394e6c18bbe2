import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStillClock, photoFile, snapshotOf } from '../stage.suite.ts';
import { openPractice } from './practice.suite.ts';
import { newestPosts, permalink, readBack } from './read.ts';
import { accountOf, says, scriptedLine, stageOf } from './scripted.suite.ts';

let practice: Awaited<ReturnType<typeof openPractice>>;
beforeAll(async () => {
  practice = await openPractice();
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

async function posted(text: string): Promise<string> {
  const { remoteId } = await stageOf(practice.account).publish(snapshotOf({ text }));
  return remoteId ?? '';
}

describe('reading a post back', () => {
  test.each(['Mugs & bowls <new>, 5 > 4', 'See https://example.com/mugs?a=1&b=2 today', 'Coming soon 🐱'])(
    '%s reads as it was written',
    async (text) => {
      const id = await posted(text);
      expect(await readBack(practice.account, id)).toEqual({
        state: 'there',
        text,
        permalink: `https://x.com/marasclay/status/${id}`,
      });
    },
  );

  test('says nothing of a text whose link X may have completed', async () => {
    const id = await posted('See example.com/mugs');
    expect(await readBack(practice.account, id)).toMatchObject({ state: 'there', text: null });
  });

  test('a post that is gone', async () => {
    const id = await posted('New mugs');
    practice.control.removePost(id);
    expect(await readBack(practice.account, id)).toEqual({ state: 'gone' });
  });

  test('a post that was accepted and never was', async () => {
    practice.control.addFault({ platform: 'x', kind: 'vanished', path: '/2/tweets' });
    expect(await readBack(practice.account, await posted('New mugs'))).toEqual({ state: 'gone' });
  });

  test('an error that is not about being gone leaves it open', async () => {
    const type = 'https://api.x.com/2/problems/not-authorized-for-resource';
    const { http } = scriptedLine(
      says(200, { errors: [{ type, detail: 'Sorry, you are not authorized.' }] }),
    );
    expect(await readBack(accountOf(http, createStillClock()), '1')).toEqual({
      state: 'unsure',
      why: 'Sorry, you are not authorized.',
    });
  });

  test('errors beside the post do not hide it', async () => {
    const body = { data: [{ id: '1', text: 'New mugs' }], errors: [{ title: 'Field error' }] };
    const { http } = scriptedLine(says(200, body));
    expect(await readBack(accountOf(http, createStillClock()), '1')).toMatchObject({
      state: 'there',
      text: 'New mugs',
    });
  });
});

describe('the newest posts', () => {
  test('come newest first, as they were written, with their photos counted', async () => {
    const since = practice.clock.now() - 1000;
    await posted('Mugs & bowls');
    const red = await photoFile('red');
    await practice.clock.sleepUntil(practice.clock.now() + 1000);
    await stageOf(practice.account, [red]).publish(
      snapshotOf({ kind: 'image', text: 'A red one', media: [red.media] }),
    );
    const posts = await newestPosts(practice.account, since);
    expect(posts).toMatchObject([
      { text: 'A red one', mediaCount: 1 },
      { text: 'Mugs & bowls', mediaCount: 0 },
    ]);
    expect(posts.map(({ remoteId, permalink: address }) => [remoteId, address])).toEqual(
      practice
        .posts()
        .map(({ id, permalink: address }) => [id, address])
        .toReversed(),
    );
    expect(posts[0]?.createdAt).toBe(practice.posts()[1]?.createdAt);
  });

  test('of all time begin where X does', async () => {
    await posted('New mugs');
    expect(await newestPosts(practice.account, 0)).toHaveLength(1);
  });

  test('before a given time are left out', async () => {
    await posted('New mugs');
    expect(await newestPosts(practice.account, practice.clock.now() + 60_000)).toEqual([]);
  });
});

test('the address of a post works without the name', () => {
  expect(permalink({ handle: 'marasclay' }, '19')).toBe('https://x.com/marasclay/status/19');
  expect(permalink({ handle: '' }, '19')).toBe('https://x.com/i/status/19');
});
