import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MediaView } from '#shared/contract/media.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { middle, type Recipe } from '#shared/model/rendition.ts';
import { clip } from '../media/video.suite.ts';
import { DAY, type Desk, draftFor, openDesk, photo } from '../desk.suite.ts';
import { targetsOf } from '../store/targets.ts';
import { unusedMedia } from '../store/media.ts';

let desk: Desk;
let webp: MediaView;
beforeAll(async () => {
  desk = await openDesk();
  const bytes = await sharp(await photo('#336699', 1200, 1600))
    .webp()
    .toBuffer();
  webp = (await desk.upload(bytes, 'mug.webp')).body;
});
afterAll(() => desk.close());

const recipe: Recipe = {
  type: 'image/jpeg',
  width: 1000,
  height: 1500,
  frame: 'crop',
  focus: middle,
  maxBytes: 10_000_000,
};
const fit = (id: string, wanted: Recipe = recipe) =>
  desk.ok<MediaView>('POST', `/api/media/${id}/renditions`, { recipe: wanted });

describe('a rendition', () => {
  test('is what the recipe says, with the description and name of its source, and not in the library', async () => {
    await desk.ok('PATCH', `/api/media/${webp.id}`, { altText: 'A blue mug' });
    const made = await fit(webp.id);
    expect(made).toMatchObject({
      type: 'image/jpeg',
      width: 1000,
      height: 1500,
      altText: 'A blue mug',
      name: 'mug.webp',
    });
    const file = await desk.app.fetch(new Request(`http://app${made.url}`));
    expect(await sharp(Buffer.from(await file.arrayBuffer())).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1000,
    });
    const { items } = await desk.ok<{ items: MediaView[] }>('GET', '/api/media');
    expect(items.map(({ id }) => id)).toEqual([webp.id]);
  });

  test('made again by the same recipe is the same file; by another it is another', async () => {
    const [once, again] = [await fit(webp.id), await fit(webp.id)];
    expect(again.id).toBe(once.id);
    expect((await fit(webp.id, { ...recipe, frame: 'pad' })).id).not.toBe(once.id);
  });

  test('of a rendition is made from its source', async () => {
    const small = await fit(webp.id, { ...recipe, width: 100, height: 150 });
    const large = await fit(small.id, { ...recipe, width: 1100, height: 1500 });
    expect(large.id).toBe((await fit(webp.id, { ...recipe, width: 1100, height: 1500 })).id);
  });

  test('that the seller adds as a file of their own is in the library from then on', async () => {
    const made = await fit(webp.id, { ...recipe, width: 400, height: 600 });
    const bytes = Buffer.from(
      await (await desk.app.fetch(new Request(`http://app${made.url}`))).arrayBuffer(),
    );
    expect((await desk.upload(bytes)).body.id).toBe(made.id);
    const { items } = await desk.ok<{ items: MediaView[] }>('GET', '/api/media');
    expect(items.map(({ id }) => id)).toContain(made.id);
    expect((await fit(webp.id, { ...recipe, width: 400, height: 600 })).id).toBe(made.id);
    await desk.ok('DELETE', `/api/media/${made.id}`);
  });

  test.each([
    ['a file that is not there', async () => '0190a1b2-0000-7000-8000-000000000000', 404, 'NOT_FOUND'],
    ['a video', async () => (await desk.upload(await clip(), 'mug.mp4')).body.id, 422, 'MEDIA_REFUSED'],
  ])('is not made of %s', async (_what, idOf, status, code) => {
    const path = `/api/media/${await idOf()}/renditions`;
    expect(await desk.refused('POST', path, { recipe })).toMatchObject({ status, code });
  });

  test('of more pixels than the memory is for is refused', async () => {
    const huge = { ...recipe, width: 20_000, height: 20_000 };
    expect(await desk.refused('POST', `/api/media/${webp.id}/renditions`, { recipe: huge })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'recipe',
    });
  });

  test('by a recipe that makes no sense is refused by its field', async () => {
    const wrong = { ...recipe, width: 0 };
    expect(await desk.refused('POST', `/api/media/${webp.id}/renditions`, { recipe: wrong })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'recipe.width',
    });
  });
});

