import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../publishing/http.ts';
import type { Account, PublishJob, Steps } from '../platform.ts';
import { createStillClock, mediaOf, snapshotOf } from '../stage.suite.ts';
import { publish } from './publish.ts';
import { refusal, type Script, scripted } from './scripted.suite.ts';

/** The wire itself, by the examples of facebook.md sections 3.3 and 3.5. */
const now = Date.parse('2026-11-24T10:00:00Z');
const page = 'https://graph.facebook.com/v26.0/1029';

const steps: Steps = {
  repeatable: (_name, call) => call(),
  visible: (_name, call) => call(async () => undefined),
};

async function wireOf(change: Parameters<typeof snapshotOf>[0], otherwise: Script = () => undefined) {
  const { http, requests } = scripted((request) => {
    const told = otherwise(request);
    if (told !== undefined) return told;
    const { url } = request;
    if (url.includes('/video-upload/')) return { success: true };
    if (url.endsWith('/photos')) return { id: '7001' };
    if (url.includes('/stories?')) return { data: [] };
    if (/\/9001\?/.test(url)) return { status: { video_status: 'upload_complete' } };
    if (lineOf(request).includes('upload_phase=start')) {
      const upload_url = 'https://rupload.facebook.com/video-upload/v26.0/9001';
      return { video_id: '9001', upload_url };
    }
    return { success: true, post_id: '3344' };
  });
  const account: Account = {
    accountId: '1029',
    handle: 'marasclay',
    tier: 'standard',
    clientId: '2048',
    consent: '',
    token: async () => 'T',
    http,
    clock: createStillClock(now),
  };
  const job: PublishJob = {
    account,
    snapshot: snapshotOf(change),
    media: { read: async () => new Uint8Array() },
    publicMedia: null,
    taken: new Set(),
  };
  return { published: await publish(job, steps), requests, wire: requests.map(lineOf) };
}

function lineOf({ method, url, body }: HttpRequest): string {
  const fields =
    body?.kind === 'form' ? ` ${body.fields.map(([name, value]) => `${name}=${value}`).join('&')}` : '';
  return `${method} ${decodeURIComponent(url)}${fields}`;
}

const photo = mediaOf({ altText: 'A blue mug' });
const film = mediaOf({ type: 'video/mp4', size: 9 });
const node = 'GET https://graph.facebook.com/v26.0/9001?fields=status,published,post_id,permalink_url';
const upload = 'POST https://rupload.facebook.com/video-upload/v26.0/9001';

describe('what is asked', () => {
  test('for a reel', async () => {
    const { published, wire, requests } = await wireOf({ kind: 'reel', text: 'How', media: [film] });
    expect(wire).toEqual([
      `POST ${page}/video_reels upload_phase=start`,
      node,
      upload,
      node,
      `POST ${page}/video_reels upload_phase=finish&video_id=9001&video_state=PUBLISHED&description=How`,
    ]);
    expect(requests[2]?.headers).toEqual({ authorization: 'OAuth T', offset: '0', file_size: '9' });
    const others = requests.filter((_, index) => index !== 2);
    expect(others.every(({ headers }) => headers?.authorization === 'Bearer T')).toBe(true);
    const permalink = 'https://www.facebook.com/reel/9001';
    expect(published).toEqual({ remoteId: '9001', permalink, shortfalls: [] });
  });

  test('for a story of a photo: no words', async () => {
    const { published, wire } = await wireOf({ kind: 'story', text: 'Not shown', media: [photo] });
    expect(wire.slice(0, 2)).toEqual([`POST ${page}/photos`, `POST ${page}/photo_stories photo_id=7001`]);
    expect(published).toEqual({ remoteId: '1029_3344', permalink: null, shortfalls: [] });
  });

  test('for a story of a video', async () => {
    const { published, wire } = await wireOf({ kind: 'story', media: [film] });
    expect(wire.slice(0, 5)).toEqual([
      `POST ${page}/video_stories upload_phase=start`,
      node,
      upload,
      node,
      `POST ${page}/video_stories upload_phase=finish&video_id=9001`,
    ]);
    expect(published.remoteId).toBe('1029_3344');
  });

  test('for a first comment', async () => {
    const options = { firstComment: 'The shop' };
    const made: Script = ({ url }) => (url.includes('/feed') ? { id: '1029_5566' } : undefined);
    const { wire } = await wireOf({ text: 'New mugs', options }, made);
    const post = 'https://graph.facebook.com/v26.0/1029_5566';
    expect(wire.at(-1)).toBe(`POST ${post}/comments message=The shop`);
  });
});

describe('an upload', () => {
  const answering =
    (...statuses: unknown[]): Script =>
    ({ url }) =>
      url.includes('/9001?') ? statuses.shift() : undefined;
  const status = (video_status: string) => ({ status: { video_status } });
  const starts = (wire: readonly string[]) => wire.filter((line) => line.includes('=start')).length;

  test('goes on behind what is there', async () => {
    const there = { status: { uploading_phase: { bytes_transfered: 4 } } };
    const { requests } = await wireOf({ kind: 'reel', media: [film] }, answering(there));
    expect(requests[2]?.headers).toMatchObject({ offset: '4', file_size: '9' });
  });

  test('is waited for until Facebook has it', async () => {
    const slow = answering({}, status('upload_in_progress'), status('upload_in_progress'));
    const { wire } = await wireOf({ kind: 'reel', media: [film] }, slow);
    expect(wire.filter((line) => line === node)).toHaveLength(4);
    expect(starts(wire)).toBe(1);
  });

  test.each(['expired', 'upload_failed'])('that is %s begins anew', async (gone) => {
    const { wire } = await wireOf({ kind: 'reel', media: [film] }, answering({}, status(gone)));
    expect(starts(wire)).toBe(2);
  });

  test('does not go to a place that is not Meta’s', async () => {
    const evil: Script = (request) =>
      lineOf(request).includes('=start')
        ? { video_id: '9001', upload_url: 'https://evil.example/9001' }
        : undefined;
    await expect(wireOf({ kind: 'reel', media: [film] }, evil)).rejects.toThrow('not its own');
  });
});

test('a story whose second finish is refused is out when its video says so, though nobody tells its id', async () => {
  let shown = false;
  const script: Script = (request) => {
    if (lineOf(request).includes('=finish')) {
      shown = true;
      return refusal(400, 100);
    }
    if (!shown || !request.url.includes('/9001?')) return undefined;
    return { status: { video_status: 'ready', publishing_phase: { publish_status: 'published' } } };
  };
  const { published } = await wireOf({ kind: 'story', media: [film] }, script);
  expect(published).toMatchObject({ remoteId: null, shortfalls: [] });
});
