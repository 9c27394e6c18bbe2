import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import { DAY, type Desk, draftFor, MINUTE, MORNING, openDesk, photo } from '../desk.suite.ts';
import { unusedMedia } from '../store/media.ts';
import { purgeTrash, requirePost } from '../store/posts.ts';
import { findTarget, targetsOf } from '../store/targets.ts';
import { bringTo } from './publisher.suite.ts';
import { snapshotOf } from './snapshot.ts';

let desk: Desk;
let mara: string;
let shop: string;

beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
  shop = await desk.account('Shop', { platform: 'facebook' });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.ms = MORNING;
});

const get = (id: string) => desk.ok<PostView>('GET', `/api/posts/${id}`);
const edit = (post: PostView, draft: DraftInput) =>
  desk.ok<PostView>('PATCH', `/api/posts/${post.id}`, { expectedRevision: post.revision, draft });
const schedule = async (draft = draftFor([mara])) =>
  (await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft, when: { now: true } })).post;
const revisions = (id: string) =>
  desk.ok<{ revision: number; draft: DraftInput }[]>('GET', `/api/posts/${id}/revisions`);
const restoreTo = (post: PostView, revision: number) =>
  desk.ok<PostView>('POST', `/api/posts/${post.id}/revisions/${revision}/restore`, {
    expectedRevision: post.revision,
  });

describe('a draft', () => {
  test('is kept with its photos in order, and one key makes one', async () => {
    const { body: first } = await desk.upload(await photo('#111111'), 'first.jpg');
    const { body: second } = await desk.upload(await photo('#222222'), 'second.jpg');
    const media = [
      { mediaId: second.id, altText: 'A mug from behind' },
      { mediaId: first.id, altText: '' },
    ];
    const draft = draftFor([mara], 'With photos', { media, tone: 'playful', category: 'mugs' });
    const key = 'one-draft-only';
    const post = await desk.ok<PostView>('POST', '/api/posts', { draft, key });
    expect(post).toMatchObject({ caption: 'With photos', tone: 'playful', category: 'mugs', revision: 1 });
    expect(post.media.map(({ id, altText, uses }) => [id, altText, uses])).toEqual([
      [second.id, 'A mug from behind', 1],
      [first.id, '', 1],
    ]);
    expect(post.targets).toMatchObject([{ kind: 'images', state: 'draft', accountName: 'Mara' }]);
    expect(await desk.ok('POST', '/api/posts', { draft, key })).toEqual(post);
  });

  test('names the photo that is not there', async () => {
    const { body } = await desk.upload(await photo('#333333'));
    const unknown = body.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const media = [body.id, unknown].map((mediaId) => ({ mediaId, altText: '' }));
    expect(await desk.refused('POST', '/api/posts', { draft: draftFor([], '', { media }) })).toMatchObject({
      status: 404,
      message: 'One of the photos is not in the library any more. Add it again.',
      field: 'media.1',
      action: 'choose-media',
    });
  });

  test('follows the accounts that are chosen', async () => {
    const post = await desk.post(draftFor([mara]));
    const both = await edit(post, draftFor([shop, mara]));
    expect(both.targets.map(({ accountName }) => accountName)).toEqual(['Shop', 'Mara']);
    const other = await edit(both, draftFor([shop]));
    expect(other.targets.map(({ accountName }) => accountName)).toEqual(['Shop']);
  });
});

