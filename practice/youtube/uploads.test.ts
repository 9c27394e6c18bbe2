import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, photo, video, youtubeAs } from '../fixture.ts';
import { type Practice, startPractice } from '../practice.ts';

const block = 256 * 1024;
const day = 24 * 60 * 60 * 1000;
const snippet = { title: 'Throwing a mug', description: 'Stoneware.', tags: ['pottery', 'hand made'] };
const status = { privacyStatus: 'public', selfDeclaredMadeForKids: false };

let practice: Practice;
let mara: Client;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T09:00:00Z');
  practice = await startPractice({ now: () => now });
  mara = youtubeAs(practice);
});
afterEach(() => practice.close());

const bytesOf = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));
const reasonOf = ({ body }: Answer): string => body.error.errors[0].reason;

const open = (value: unknown, size: number, headers: Record<string, string> = {}, part = 'snippet,status') =>
  mara.raw(
    `/upload/youtube/v3/videos?uploadType=resumable&part=${part}&notifySubscribers=true`,
    bytesOf(value),
    {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-type': 'video/mp4',
      'x-upload-content-length': String(size),
      ...headers,
    },
  );

async function session(size: number, change: object = {}): Promise<string> {
  const { headers } = await open({ snippet, status: { ...status, ...change } }, size);
  const url = new URL(headers.get('location') ?? '');
  expect(url.origin).toBe('https://www.googleapis.com');
  return url.pathname + url.search;
}

const put = (path: string, file: Uint8Array<ArrayBuffer>, start: number, end: number, type = 'video/mp4') =>
  mara.put(path, file.slice(start, end), {
    'content-type': type,
    'content-range': `bytes ${start}-${end - 1}/${file.length}`,
  });

const probe = (path: string, size: number) =>
  mara.put(path, new Uint8Array(), { 'content-range': `bytes */${size}` });

const posts = () => practice.control.posts({ platform: 'youtube' });

describe('opening an upload', () => {
  it.each([
    ['no title', { title: ' ' }, 'invalidTitle'],
    ['a title of 101', { title: 'a'.repeat(101) }, 'invalidTitle'],
    ['an angle bracket in the title', { title: 'Mugs > bowls' }, 'invalidTitle'],
    ['a description of 5001 bytes', { description: 'é'.repeat(2500) + 'a' }, 'invalidDescription'],
    ['an angle bracket in the description', { description: '<3' }, 'invalidDescription'],
    ['tags of 501 with their comma', { tags: ['a'.repeat(250), 'b'.repeat(250)] }, 'invalidTags'],
    [
      'tags of 502 with the quotes of spaces',
      { tags: [`${'a'.repeat(249)} ${'b'.repeat(250)}`] },
      'invalidTags',
    ],
    ['an unknown category', { categoryId: '999' }, 'invalidCategoryId'],
    ['an unknown field', { keywords: [] }, 'badRequest'],
  ])('refuses %s', async (_what, change, reason) => {
    const answer = await open({ snippet: { ...snippet, ...change }, status }, 10);
    expect([answer.status, reasonOf(answer)]).toEqual([400, reason]);
    expect(answer.headers.get('location')).toBeNull();
  });

  it('takes what is just within the limits', async () => {
    const full = {
      title: 'a'.repeat(100),
      description: 'é'.repeat(2500),
      tags: ['a'.repeat(250), 'b'.repeat(249)],
    };
    expect((await open({ snippet: full, status }, 10)).status).toBe(200);
  });

  it.each([
    ['a time for a public video', { publishAt: '2026-11-24T09:00:00Z' }, 'invalidPublishAt'],
    [
      'a time without an offset',
      { privacyStatus: 'private', publishAt: '2026-11-24T09:00:00' },
      'invalidPublishAt',
    ],
    ['an unknown privacy', { privacyStatus: 'friends' }, 'badRequest'],
  ])('refuses %s', async (_what, change, reason) => {
    expect(reasonOf(await open({ snippet, status: { ...status, ...change } }, 10))).toBe(reason);
  });

  it('needs type and size of the file, JSON, and every part that the body has', async () => {
    const value = { snippet, status };
    expect(reasonOf(await open(value, 10, { 'x-upload-content-type': 'image/png' }))).toBe(
      'mediaBodyRequired',
    );
    expect(reasonOf(await open(value, 0))).toBe('mediaBodyRequired');
    expect(reasonOf(await open(value, 10, { 'content-type': 'text/plain' }))).toBe('badRequest');
    expect(reasonOf(await open(value, 10, {}, 'snippet'))).toBe('badRequest');
  });

  it('makes a video public when nothing is said of its privacy', async () => {
    const file = video(100);
    const { headers } = await open({ snippet: { title: 'A mug' } }, 100);
    const { pathname, search } = new URL(headers.get('location') ?? '');
    await put(pathname + search, file, 0, 100);
    expect(posts()).toMatchObject([{ title: 'A mug', state: 'public' }]);
  });

  it('is refused for a channel that is suspended, a Google account without one, and without the permission', async () => {
    practice.control.setAccount('UCmarasclay0000000000000', { standing: 'suspended' });
    expect(reasonOf(await open({ snippet, status }, 10))).toBe('accountSuspended');
    mara = youtubeAs(practice, 'oldmarkethall');
    expect(reasonOf(await open({ snippet, status }, 10))).toBe('youtubeSignupRequired');
    mara = youtubeAs(practice, 'studioplus', ['https://www.googleapis.com/auth/youtube.readonly']);
    expect(reasonOf(await open({ snippet, status }, 10))).toBe('insufficientPermissions');
  });

  it('spends one of the 100 of the day, until midnight in California', async () => {
    practice.control.setSwitches({ youtube: { insertsPerDay: 2 } });
    await session(10);
    await session(10);
    expect(reasonOf(await open({ snippet, status }, 10))).toBe('quotaExceeded');
    now = Date.parse('2026-11-24T07:59:59Z');
    mara = youtubeAs(practice);
    expect(reasonOf(await open({ snippet, status }, 10))).toBe('quotaExceeded');
    now = Date.parse('2026-11-24T08:00:00Z');
    mara = youtubeAs(practice);
    expect((await open({ snippet, status }, 10)).status).toBe(200);
  });

  it('is refused when the channel has uploaded enough for the day', async () => {
    practice.control.setSwitches({ youtube: { channelUploadsPerDay: 1 } });
    await session(10);
    const refused = await open({ snippet, status }, 10);
    expect([refused.status, reasonOf(refused)]).toEqual([400, 'uploadLimitExceeded']);
  });
});

