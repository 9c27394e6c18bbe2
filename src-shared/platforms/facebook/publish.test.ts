import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PublishFailure } from '../../model/publish-error.ts';
import { sha256 } from '../stage.suite.ts';
import { createStage, pageId, photo, snapshot, type Stage, video } from './stage.suite.ts';

const megabyte = 1024 * 1024;
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.nextTarget();
  stage.practice.control.clearFaults();
});

/** The posts and requests that one piece of work made. */
async function watched<T>(work: Promise<T>) {
  const before = { asked: stage.asked().length, posts: posts().length };
  const result = await work;
  return { result, asked: stage.asked().slice(before.asked), made: posts().slice(before.posts) };
}

const posts = () => stage.practice.control.posts({ platform: 'facebook', account: pageId });

async function errorOf(work: Promise<unknown>) {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(PublishFailure);
  return (thrown as PublishFailure).error;
}

describe('text and link', () => {
  it('is one call, with the address of the post in its answer', async () => {
    const { result, asked, made } = await watched(stage.run(snapshot({ text: 'Kiln opens at six' })));
    expect(asked).toEqual([`POST /v26.0/${pageId}/feed`]);
    expect(made.map(({ text, link }) => ({ text, link }))).toEqual([
      { text: 'Kiln opens at six', link: undefined },
    ]);
    expect(result).toEqual({ remoteId: made[0]?.id, permalink: made[0]?.permalink, shortfalls: [] });
  });

  it('carries the link in its own field', async () => {
    const { made } = await watched(
      stage.run(snapshot({ kind: 'link', text: 'The mug', options: { link: 'https://shop.example/mug' } })),
    );
    expect(made[0]).toMatchObject({ text: 'The mug', link: 'https://shop.example/mug' });
  });

  it('may be a link without words', async () => {
    const { made } = await watched(
      stage.run(snapshot({ kind: 'link', options: { link: 'https://shop.example/bare' } })),
    );
    expect(made[0]).toMatchObject({ text: '', link: 'https://shop.example/bare' });
  });

  it('sends only parameters that Facebook knows, and no token in an address', async () => {
    await stage.run(snapshot({ text: 'Known parameters' }));
    const [request] = stage.practice.control.requests({ platform: 'facebook', method: 'POST' }).slice(-1);
    expect(request?.ignored).toEqual([]);
    expect(request?.url).not.toContain('access_token');
  });
});

describe('photos', () => {
  it('are uploaded unseen, then shown by one post, in order and with their descriptions', async () => {
    const media = [
      stage.file(await photo('teal'), 'image/jpeg', 'A teal mug'),
      stage.file(await photo('navy'), 'image/jpeg'),
    ];
    const { asked, made } = await watched(stage.run(snapshot({ kind: 'images', text: 'Two mugs', media })));
    expect(asked).toEqual([
      `POST /v26.0/${pageId}/photos`,
      `POST /v26.0/${pageId}/photos`,
      `POST /v26.0/${pageId}/feed`,
    ]);
    expect(made).toHaveLength(1);
    expect(made[0]?.media.map(({ sha256, altText }) => ({ sha256, altText }))).toEqual([
      { sha256: media[0]?.hash, altText: 'A teal mug' },
      { sha256: media[1]?.hash, altText: '' },
    ]);
    const requests = stage.practice.control.requests({ platform: 'facebook', method: 'POST' }).slice(-3);
    expect(requests.flatMap((request) => request.ignored)).toEqual([]);
  });

  it('are two steps even when there is one, without words', async () => {
    const media = [stage.file(await photo('olive'), 'image/jpeg')];
    const { asked, made } = await watched(stage.run(snapshot({ kind: 'image', media })));
    expect(asked).toEqual([`POST /v26.0/${pageId}/photos`, `POST /v26.0/${pageId}/feed`]);
    expect(made[0]?.media).toHaveLength(1);
  });

  it('are not uploaded again after a restart', async () => {
    const media = [
      stage.file(await photo('red'), 'image/jpeg'),
      stage.file(await photo('gold'), 'image/jpeg'),
    ];
    const post = snapshot({ kind: 'images', text: 'Uploaded once', media });
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'reset-before-accept',
      on: 'upload',
      after: 1,
    });
    await errorOf(stage.run(post));
    const { asked } = await watched(stage.run(post));
    expect(asked).toEqual([`POST /v26.0/${pageId}/photos`, `POST /v26.0/${pageId}/feed`]);
  });

  it('that are too large or of another kind are refused before anything is sent', async () => {
    const large = { ...stage.file(await photo('black'), 'image/jpeg'), size: 11 * megabyte };
    const webp = stage.file(await photo('white'), 'image/webp');
    for (const media of [[large], [webp]]) {
      const { result, asked } = await watched(errorOf(stage.run(snapshot({ kind: 'image', media }))));
      expect(result).toMatchObject({ class: 'content', field: 'media' });
      expect(asked).toEqual([]);
    }
  });

  it('that Facebook cannot read are the media’s fault', async () => {
    const media = [stage.file(new TextEncoder().encode('no photo at all'), 'image/jpeg')];
    const error = await errorOf(stage.run(snapshot({ kind: 'image', text: 'Broken', media })));
    expect(error).toMatchObject({
      class: 'content',
      field: 'media',
      code: expect.stringContaining('1366046'),
    });
  });
});