describe('what it said before', () => {
  test('a burst of autosaves is one version, a pause makes another', async () => {
    let post = await desk.post(draftFor([mara], 'N'));
    for (const caption of ['Ne', 'New', 'New mugs']) {
      desk.clock.ms += 500;
      post = await edit(post, draftFor([mara], caption));
    }
    desk.clock.ms += 10 * MINUTE;
    post = await edit(post, draftFor([mara], 'Entirely new'));
    const said = (await revisions(post.id)).map(({ draft }) => draft.caption);
    expect(said).toEqual(['Entirely new', 'New mugs']);
  });

  test('a version that took something away within seconds does not swallow what was there', async () => {
    let post = await desk.post(draftFor([mara], 'New mugs are in the shop'));
    post = await edit(post, draftFor([mara], ''));
    post = await edit(post, draftFor([mara], 'Bowls'));
    const said = (await revisions(post.id)).map(({ draft }) => draft.caption);
    expect(said).toEqual(['Bowls', 'New mugs are in the shop']);
  });

  test('an earlier version becomes the newest, and the one it replaces stays', async () => {
    const post = await desk.post(draftFor([mara], 'Before', { tone: 'urgent' }));
    desk.clock.ms += MINUTE;
    const changed = await edit(post, draftFor([shop], 'After'));
    desk.clock.ms += MINUTE;
    const restored = await restoreTo(changed, 1);
    expect(restored).toMatchObject({ caption: 'Before', tone: 'urgent', revision: 3 });
    expect(restored.targets.map(({ connectionId }) => connectionId)).toEqual([mara]);
    expect((await revisions(post.id)).map(({ draft }) => draft.caption)).toEqual([
      'Before',
      'After',
      'Before',
    ]);
  });

  test('a version with an account and a photo that are gone is restored without them', async () => {
    const gone = await desk.account('Gone');
    const { body: file } = await desk.upload(await photo('#444444'));
    const media = [{ mediaId: file.id, altText: '' }];
    const post = await desk.post(draftFor([mara, gone], 'With all', { media }));
    desk.clock.ms += MINUTE;
    const bare = await edit(post, draftFor([mara], 'Without'));
    await desk.ok('DELETE', `/api/connections/${gone}`);
    await desk.ok('DELETE', `/api/media/${file.id}`);
    desk.desktop.store.raw.prepare('DELETE FROM media WHERE id = ?').run(file.id);
    const restored = await restoreTo(bare, 1);
    expect(restored).toMatchObject({ caption: 'With all', media: [] });
    expect(restored.targets.map(({ connectionId }) => connectionId)).toEqual([mara]);
  });

  test('a version that is not kept is refused with a sentence', async () => {
    const post = await desk.post(draftFor([mara]));
    const body = { expectedRevision: post.revision };
    expect(await desk.refused('POST', `/api/posts/${post.id}/revisions/7/restore`, body)).toMatchObject({
      status: 404,
      message: 'This earlier version is not kept any more.',
    });
  });
});

describe('the trash', () => {
  test('deleting cancels what is planned; deleting again changes nothing', async () => {
    const post = await schedule();
    expect(await desk.ok('DELETE', `/api/posts/${post.id}`)).toEqual({ removed: true });
    const trashed = await get(post.id);
    expect(trashed).toMatchObject({ deletedAt: MORNING, targets: [] });
    expect(findTarget(desk.desktop.store.db, post.targets[0]?.id ?? '')?.target.state).toBe('canceled');
    expect(await desk.ok('DELETE', `/api/posts/${post.id}`)).toEqual({ removed: false });
    expect(await get(post.id)).toEqual(trashed);
    expect(await desk.ok('DELETE', `/api/posts/${mara}`)).toEqual({ removed: false });
  });

  test('a publisher that had it claimed has lost the right', async () => {
    const post = await schedule();
    const claim = await bringTo(desk, post, 'claimed');
    await desk.ok('DELETE', `/api/posts/${post.id}`);
    const target = findTarget(desk.desktop.store.db, claim.targetId)?.target;
    expect(target?.state).toBe('canceled');
    expect(target?.fence).toBeGreaterThan(claim.fence);
  });

  test('it comes back as a draft: nothing goes out without being scheduled again', async () => {
    const post = await schedule();
    await desk.ok('DELETE', `/api/posts/${post.id}`);
    const back = await desk.ok<PostView>('POST', `/api/posts/${post.id}/restore`);
    expect(back).toMatchObject({
      caption: post.caption,
      deletedAt: null,
      targets: [{ state: 'draft', when: null }],
    });
  });

  test('restoring a post that is not in the trash does not bring back accounts that were left', async () => {
    const post = await schedule(draftFor([mara, shop]));
    const mine = post.targets.find(({ connectionId }) => connectionId === mara);
    await bringTo(desk, post, 'missed', { targetId: mine?.id ?? '' });
    await desk.ok('POST', `/api/schedule/${post.id}/resolve`, {
      targetId: mine?.id,
      decision: { is: 'drop' },
    });
    const before = await get(post.id);
    expect(await desk.ok('POST', `/api/posts/${post.id}/restore`)).toEqual(before);
  });

  test.each([
    ['sending', /being published right now/],
    ['unknown', /not sure whether this post went out/],
  ] as const)(
    'a post that is %s is not thrown away: what is looked for could still be sent once more',
    async (state, message) => {
      const post = await schedule();
      await bringTo(desk, post, state, { nextLookAt: MORNING });
      const refused = await desk.refused('DELETE', `/api/posts/${post.id}`);
      expect(refused).toMatchObject({ status: 409, code: 'TOO_LATE' });
      expect(refused.message).toMatch(message);
      expect((await get(post.id)).deletedAt).toBeNull();
    },
  );

  test('what is out stays out and keeps its receipt, also when the trash is emptied', async () => {
    const [kept, confirmed, plain] = [await schedule(), await schedule(), await desk.post(draftFor([mara]))];
    await bringTo(desk, kept, 'published');
    await bringTo(desk, confirmed, 'unknown');
    await desk.ok('POST', `/api/schedule/${confirmed.id}/resolve`, {
      targetId: confirmed.targets[0]?.id,
      decision: { is: 'published' },
    });
    for (const { id } of [kept, confirmed, plain]) await desk.ok('DELETE', `/api/posts/${id}`);
    purgeTrash(desk.desktop.store.db, MORNING + DAY);
    expect((await get(kept.id)).targets).toMatchObject([{ state: 'published', remoteId: 'remote-1' }]);
    expect((await get(confirmed.id)).targets).toMatchObject([{ state: 'published', remoteId: null }]);
    expect(await desk.refused('GET', `/api/posts/${plain.id}`)).toMatchObject({
      status: 404,
      message: 'This post does not exist any more.',
    });
  });
});

