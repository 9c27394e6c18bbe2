import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../publishing/http.ts';
import { scripted } from '../facebook/scripted.suite.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { createStillClock, mediaOf, snapshotOf, videoFile } from '../stage.suite.ts';
import { publish } from './publish.ts';
import { createStage, photo, post, type Stage } from './stage.suite.ts';

/** The wire itself, by the examples of instagram.md sections 3 and 8. */
const now = Date.parse('2026-11-24T10:00:00Z');

const steps: Steps = {
  repeatable: (_name, call) => call(),
  visible: (_name, call) => call(async () => {}),
};

async function wireOf(change: Parameters<typeof snapshotOf>[0], consent = 'instagram') {
  let made = 0;
  const { http, requests } = scripted((request) => {
    if (request.url.endsWith('/media')) {
      made += 1;
      const isUpload = JSON.stringify(request.body).includes('resumable');
      const id = `1788900000000000${made}`;
      return { id, ...(isUpload ? { uri: `https://rupload.facebook.com/ig-api-upload/v26.0/${id}` } : {}) };
    }
    if (request.url.endsWith('/media_publish')) return { id: '17990000000000002' };
    if (request.url.includes('ig-api-upload')) return { success: true, message: 'Upload successful.' };
    if (request.url.includes('video_status')) return { id: '1' };
    if (request.url.includes('permalink')) return { permalink: 'https://www.instagram.com/p/DAbc123/' };
    return { status_code: 'FINISHED' };
  });
  const account: Account = {
    accountId: '17841400000000001',
    handle: 'marasclay',
    tier: 'standard',
    clientId: '990602',
    consent,
    token: async () => 'T',
    http,
    clock: createStillClock(now),
  };
  let address = 0;
  const job: PublishJob = {
    account,
    snapshot: snapshotOf(change),
    media: { read: async () => new Uint8Array() },
    publicMedia: {
      address: async () => `https://media.example/7f3a/${(address += 1)}.jpg`,
      fetchedAt: async () => null,
    },
    taken: new Set(),
  };
  const published = await publish(job, steps);
  return { published, wire: requests.map(lineOf), requests };
}

function lineOf({ method, url, body }: HttpRequest): string {
  const fields =
    body?.kind === 'form' ? ` ${body.fields.map(([name, value]) => `${name}=${value}`).join('&')}` : '';
  return `${method} ${decodeURIComponent(url)}${fields}`;
}

const file = mediaOf({ altText: 'A blue mug' });
const film = mediaOf({ type: 'video/mp4', size: 9 });
const base = 'https://graph.instagram.com/v26.0';

describe('what is asked', () => {
  test('for a photo', async () => {
    const { published, wire, requests } = await wireOf({
      kind: 'image',
      text: 'Fresh from the kiln',
      media: [file],
    });
    expect(wire).toEqual([
      `POST ${base}/17841400000000001/media caption=Fresh from the kiln&alt_text=A blue mug&image_url=https://media.example/7f3a/1.jpg`,
      `GET ${base}/17889000000000001?fields=status_code,status`,
      `POST ${base}/17841400000000001/media_publish creation_id=17889000000000001`,
      `GET ${base}/17990000000000002?fields=permalink`,
    ]);
    expect(published).toEqual({
      remoteId: '17990000000000002',
      permalink: 'https://www.instagram.com/p/DAbc123/',
      shortfalls: [],
    });
    expect(requests.every(({ headers }) => headers?.authorization === 'Bearer T')).toBe(true);
  });

  test('for a reel that is sent', async () => {
    const { wire, requests } = await wireOf(
      { kind: 'reel', text: 'How', media: [film], options: { madeWithAi: true } },
      'facebook',
    );
    const graph = 'https://graph.facebook.com/v26.0';
    expect(wire.slice(0, 3)).toEqual([
      `POST ${graph}/17841400000000001/media media_type=REELS&share_to_feed=true&caption=How&is_ai_generated=true&upload_type=resumable`,
      `GET ${graph}/17889000000000001?fields=video_status`,
      'POST https://rupload.facebook.com/ig-api-upload/v26.0/17889000000000001',
    ]);
    expect(requests[2]?.headers).toEqual({ authorization: 'OAuth T', offset: '0', file_size: '9' });
  });

  test('for a carousel: no captions but the whole one’s, and the mark on that alone', async () => {
    const media = [file, film];
    const { wire } = await wireOf({ kind: 'images', text: 'Two', media, options: { madeWithAi: true } });
    expect(wire.filter((line) => line.includes('/media '))).toEqual([
      `POST ${base}/17841400000000001/media is_carousel_item=true&alt_text=A blue mug&image_url=https://media.example/7f3a/1.jpg`,
      `POST ${base}/17841400000000001/media is_carousel_item=true&media_type=VIDEO&video_url=https://media.example/7f3a/2.jpg`,
      `POST ${base}/17841400000000001/media media_type=CAROUSEL&children=17889000000000001,17889000000000002&caption=Two&is_ai_generated=true`,
    ]);
  });

  test('for a story: no words', async () => {
    const { wire } = await wireOf({ kind: 'story', text: 'Not shown', media: [file] });
    expect(wire[0]).toBe(
      `POST ${base}/17841400000000001/media media_type=STORIES&image_url=https://media.example/7f3a/1.jpg`,
    );
  });
});

describe('the practice platform', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.practice.control.reset());

  test.each(['facebook', 'instagram'] as const)('ignores nothing of what is asked by %s', async (login) => {
    stage.signIn(login);
    const options = { madeWithAi: true, firstComment: 'The shop' };
    for (const [snapshot, files] of [
      await post({ text: 'A mug', options }, [photo('red', 'A mug')]),
      await post({ kind: 'images', text: 'Two', options }, [photo('red', 'A mug'), videoFile(3000)]),
      await post({ kind: 'reel', text: 'How', options }, [videoFile(3000)]),
      await post({ kind: 'story', text: '', options: { madeWithAi: true } }, [photo('red')]),
    ]) {
      await stage.run(snapshot, files);
      stage.nextTarget();
    }
    const asked = stage.practice.control.requests({ platform: 'instagram' });
    expect(asked.flatMap(({ ignored }) => ignored)).toEqual([]);
    expect(stage.practice.control.posts({ platform: 'instagram' })).toHaveLength(4);
  });
});
