import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '#practice/faults.ts';
import { errorOf } from '../../publishing/journal.ts';
import type { Account, Finding } from '../platform.ts';
import { createStillClock, sha256 } from '../stage.suite.ts';
import { facebook } from './index.ts';
import { findStory, type StoryAnswer, videoLooks } from './reconcile.ts';
import { refusal, scripted } from './scripted.suite.ts';
import { createStage, pageId, photo, snapshot, type Stage, video } from './stage.suite.ts';

const MINUTE = 60_000;
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
const fault = (kind: FaultInput['kind'], more: Partial<FaultInput> = {}) =>
  stage.practice.control.addFault({ platform: 'facebook', kind, ...more } as FaultInput);
const files = {
  photo: async () => stage.file(await photo('teal'), 'image/jpeg'),
  video: async () => stage.file(video(3000), 'video/mp4'),
};
const storyOf = async (what: keyof typeof files) =>
  snapshot({ kind: 'story', text: 'Not shown', media: [await files[what]()] });
/** The call that shows it; of a video the other one starts the upload. */
const shows = {
  photo: { path: '*/photo_stories' },
  video: { path: '*/video_stories', after: 1 },
} as const;
const showing = (what: keyof typeof files) =>
  stage.practice.control
    .requests({ platform: 'facebook', method: 'POST', path: `/v26.0/${pageId}/${what}_stories` })
    .slice(shows[what].path === '*/video_stories' ? 1 : 0);

