import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, tiktokAs, video } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';
import contract from './contract.test-data.json' with { type: 'json' };

const hour = 60 * 60_000;
const mara = '-000mara-clay-4f1e';
const info = { title: 'Glazing day #pottery', privacy_level: 'PUBLIC_TO_EVERYONE' };
const MB = 1_000_000;

let practice: Practice;
let api: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  api = tiktokAs(practice);
});
afterEach(() => practice.close());

const plan = (size: number, chunk = size, count = 1) => ({
  source: 'FILE_UPLOAD',
  video_size: size,
  chunk_size: chunk,
  total_chunk_count: count,
});
const init = (source: object, post: object = info, as = api) =>
  as.json('/v2/post/publish/video/init/', { post_info: post, source_info: source });
const draft = (source: object) => api.json('/v2/post/publish/inbox/video/init/', { source_info: source });
const status = (publishId: string, as = api) =>
  as.json('/v2/post/publish/status/fetch/', { publish_id: publishId });
const creator = (as = api) => as.json('/v2/post/publish/creator_info/query/', {});
const codeOf = ({ body }: Answer): string => body.error.code;
const posts = () => practice.control.posts({ platform: 'tiktok' });

/** A chunk, as it is sent. `end` is exclusive. */
function put(
  address: string,
  file: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
  headers: Record<string, string> = {},
) {
  const { origin, pathname, search } = new URL(address);
  return clientOf(practice, origin).put(pathname + search, file.slice(start, end), {
    'content-type': 'video/mp4',
    'content-range': `bytes ${start}-${end - 1}/${file.length}`,
    ...headers,
  });
}

/** An upload of three chunks: 6, 6 and 8 MB. */
async function opened() {
  const file = video(20 * MB);
  const { body } = await init(plan(20 * MB, 6 * MB, 3));
  const address: string = body.data.upload_url;
  return { file, address, id: body.data.publish_id as string };
}

async function published(size = 1000, post: object = info, as = api): Promise<string> {
  const { body } = await init(plan(size), post, as);
  await put(body.data.upload_url, video(size), 0, size);
  return body.data.publish_id as string;
}

describe('the plan of chunks', () => {
  it.each(contract.chunkVectors)('of $video_size bytes is the floor', async (vector) => {
    const { video_size: size, chunk_size: chunk, total_chunk_count: count } = vector;
    expect(codeOf(await init(plan(size, chunk, count)))).toBe('ok');
    if (count > 1) expect(codeOf(await init(plan(size, chunk, count + 1)))).toBe('invalid_param');
  });

  it.each([
    ['a chunk below 5 MB', plan(20 * MB, 5 * MB - 1, 4)],
    ['a chunk above 64 MB', plan(200 * MB, 65 * MB, 3)],
    ['one chunk above 64 MB', plan(65 * MB)],
    ['a small file in several', plan(4 * MB, 2 * MB, 2)],
    ['more than 4 GB', plan(4 * 1024 ** 3 + 1, 10 * MB, 429)],
    ['no size', { ...plan(10), video_size: 0 }],
    ['another source', { source: 'PULL_FROM_URL', video_url: 'https://media.practice.example/a.mp4' }],
  ])('refuses %s', async (_what, source) => {
    expect(codeOf(await init(source))).toBe('invalid_param');
  });
});

describe('what is said of a video', () => {
  it.each([
    ['no privacy', { title: 'a' }, 'invalid_param'],
    ['a caption of 2201', { ...info, title: 'é'.repeat(2201) }, 'invalid_param'],
    ['an unknown field', { ...info, description: 'a' }, 'invalid_param'],
    [
      'a privacy of private accounts',
      { ...info, privacy_level: 'FOLLOWER_OF_CREATOR' },
      'privacy_level_option_mismatch',
    ],
    [
      'branded content that is private',
      { ...info, privacy_level: 'SELF_ONLY', brand_content_toggle: true },
      'invalid_param',
    ],
  ])('refuses %s', async (_what, post, code) => {
    expect(codeOf(await init(plan(10), post))).toBe(code);
  });

  it('is refused in another content type', async () => {
    const bytes = new Uint8Array(Buffer.from(JSON.stringify({ post_info: info, source_info: plan(10) })));
    const answer = await api.raw('/v2/post/publish/video/init/', bytes, { 'content-type': 'text/plain' });
    expect(codeOf(answer)).toBe('invalid_param');
  });

  it('needs the scope', async () => {
    const as = tiktokAs(practice, 'marasclay', { scopes: ['user.info.basic', 'video.upload'] });
    const answer = await init(plan(10), info, as);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'scope_not_authorized']);
  });
});