test('a thumbnail is frozen with the post, and stays while a post names it', async () => {
  const channel = await desk.account('Channel', { platform: 'youtube' });
  const { body: file } = await desk.upload(await photo('#446688'));
  const draft = draftFor([channel], 'A mug');
  const withThumbnail = (thumbnail: string) => ({
    ...draft,
    targets: draft.targets.map((target) => ({ ...target, options: { title: 'A mug', thumbnail } })),
  });
  const post = await desk.ok<PostView>('POST', '/api/posts', { draft: withThumbnail(file.id) });
  await desk.ok('DELETE', `/api/media/${file.id}`);
  const { db } = desk.desktop.store;
  const unused = () => unusedMedia(db, 0).map(({ id }) => id);
  expect(unused()).not.toContain(file.id);
  const [row] = targetsOf(db, [post.id]);
  const frozen = (thumbnail: string) => {
    if (row === undefined) throw new Error('the target is gone');
    const target = { ...row.target, options: { title: 'A mug', thumbnail } };
    return snapshotOf(db, requirePost(db, post.id), { ...row, target }, [], true).snapshot.thumbnail;
  };
  expect(frozen(file.id)).toMatchObject({ mediaId: file.id, type: 'image/jpeg', size: file.size });
  expect(() => frozen('m-unknown')).toThrow('not in the library any more');
  await edit(post, draftFor([channel], 'A mug'));
  expect(unused()).toContain(file.id);
});

test('a photo that was taken off a post stays while it may still go out as it was scheduled', async () => {
  const { body: file } = await desk.upload(await photo('#555555'));
  const media = [{ mediaId: file.id, altText: '' }];
  const post = await schedule(draftFor([mara, shop], 'Photo', { media }));
  const mine = post.targets.find(({ connectionId }) => connectionId === mara);
  await bringTo(desk, post, 'unknown', { targetId: mine?.id ?? '' });
  await edit(post, draftFor([mara, shop], 'No photo'));
  await desk.ok('DELETE', `/api/media/${file.id}`);
  const unused = () => unusedMedia(desk.desktop.store.db, 0).map(({ id }) => id);
  expect(unused()).not.toContain(file.id);
  await desk.ok('POST', `/api/schedule/${post.id}/resolve`, { targetId: mine?.id, decision: { is: 'drop' } });
  expect(unused()).toContain(file.id);
});