describe('the bytes', () => {
  const size = 2 * block + 1000;
  const file = video(size);

  it('go in pieces, and the video is there with the last one, once', async () => {
    const path = await session(size);
    const empty = await probe(path, size);
    expect([empty.status, empty.headers.get('range')]).toEqual([308, null]);
    const first = await put(path, file, 0, block);
    expect([first.status, first.headers.get('range')]).toEqual([308, `bytes=0-${block - 1}`]);
    await put(path, file, block, 2 * block);
    expect(posts()).toEqual([]);
    const last = await put(path, file, 2 * block, size);
    expect(last.status).toBe(200);
    expect(last.body).toMatchObject({ kind: 'youtube#video', snippet: { title: 'Throwing a mug' } });
    for (const again of [await probe(path, size), await put(path, file, 2 * block, size)])
      expect([again.status, again.body.id]).toEqual([200, last.body.id]);
    expect(posts()).toMatchObject([{ id: last.body.id, title: 'Throwing a mug', text: 'Stoneware.' }]);
  });

  it('may go in one', async () => {
    const path = await session(size);
    expect((await mara.put(path, file, { 'content-type': 'video/mp4' })).status).toBe(200);
  });

  it.each([
    ['a piece that is no multiple of 256 KiB', 0, block + 1, undefined],
    ['a gap', block, 2 * block, undefined],
    ['another type than was said', 0, block, 'video/quicktime'],
  ])('are refused: %s', async (_what, start, end, type) => {
    const path = await session(size);
    expect((await put(path, file, start, end, type)).status).toBe(400);
    expect((await probe(path, size)).headers.get('range')).toBeNull();
  });

  it('are refused with a size other than was said', async () => {
    expect((await put(await session(size + 1), file, 0, block)).status).toBe(400);
  });

  it('that arrived before the line was cut are kept, in whole blocks', async () => {
    const path = await session(size);
    practice.control.addFault({ platform: 'youtube', kind: 'cut-upload', bytes: block + 5000 });
    await expect(put(path, file, 0, 2 * block)).rejects.toThrow();
    expect((await probe(path, size)).headers.get('range')).toBe(`bytes=0-${block - 1}`);
    await put(path, file, block, 2 * block);
    expect((await put(path, file, 2 * block, size)).status).toBe(200);
    expect(posts()[0]?.media[0]?.bytes).toBe(size);
  });

  it('belong to the channel that opened the session, for a week', async () => {
    const path = await session(size);
    const studio = youtubeAs(practice, 'studioplus');
    expect((await studio.put(path, new Uint8Array(), { 'content-range': `bytes */${size}` })).status).toBe(
      404,
    );
    now += 7 * day + 1;
    mara = youtubeAs(practice);
    expect((await probe(path, size)).status).toBe(404);
  });
});