describe('chunks', () => {
  it('go one after the other, and the last one makes the post', async () => {
    const { file, address, id } = await opened();
    const first = await put(address, file, 0, 6 * MB);
    expect([first.status, first.headers.get('content-range')]).toEqual([206, 'bytes 0-6000000/20000000']);
    expect((await status(id)).body.data).toMatchObject({
      status: 'PROCESSING_UPLOAD',
      uploaded_bytes: 6 * MB,
      publicaly_available_post_id: [],
    });
    expect((await put(address, file, 6 * MB, 12 * MB)).status).toBe(206);
    expect(posts()).toEqual([]);
    const last = await put(address, file, 12 * MB, 20 * MB);
    expect([last.status, last.headers.get('content-range')]).toEqual([201, 'bytes 0-20000000/20000000']);
    expect(posts()).toMatchObject([
      { text: info.title, kind: 'video', account: { id: mara }, media: [{ bytes: 20 * MB }] },
    ]);
  });

  it.each([
    ['a chunk that is not in the plan', { end: 5 * MB }, 400],
    ['a hole', { start: 6 * MB, end: 12 * MB }, 416],
    ['another type', { headers: { 'content-type': 'application/octet-stream' } }, 400],
    ['another total', { headers: { 'content-range': 'bytes 0-5999999/20000001' } }, 400],
    ['a range that is not as long as the body', { headers: { 'content-range': 'bytes 0-5/20000000' } }, 400],
    ['a token', { headers: { authorization: 'Bearer act.x' } }, 400],
  ])(
    'are refused: %s',
    async (_what, {
      start = 0,
      end = 6 * MB,
      headers = {},
    }: { start?: number; end?: number; headers?: Record<string, string> }, code) => {
      const { file, address } = await opened();
      expect((await put(address, file, start, end, headers)).status).toBe(code);
    },
  );

  it('that are there already are refused with how far it is, or accepted', async () => {
    const { file, address } = await opened();
    await put(address, file, 0, 6 * MB);
    const again = await put(address, file, 0, 6 * MB);
    expect([again.status, again.headers.get('content-range')]).toEqual([416, 'bytes 0-6000000/20000000']);
    practice.control.setSwitches({ tiktok: { storedChunk: 'accepted' } });
    expect((await put(address, file, 0, 6 * MB)).status).toBe(206);
  });

  it('whose line is cut are forgotten, or kept', async () => {
    const { file, address, id } = await opened();
    const cut = { platform: 'tiktok', kind: 'cut-upload', bytes: MB } as const;
    practice.control.addFault(cut);
    await expect(put(address, file, 0, 6 * MB)).rejects.toThrow('fetch failed');
    expect((await status(id)).body.data.uploaded_bytes).toBe(0);
    practice.control.setSwitches({ tiktok: { keepsBrokenChunks: true } });
    practice.control.addFault(cut);
    await expect(put(address, file, 0, 6 * MB)).rejects.toThrow('fetch failed');
    const { uploaded_bytes: there } = (await status(id)).body.data;
    expect(there).toBe(MB);
    expect((await put(address, file, there, 6 * MB)).status).toBe(206);
  });

  it('are taken for an hour, at their own address only', async () => {
    const { file, address } = await opened();
    expect((await put(address.replace(/upload_token=.+/, 'upload_token=x'), file, 0, 6 * MB)).status).toBe(
      404,
    );
    now += hour + 1;
    expect((await put(address, file, 0, 6 * MB)).status).toBe(403);
  });

  it('of some users go to another host', async () => {
    const as = tiktokAs(practice, 'studioplus');
    const { body } = await init(plan(1000), info, as);
    expect(new URL(body.data.upload_url).hostname).toBe('upload.us.tiktokapis.com');
    expect((await put(body.data.upload_url, video(1000), 0, 1000)).status).toBe(201);
  });
});