describe('a video', () => {
  it('goes in the slices Facebook asks for and is public only at the end', async () => {
    const bytes = video(9 * megabyte);
    const media = [stage.file(bytes, 'video/mp4')];
    const { result, asked, made } = await watched(
      stage.run(snapshot({ kind: 'video', text: 'How a mug is made', media })),
    );
    expect(asked).toEqual(Array(5).fill(`POST /v26.0/${pageId}/videos`));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ kind: 'video', text: 'How a mug is made' });
    expect(made[0]?.media[0]).toMatchObject({ id: result.remoteId, sha256: sha256(bytes) });
    expect(result.permalink).toBe(`https://www.facebook.com/reel/${result.remoteId}`);
    const requests = stage.practice.control.requests({ platform: 'facebook', method: 'POST' }).slice(-5);
    expect(requests.map((request) => request.status)).toEqual([200, 200, 200, 200, 200]);
    expect(stage.records.filter((record) => record.visible).map((record) => record.name)).toEqual([
      'publish video',
    ]);
  });

  it('goes on after a restart with the slice that is missing', async () => {
    const post = snapshot({
      kind: 'video',
      text: 'Cut in the middle',
      media: [stage.file(video(5 * megabyte), 'video/mp4')],
    });
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'reset-before-accept',
      path: '*/videos',
      after: 2,
    });
    await errorOf(stage.run(post));
    const { asked } = await watched(stage.run(post));
    expect(asked).toHaveLength(2);
    expect(stage.seen()).toContain('Cut in the middle');
  });

  it.each(['reset-after-accept', '500-after-accept', 'html-body'] as const)(
    'goes on behind a slice that arrived though its answer was lost (%s)',
    async (fault) => {
      const bytes = video(6 * megabyte);
      const post = snapshot({
        kind: 'video',
        text: `A lost slice, ${fault}`,
        media: [stage.file(bytes, 'video/mp4')],
      });
      stage.practice.control.addFault({ platform: 'facebook', kind: fault, path: '*/videos', after: 1 });
      await errorOf(stage.run(post));
      const { made } = await watched(stage.run(post));
      expect(made[0]?.media[0]?.sha256).toBe(sha256(bytes));
    },
  );

  it('is not refused because it was finished before', async () => {
    const post = snapshot({
      kind: 'video',
      text: 'Finished twice',
      media: [stage.file(video(2000), 'video/mp4')],
    });
    const first = await stage.run(post);
    // As if the first look had taken the finished video for an unfinished one.
    stage.records.splice(stage.records.findIndex((record) => record.visible));
    expect(await stage.run(post)).toEqual(first);
    expect(stage.seen().filter((text) => text === 'Finished twice')).toHaveLength(1);
  });

  it('stands alone', async () => {
    const clip = stage.file(video(2000), 'video/mp4');
    for (const media of [[], [clip, clip], [stage.file(await photo('grey'), 'image/jpeg')]]) {
      expect(await errorOf(stage.run(snapshot({ kind: 'video', media })))).toMatchObject({
        class: 'content',
        field: 'media',
      });
    }
  });

  describe('where Facebook does not take parts', () => {
    beforeEach(() => {
      stage.practice.control.addFault({ platform: 'facebook', kind: 'error', code: '100', path: '*/videos' });
    });

    it('goes in one piece', async () => {
      const media = [stage.file(video(3000), 'video/mp4')];
      const { result, asked, made } = await watched(
        stage.run(snapshot({ kind: 'video', text: 'In one piece', media })),
      );
      expect(asked).toHaveLength(2);
      expect(made[0]?.media[0]?.id).toBe(result.remoteId);
    });

    it('is refused when it is too large for that', async () => {
      const large = { ...stage.file(video(3000), 'video/mp4'), size: 101 * megabyte };
      const error = await errorOf(stage.run(snapshot({ kind: 'video', media: [large] })));
      expect(error).toMatchObject({ class: 'content', field: 'media' });
      expect(error.message).toContain('100 MB');
    });
  });
});

describe('refusals', () => {
  it('keep their number and the trace', async () => {
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'error',
      code: '100/1609005',
      on: 'publish',
    });
    const error = await errorOf(
      stage.run(snapshot({ kind: 'link', options: { link: 'https://shop.example/x' } })),
    );
    expect(error).toMatchObject({ class: 'content', field: 'link' });
    expect(error.code).toMatch(/^100\/1609005 trace A/);
  });

  it('for too many calls say when it goes on', async () => {
    stage.practice.control.addFault({ platform: 'facebook', kind: '429', on: 'publish' });
    const error = await errorOf(stage.run(snapshot({ text: 'Too many' })));
    expect(error).toMatchObject({ class: 'quota', until: stage.clock.now() + 19 * 60_000 });
  });

  it('of an equal text are the caption’s fault when the other post is not ours', async () => {
    await stage.run(snapshot({ text: 'Said twice' }));
    stage.nextTarget();
    stage.clock.set(stage.clock.now() + 3_600_000);
    expect(await errorOf(stage.run(snapshot({ text: 'Said twice' })))).toMatchObject({
      class: 'content',
      field: 'caption',
    });
  });

  it('of a dead Page token are met by reading it anew', async () => {
    stage.practice.control.addFault({ platform: 'facebook', kind: 'expired-token', on: 'publish' });
    const { result, made } = await watched(stage.run(snapshot({ text: 'With a fresh token' })));
    expect(made[0]?.id).toBe(result.remoteId);
  });

  it('has no threads', async () => {
    expect(await errorOf(stage.run(snapshot({ kind: 'thread', text: 'One' })))).toMatchObject({
      field: 'thread',
    });
  });
});