describe('an account that has a rendition', () => {
  test('gets it, and the others get the original: what was previewed is frozen', async () => {
    const [pins, page] = [
      await desk.account('Pins', { platform: 'pinterest' }),
      await desk.account('Clay', { platform: 'x' }),
    ];
    const made = await fit(webp.id);
    const draft = draftFor([pins, page], 'A mug', {
      media: [{ mediaId: webp.id, altText: 'Blue, of stoneware' }],
    });
    const as = (fitted: Record<string, string>) => ({
      ...draft,
      targets: draft.targets.map((target) => ({
        ...target,
        options: target.connectionId === pins ? { board: '1', fitted } : {},
      })),
    });
    const when = { at: new Date(desk.clock.ms + DAY).toISOString() };
    const plan = (draft: unknown) => ({ draft, when });
    expect(await desk.refused('POST', '/api/schedule', plan(as({})))).toMatchObject({ code: 'OVER_LIMIT' });

    const lights = await desk.ok<{ light: string }[]>('POST', '/api/targets/check', {
      draft: as({ [webp.id]: made.id }),
    });
    expect(lights.map(({ light }) => light)).toEqual(['green', 'green']);
    const { post } = await desk.ok<{ post: PostView }>(
      'POST',
      '/api/schedule',
      plan(as({ [webp.id]: made.id })),
    );
    expect(post.media.map(({ id }) => id)).toEqual([webp.id]);
    expect(post.named.map(({ id }) => id)).toEqual([made.id]);

    const frozen = new Map(
      targetsOf(desk.desktop.store.db, [post.id]).map(({ target }) => [target.connectionId, target.snapshot]),
    );
    expect(frozen.get(pins)?.media).toMatchObject([
      { hash: made.hash, type: 'image/jpeg', altText: 'Blue, of stoneware' },
    ]);
    expect(frozen.get(pins)?.options).toEqual({ board: '1' });
    expect(frozen.get(page)?.media).toMatchObject([{ hash: webp.hash, type: 'image/webp' }]);
  });

  test('keeps it and its source while the post may go out, also when the file is taken out of the library', async () => {
    const { db } = desk.desktop.store;
    const pins = await desk.account('More pins', { platform: 'pinterest' });
    const { body: source } = await desk.upload(
      await sharp(await photo('#113355', 900, 900))
        .webp()
        .toBuffer(),
    );
    const made = await fit(source.id, { ...recipe, width: 900, height: 900 });
    const draft = draftFor([pins], 'Pinned', { media: [{ mediaId: source.id, altText: '' }] });
    const targets = draft.targets.map((target) => ({
      ...target,
      options: { board: '1', fitted: { [source.id]: made.id } },
    }));
    const when = { at: new Date(desk.clock.ms + DAY).toISOString() };
    await desk.ok('POST', '/api/schedule', {
      draft: { ...draft, targets },
      when,
    });
    await desk.ok('DELETE', `/api/media/${source.id}`);
    const unused = () => unusedMedia(db, desk.clock.ms + 9 * DAY).map(({ id }) => id);
    expect(unused()).not.toContain(source.id);
    expect(unused()).not.toContain(made.id);
  });

  test('keeps it for as long as it may be needed', async () => {
    const { db } = desk.desktop.store;
    const stray = await fit(webp.id, { ...recipe, width: 200, height: 300 });
    const used = await fit(webp.id);
    const unused = () => unusedMedia(db, desk.clock.ms - DAY).map(({ id }) => id);
    expect(unused()).not.toContain(stray.id);
    desk.clock.ms += 2 * DAY;
    expect(unused()).toContain(stray.id);
    expect(unused()).not.toContain(used.id);
    expect((await fit(webp.id, { ...recipe, width: 200, height: 300 })).id).toBe(stray.id);
    expect(unused()).not.toContain(stray.id);
  });
});