describe('a video', () => {
  async function made(change: object = {}): Promise<string> {
    const file = video(1000);
    return (await put(await session(1000, change), file, 0, 1000)).body.id;
  }
  const read = async (id: string, part = 'snippet,status,fileDetails') =>
    (await mara.get(`/youtube/v3/videos?part=${part}&id=${id}`)).body.items;
  const listed = async () =>
    (
      await mara.get(
        '/youtube/v3/playlistItems?part=contentDetails&playlistId=UUmarasclay0000000000000&maxResults=50',
      )
    ).body.items;

  it('is read with its numbers as strings, and with its size once it is processed', async () => {
    const id = await made();
    const [fresh] = await read(id);
    expect(fresh.status.uploadStatus).toBe('uploaded');
    expect(fresh.fileDetails).toBeUndefined();
    const [processed] = await read(id);
    expect(processed).toMatchObject({
      status: { uploadStatus: 'processed' },
      fileDetails: { fileSize: '1000' },
    });
    practice.control.setMetrics(id, { viewCount: 1204 });
    expect((await read(id, 'statistics'))[0].statistics.viewCount).toBe('1204');
  });

  it('that is private or has a time is listed for its owner, and public at its time by itself', async () => {
    const publishAt = '2026-11-24T09:00:00Z';
    const id = await made({ privacyStatus: 'private', publishAt });
    expect(await listed()).toMatchObject([{ contentDetails: { videoId: id } }]);
    expect((await read(id))[0].status).toMatchObject({
      privacyStatus: 'private',
      publishAt: '2026-11-24T09:00:00.000Z',
    });
    expect(posts()[0]?.state).toBe('scheduled');
    now = Date.parse(publishAt);
    expect(posts()[0]?.state).toBe('public');
  });

  it('that was taken down or deleted is not in any list', async () => {
    const id = await made();
    practice.control.removePost(id);
    expect([await read(id), await listed()]).toEqual([[], []]);
    const other = await made();
    expect(reasonOf(await mara.delete(`/youtube/v3/videos?id=${other}`))).toBe('insufficientPermissions');
    const owner = youtubeAs(practice, 'marasclay', ['https://www.googleapis.com/auth/youtube.force-ssl']);
    expect((await owner.delete(`/youtube/v3/videos?id=${other}`)).status).toBe(204);
    expect(await read(other)).toEqual([]);
  });

  it('that is no video fails in processing', async () => {
    const { body } = await put(await session(1000), new Uint8Array(1000), 0, 1000);
    await read(body.id);
    expect((await read(body.id))[0].status).toMatchObject({
      uploadStatus: 'failed',
      failureReason: 'invalidFile',
    });
  });

  describe('thumbnail', () => {
    const set = async (id: string, type = 'image/jpeg', bytes?: Uint8Array<ArrayBuffer>) =>
      mara.raw(`/upload/youtube/v3/thumbnails/set?videoId=${id}&uploadType=media`, bytes ?? (await photo()), {
        'content-type': type,
      });

    it('can be set over and over', async () => {
      const id = await made();
      for (let round = 0; round < 2; round++) expect((await set(id)).status).toBe(200);
      expect(posts()[0]?.media[0]?.thumbnail).toBe(`/thumbnail/youtube-${id}.webp`);
    });

    it('is refused without a phone, without a video, and when it is no picture', async () => {
      const id = await made();
      expect(reasonOf(await set('nothing'))).toBe('videoNotFound');
      expect(reasonOf(await set(id, 'image/gif'))).toBe('imageFormatUnsupported');
      expect(reasonOf(await set(id, 'image/jpeg', video(500)))).toBe('invalidImage');
      practice.control.setAccount('UCmarasclay0000000000000', { phoneVerified: false });
      expect(reasonOf(await set(id))).toBe('forbidden');
    });

    it('of a Short waits for the end of processing', async () => {
      practice.control.setSwitches({ youtube: { everyVideoIsShort: true } });
      const id = await made();
      expect(reasonOf(await set(id))).toBe('failedPrecondition');
      await read(id);
      expect((await set(id)).status).toBe(200);
    });
  });
});