describe.each(['photo', 'video'] as const)('a story of a %s', (what) => {
  it('is uploaded unseen, shown by one call, without words, and found in the list', async () => {
    const story = await storyOf(what);
    const { remoteId, permalink, shortfalls } = await stage.run(story);
    const [post] = posts();
    expect(posts()).toMatchObject([
      { kind: 'story', id: remoteId, permalink, text: '', media: [{ sha256: story.media[0]?.hash }] },
    ]);
    expect(permalink).toMatch(/^https:\/\/www\.facebook\.com\/stories\//);
    expect(shortfalls).toEqual([]);
    expect(post?.state).toBe('public');
    expect(showing(what)).toHaveLength(1);
    const requests = stage.practice.control.requests({ platform: 'facebook' });
    expect(requests.flatMap(({ ignored }) => ignored)).toEqual([]);
  });

  it.each(['reset-after-accept', '500-after-accept', 'empty-body', 'html-body'] as const)(
    '%s: is looked for, not shown again',
    async (kind) => {
      fault(kind, shows[what]);
      const end = await stage.settle(await storyOf(what));
      expect(end).toMatchObject({ published: { remoteId: posts()[0]?.id } });
      expect(posts()).toHaveLength(1);
      expect(showing(what)).toHaveLength(1);
    },
  );

  it.each(['reset-before-accept', '500-before'] as const)(
    '%s: is shown once more when it surely is not there',
    async (kind) => {
      fault(kind, shows[what]);
      await stage.settle(await storyOf(what));
      expect(posts()).toHaveLength(1);
      const lines = stage.records.filter(({ visible }) => visible).map(({ state }) => state);
      expect(lines).toEqual(['absent', 'answered']);
    },
  );

  it('is found though lists lag and the photo does not name its post', async () => {
    stage.practice.control.setSwitches({ facebook: { photoNamesPost: false } });
    fault('lagging-list', { path: shows[what].path, ms: 5 * MINUTE, times: 'always' });
    fault('reset-after-accept', shows[what]);
    expect(await stage.settle(await storyOf(what))).toMatchObject({
      published: { remoteId: posts()[0]?.id },
    });
    expect(posts()).toHaveLength(1);
  });

  it('that was taken for missing makes no second one', async () => {
    const story = await storyOf(what);
    const first = await stage.run(story);
    // As if a look had not seen the story.
    stage.records.splice(stage.records.findIndex(({ visible }) => visible));
    expect(await stage.run(story)).toMatchObject({ remoteId: first.remoteId });
    expect(posts()).toHaveLength(1);
    expect(showing(what)).toHaveLength(2);
  });

  it('reads as there, and as gone when it was taken down', async () => {
    const { remoteId, permalink } = await stage.run(await storyOf(what));
    const read = () => facebook.readBack(stage.account, remoteId ?? '', 'story');
    expect(await read()).toEqual({ state: 'there', text: null, permalink });
    stage.practice.control.removePost(remoteId ?? '');
    expect(await read()).toEqual({ state: 'gone' });
  });
});

it('is read as there while lists do not show it yet', async () => {
  fault('lagging-list', { path: shows.photo.path, ms: 5 * MINUTE });
  const { remoteId, permalink } = await stage.run(await storyOf('photo'));
  expect(permalink).toBeNull();
  expect(await facebook.readBack(stage.account, remoteId ?? '', 'story')).toMatchObject({ state: 'there' });
});

it('is one photo or one video', async () => {
  const two = [await files.photo(), await files.video()];
  for (const media of [[], two]) {
    const error = await stage.run(snapshot({ kind: 'story', media })).catch(errorOf);
    expect(error).toMatchObject({ class: 'content', field: 'media' });
  }
  expect(stage.asked()).toEqual([]);
});

it('takes no first comment', async () => {
  const story = await storyOf('photo');
  await stage.run({ ...story, options: { firstComment: 'The shop' } });
  expect(stage.asked().some((line) => line.endsWith('/comments'))).toBe(false);
});

it('stands among the newest posts, which are shown without it where Facebook hides the stories', async () => {
  const since = stage.clock.now();
  await stage.run(snapshot({ text: 'New mugs' }));
  stage.nextTarget();
  stage.clock.set(stage.clock.now() + MINUTE);
  const { remoteId, permalink } = await stage.run(await storyOf('photo'));
  const newest = await facebook.newestPosts(stage.account, since);
  expect(newest.map(({ text, mediaCount }) => [text, mediaCount])).toEqual([
    ['', 1],
    ['New mugs', 0],
  ]);
  expect(newest[0]).toMatchObject({ remoteId, permalink });
  fault('error', { code: '10', path: '*/stories' });
  expect(await facebook.newestPosts(stage.account, since)).toHaveLength(1);
});

it('sends the photo as it is', async () => {
  const bytes = await photo('olive');
  await stage.run(snapshot({ kind: 'story', media: [stage.file(bytes, 'image/jpeg', 'An olive mug')] }));
  expect(posts()[0]?.media).toMatchObject([{ sha256: sha256(bytes), altText: 'An olive mug' }]);
});

describe('looking', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const listed = (media_id: string) => ({
    post_id: '3344',
    status: 'published',
    creation_time: String(now / 1000),
    media_type: 'photo',
    media_id,
    url: 'https://www.facebook.com/stories/1029/3344',
  });

  function look(script: Parameters<typeof scripted>[0], ofVideo = false, looks = 0) {
    const { http, requests } = scripted(script);
    const account = {
      accountId: '1029',
      clientId: 'ours',
      token: async () => 't',
      http,
      clock: createStillClock(now),
    } as unknown as Account;
    const shown = { mediaId: '7001', isVideo: ofVideo };
    return { finding: findStory(account, shown, { startedAt: now, looks }), requests };
  }

  it('asks for the stories from two minutes before the call', async () => {
    const { finding, requests } = look(() => ({ data: [listed('7001')] }));
    expect(await finding).toEqual({
      kind: 'found',
      answer: { id: '1029_3344', permalink: 'https://www.facebook.com/stories/1029/3344' },
    });
    const url = new URL(requests[0]?.url ?? '');
    expect(url.pathname).toBe('/v26.0/1029/stories');
    expect(url.searchParams.get('since')).toBe(String(now / 1000 - 120));
  });

  const answers =
    (list: unknown, node: unknown) =>
    ({ url }: { url: string }) =>
      url.includes('/stories') ? list : node;
  const none = { data: [] };
  const status = (publishing_phase: Record<string, string>) => ({ status: { publishing_phase } });

  it.each<[string, unknown, unknown, Finding<StoryAnswer>['kind']]>([
    ['of another photo', { data: [listed('7002')] }, {}, 'absent'],
    ['named by the photo', none, { page_story_id: '1029_3344' }, 'found'],
    ['of a photo that names none', none, refusal(400, 100), 'absent'],
    ['beyond the list', { ...none, paging: { next: 'https://graph.facebook.com/x' } }, {}, 'unsure'],
    ['in a list that is refused', refusal(403, 10), {}, 'unsure'],
  ])('sees a story of a photo that is %s', async (_what, list, node, kind) => {
    expect((await look(answers(list, node)).finding).kind).toBe(kind);
  });

  it.each<[string, unknown, number, Finding<StoryAnswer>['kind']]>([
    ['named by its video', { post_id: '3344' }, 0, 'found'],
    ['published, its id to come', status({ publish_status: 'published' }), 0, 'unsure'],
    ['published, its id never told', status({ publish_status: 'published' }), videoLooks.length - 1, 'found'],
    ['not finished', status({ publish_status: 'draft' }), 0, 'absent'],
    ['hidden', refusal(400, 100, 33), 0, 'absent'],
    ['not clear', {}, 0, 'unsure'],
  ])('sees a story of a video that is %s', async (_what, node, looks, kind) => {
    expect((await look(answers(none, node), true, looks).finding).kind).toBe(kind);
  });
});