describe('the status of a publication', () => {
  it('ends in the id of the post: a long integer, in an array, under a misspelt name', async () => {
    const id = await published();
    expect((await status(id)).body.data.status).toBe('PROCESSING_UPLOAD');
    const token = practice.control.signIn({ platform: 'tiktok', account: mara }).access_token;
    const answer = await fetch(
      `${practice.hosts['https://open.tiktokapis.com']}/v2/post/publish/status/fetch/`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=UTF-8' },
        body: JSON.stringify({ publish_id: id }),
      },
    );
    const text = await answer.text();
    const [, post] = /"publicaly_available_post_id":\[(\d+)\]/.exec(text) ?? [];
    expect(post).toBe(posts()[0]?.id);
    expect(Number.isSafeInteger(Number(post))).toBe(false);
    expect(text).toContain('"status":"PUBLISH_COMPLETE"');
  });

  it.each([
    ['a private post', { privacy_level: 'SELF_ONLY' }, {}],
    ['one that is never told', {}, { idPolls: null }],
  ])('has no id of %s', async (_what, post, switches) => {
    practice.control.setSwitches({ tiktok: { processingPolls: 0, ...switches } });
    const id = await published(1000, { ...info, ...post });
    expect((await status(id)).body.data).toMatchObject({
      status: 'PUBLISH_COMPLETE',
      publicaly_available_post_id: [],
    });
  });

  it('tells why it failed', async () => {
    const { body } = await init(plan(1000));
    await put(body.data.upload_url, new Uint8Array(1000), 0, 1000);
    await status(body.data.publish_id);
    expect((await status(body.data.publish_id)).body.data).toMatchObject({
      status: 'FAILED',
      fail_reason: 'file_format_check_failed',
    });
    expect(posts()).toMatchObject([{ state: 'failed' }]);
  });

  it('is told to its owner only, as long as it is known', async () => {
    const id = await published();
    expect(codeOf(await status(id, tiktokAs(practice, 'studioplus')))).toBe(
      'token_not_authorized_for_specified_publish_id',
    );
    expect(codeOf(await status('v_pub_file~v2-1.1'))).toBe('invalid_publish_id');
    practice.control.setSwitches({ tiktok: { publishIdHours: 24 } });
    now += 25 * hour;
    api = tiktokAs(practice);
    expect(codeOf(await status(id))).toBe('invalid_publish_id');
  });

  it('can be cancelled while it is processed', async () => {
    const id = await published();
    const cancel = () => api.json('/v2/post/publish/cancel/', { publish_id: id });
    expect(codeOf(await cancel())).toBe('ok');
    expect((await status(id)).body.data.fail_reason).toBe('publish_cancelled');
    expect(codeOf(await cancel())).toBe('invalid_param');
  });
});

describe('a draft', () => {
  it('has no words, and ends in the inbox', async () => {
    practice.control.setSwitches({ tiktok: { processingPolls: 0 } });
    const { body } = await draft(plan(1000));
    await put(body.data.upload_url, video(1000), 0, 1000);
    expect((await status(body.data.publish_id)).body.data).toMatchObject({
      status: 'SEND_TO_USER_INBOX',
      publicaly_available_post_id: [],
    });
    expect(posts()).toMatchObject([{ text: '', state: 'draft' }]);
    const words = { post_info: info, source_info: plan(10) };
    expect(codeOf(await api.json('/v2/post/publish/inbox/video/init/', words))).toBe('invalid_param');
  });

  it('is the fifth at most that waits', async () => {
    for (let count = 0; count < 5; count++) expect(codeOf(await draft(plan(10)))).toBe('ok');
    const answer = await draft(plan(10));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'spam_risk_too_many_pending_share']);
    now += 25 * hour;
    api = tiktokAs(practice);
    expect(codeOf(await draft(plan(10)))).toBe('ok');
  });
});

describe('what a creator may choose', () => {
  it('is told before each post', async () => {
    expect((await creator()).body.data).toMatchObject({
      creator_username: 'marasclay',
      creator_nickname: "Mara's Clay",
      privacy_level_options: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
      comment_disabled: false,
      stitch_disabled: true,
      max_video_post_duration_sec: 600,
    });
    const atHome = await creator(tiktokAs(practice, 'mara.at.home'));
    expect(atHome.body.data.privacy_level_options[0]).toBe('FOLLOWER_OF_CREATOR');
  });

  it.each([200, 403] as const)('is refused with status %i to whoever may not post', async (code) => {
    practice.control.setSwitches({ tiktok: { creatorRefusalStatus: code } });
    practice.control.setAccount(mara, { standing: 'banned' });
    const answer = await creator();
    expect([answer.status, codeOf(answer)]).toEqual([code, 'spam_risk_user_banned_from_posting']);
    expect((await init(plan(10))).status).toBe(403);
  });

  it('of an app that is not audited is a private post of a private account', async () => {
    const app = practiceApps.tiktok.unaudited.clientKey;
    const refused = 'unaudited_client_can_only_post_to_private_accounts';
    const privately = { ...info, privacy_level: 'SELF_ONLY' };
    const atHome = tiktokAs(practice, 'mara.at.home', { app });
    expect(codeOf(await init(plan(10), privately, tiktokAs(practice, 'marasclay', { app })))).toBe(refused);
    expect(codeOf(await init(plan(10), { ...info, privacy_level: 'FOLLOWER_OF_CREATOR' }, atHome))).toBe(
      refused,
    );
    expect(codeOf(await init(plan(10), privately, atHome))).toBe('ok');
  });

  it('ends with the posts of the day, and with the users of the app', async () => {
    practice.control.setSwitches({ tiktok: { postsPerDay: 2, usersPerDay: 1 } });
    await published();
    await published();
    expect(codeOf(await creator())).toBe('spam_risk_too_many_posts');
    expect(codeOf(await init(plan(10)))).toBe('spam_risk_too_many_posts');
    expect(codeOf(await creator(tiktokAs(practice, 'studioplus')))).toBe('reached_active_user_cap');
  });
});

describe('calls a minute', () => {
  it.each([
    ['init', 6, () => init(plan(10))],
    ['creator_info', 20, () => creator()],
    ['status', 30, () => status('v_pub_file~v2-1.1')],
  ] as const)('of %s are %i in any 60 seconds', async (_what, most, call) => {
    for (let count = 0; count < most; count++) {
      now += 1000;
      expect(codeOf(await call())).not.toBe('rate_limit_exceeded');
    }
    expect((await call()).status).toBe(429);
    now += 60_000 - most * 1000 + 1000;
    expect((await call()).status).not.toBe(429);
    expect((await call()).status).toBe(429);
  });
});

describe('the list of videos', () => {
  const fields = 'id,title,video_description,create_time,share_url';
  const list = (body: object = {}, asked = fields) => api.json(`/v2/video/list/?fields=${asked}`, body);

  beforeEach(() => practice.control.setSwitches({ tiktok: { processingPolls: 0, perMinute: null } }));

  it('has the public ones, newest first, with ids that are strings', async () => {
    for (const title of ['One', 'Two', 'Three']) {
      await published(1000, { ...info, title });
      now += 1000;
    }
    await published(1000, { ...info, privacy_level: 'SELF_ONLY' });
    const first = (await list({ max_count: 2 })).body.data;
    expect(first).toMatchObject({
      videos: [{ title: 'Three' }, { title: 'Two', id: posts()[1]?.id, share_url: posts()[1]?.permalink }],
      has_more: true,
    });
    const rest = (await list({ max_count: 2, cursor: first.cursor })).body.data;
    expect(rest).toMatchObject({ videos: [{ title: 'One' }], has_more: false });
  });

  it('cuts long texts', async () => {
    await published(1000, { ...info, title: 'a'.repeat(300) });
    expect((await list()).body.data.videos[0].title).toHaveLength(150);
  });

  it('lags where that is played, and forgets what was taken down', async () => {
    practice.control.addFault({ platform: 'tiktok', kind: 'lagging-list', ms: 45_000 });
    await published();
    expect((await list()).body.data.videos).toEqual([]);
    now += 45_000;
    expect((await list()).body.data.videos).toHaveLength(1);
    practice.control.removePost(posts()[0]?.id ?? '');
    expect((await list()).body.data.videos).toEqual([]);
  });

  it('can be asked for single ones', async () => {
    await published();
    const query = (ids: string[]) => api.json(`/v2/video/query/?fields=id`, { filters: { video_ids: ids } });
    const [post] = posts();
    expect((await query([post?.id ?? '', '1'])).body.data.videos).toEqual([{ id: post?.id }]);
    expect(codeOf(await query(Array.from({ length: 21 }, String)))).toBe('invalid_params');
  });

  it.each([
    ['unknown fields', 'id,text', {}],
    ['no fields', '', {}],
    ['more than 20', 'id', { max_count: 21 }],
  ])('refuses %s', async (_what, asked, body) => {
    expect(codeOf(await list(body, asked))).toBe('invalid_params');
  });
});
