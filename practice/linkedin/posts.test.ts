import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, photo, video } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';
import { clayOnLinkedIn, linkedinAs, maraOnLinkedIn, postBody, putTo, uploaded } from './fixture.ts';
import { personUrn } from './model.ts';

let practice: Practice;
let mara: Client & { token: string };
let clay: Client & { token: string };
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-24T09:00:00Z');
  practice = await startPractice({ now: () => now });
  mara = linkedinAs(practice, 'member');
  clay = linkedinAs(practice, 'pages');
});
afterEach(() => practice.close());

const posts = () => practice.control.posts({ platform: 'linkedin' });
const say = (commentary: string, more: object = {}) =>
  mara.json('/rest/posts', postBody(maraOnLinkedIn, commentary, more));
const sayAsPage = (commentary: string, more: object = {}) =>
  clay.json('/rest/posts', postBody(clayOnLinkedIn, commentary, more));
const enc = encodeURIComponent;

describe('a post', () => {
  it('is answered by an empty body and an id in a header', async () => {
    const { status, headers, body } = await say('New mugs');
    expect([status, body]).toEqual([201, '']);
    expect(headers.get('x-restli-id')).toMatch(/^urn:li:share:\d{19}$/);
    expect(posts()).toMatchObject([
      { id: headers.get('x-restli-id'), text: 'New mugs', account: { id: maraOnLinkedIn } },
    ]);
  });

  it('may keep its id to itself', async () => {
    practice.control.setSwitches({ linkedin: { namesPost: false } });
    const { status, headers } = await say('New mugs');
    expect([status, headers.get('x-restli-id')]).toEqual([201, null]);
  });

  it.each([
    ['an unknown field', { reshares: true }, undefined],
    ['a state that is not public', { lifecycleState: 'DRAFT' }, 'INVALID_VALUE_FOR_FIELD'],
    ['an unknown visibility', { visibility: 'EVERYONE' }, 'INVALID_VALUE_FOR_FIELD'],
    ['a missing field', { distribution: undefined }, 'MISSING_FIELD'],
    ['nothing to say', { commentary: ' ' }, 'MISSING_FIELD'],
    [
      'a link without a title',
      { content: { article: { source: 'https://shop.example' } } },
      'INVALID_VALUE_FOR_FIELD',
    ],
    [
      'a picture nobody uploaded',
      { content: { media: { id: 'urn:li:image:1' } } },
      'INVALID_VALUE_FOR_FIELD',
    ],
  ])('with %s is refused', async (_what, change, code) => {
    const { status, body } = await say('New mugs', change);
    expect([status, body.code]).toEqual([400, code]);
    expect(posts()).toEqual([]);
  });

  it('of a Page cannot be for connections only', async () => {
    expect((await sayAsPage('New', { visibility: 'CONNECTIONS' })).status).toBe(400);
    expect((await say('New', { visibility: 'CONNECTIONS' })).status).toBe(201);
  });

  it('needs the right app, the right person and the right role', async () => {
    const other = postBody(personUrn('mara-lind', practiceApps.linkedin.pages.clientId), 'New mugs');
    expect((await mara.json('/rest/posts', other)).status).toBe(403);
    expect((await mara.json('/rest/posts', postBody(clayOnLinkedIn, 'New mugs'))).status).toBe(403);
    practice.control.setAccount(clayOnLinkedIn, { roles: { 'mara-lind': 'ANALYST' } });
    expect((await sayAsPage('New mugs')).body.message).toContain('partnerApiPostsExternal.CREATE');
  });

  it('for a Page is refused while the app is in the Development tier', async () => {
    practice.control.setApp(practiceApps.linkedin.pages.clientId, { tier: 'development' });
    expect((await sayAsPage('New mugs')).status).toBe(403);
  });

  it('is counted as it was sent', async () => {
    expect((await say(`${'a'.repeat(2980)}${String.raw`\(`.repeat(10)}`)).status).toBe(201);
    const over = `${'a'.repeat(2981)}${String.raw`\(`.repeat(10)}`;
    expect((await say(over)).body.code).toBe('FIELD_LENGTH_TOO_LONG');
    practice.control.setSwitches({ linkedin: { lengthCounts: 'visible' } });
    expect((await say(over)).status).toBe(201);
  });
});

describe('little text', () => {
  it.each([
    [String.raw`New \(speckled\) mugs #pottery`, 'New (speckled) mugs #pottery'],
    [String.raw`\#1 \* \_ \~ \| \\ \{\} \[\] \<\> \@`, String.raw`#1 * _ ~ | \ {} [] <> @`],
    [String.raw`{hashtag|\#|mugs} by @[Mara's Clay](urn:li:organization:98765432)`, "#mugs by Mara's Clay"],
    ['New (speckled) mugs', 'New '],
    ['5 * 3', '5 '],
    ['me@shop.example', 'me'],
    ['C# and F#', 'C'],
    [String.raw`a\b`, 'a'],
  ])('%s is read as %s', async (commentary, shown) => {
    expect((await say(commentary)).status).toBe(201);
    expect(posts()[0]?.shown).toBe(shown);
  });
});

describe('an equal post', () => {
  it('is refused by the name of the first, also after that was deleted', async () => {
    const urn = (await sayAsPage('New mugs')).headers.get('x-restli-id') ?? '';
    const again = await sayAsPage('New  mugs ');
    expect(again.status).toBe(422);
    expect(again.body).toMatchObject({
      message: `Content is a duplicate of ${urn}`,
      errorDetails: { inputErrors: [{ code: 'DUPLICATE_POST' }] },
    });
    await clay.delete(`/rest/posts/${enc(urn)}`, { 'x-restli-method': 'DELETE' });
    now += 47 * 60 * 60_000;
    expect((await sayAsPage('New mugs')).status).toBe(422);
    now += 2 * 60 * 60_000;
    expect((await sayAsPage('New mugs')).status).toBe(201);
  });

  it('with another picture is another post', async () => {
    const first = await uploaded(practice, mara, maraOnLinkedIn, await photo());
    const second = await uploaded(practice, mara, maraOnLinkedIn, await photo());
    expect((await say('A mug', { content: { media: { id: first } } })).status).toBe(201);
    expect((await say('A mug', { content: { media: { id: first } } })).status).toBe(422);
    expect((await say('A mug', { content: { media: { id: second } } })).status).toBe(201);
  });
});

describe('pictures, documents and links', () => {
  it('one picture, or 2 to 20 with their descriptions', async () => {
    const one = await uploaded(practice, mara, maraOnLinkedIn, await photo());
    const two = await uploaded(practice, mara, maraOnLinkedIn, await photo());
    await say('One', { content: { media: { id: one, altText: 'A mug' } } });
    await say('Two', {
      content: {
        multiImage: {
          images: [
            { id: one, altText: 'A' },
            { id: two, altText: 'B' },
          ],
        },
      },
    });
    expect(posts().map(({ media }) => media.map(({ altText }) => altText))).toEqual([['A mug'], ['A', 'B']]);
    const alone = await say('Three', { content: { multiImage: { images: [{ id: one, altText: 'A' }] } } });
    expect(alone.status).toBe(400);
  });

  it('belong to the author who opened their upload', async () => {
    const urn = await uploaded(practice, clay, clayOnLinkedIn, await photo());
    expect((await say('A mug', { content: { media: { id: urn } } })).status).toBe(400);
    await expect(uploaded(practice, mara, clayOnLinkedIn, await photo())).rejects.toThrow();
  });

  it('are refused when they are none', async () => {
    const nothing = new Uint8Array([1, 2, 3]);
    await expect(uploaded(practice, mara, maraOnLinkedIn, nothing)).rejects.toThrow('INVALID_IMAGE');
    await expect(uploaded(practice, mara, maraOnLinkedIn, nothing, 'document')).rejects.toThrow(
      'INVALID_DOCUMENT',
    );
  });

  it('a document needs a title, and a while', async () => {
    const pdf = new Uint8Array(Buffer.from('%PDF-1.4 a catalogue'));
    const id = await uploaded(practice, clay, clayOnLinkedIn, pdf, 'document');
    expect((await sayAsPage('Ours', { content: { media: { id } } })).status).toBe(400);
    const content = { media: { id, title: 'Catalogue.pdf' } };
    expect((await sayAsPage('Ours', { content })).body.code).toBe('MEDIA_ASSET_WAITING_UPLOAD');
    expect((await clay.get(`/rest/documents/${enc(id)}`)).body.status).toBe('AVAILABLE');
    expect((await sayAsPage('Ours', { content })).headers.get('x-restli-id')).toMatch(/^urn:li:ugcPost:/);
    expect((await mara.get(`/rest/documents/${enc(id)}`)).status).toBe(403);
  });

  it('a link shows what it is given', async () => {
    const thumbnail = await uploaded(practice, mara, maraOnLinkedIn, await photo());
    const article = {
      source: 'https://shop.example/mug',
      title: 'The mug',
      description: 'Speckled',
      thumbnail,
    };
    expect((await say('Read on', { content: { article } })).status).toBe(201);
    expect(posts()[0]).toMatchObject({ link: article.source, media: [{ id: thumbnail }] });
  });
});

describe('a video', () => {
  const size = 5_000_000;
  const bytes = video(size);
  const octets = { 'content-type': 'application/octet-stream' };

  async function open(fileSizeBytes = size) {
    const initializeUploadRequest = {
      owner: maraOnLinkedIn,
      fileSizeBytes,
      uploadCaptions: false,
      uploadThumbnail: false,
    };
    return (await mara.json('/rest/videos?action=initializeUpload', { initializeUploadRequest })).body;
  }

  it('goes up in parts, each to its own address, and is posted when it is processed', async () => {
    const { value } = await open();
    expect(value.uploadInstructions).toMatchObject([
      { firstByte: 0, lastByte: 4_194_303 },
      { firstByte: 4_194_304, lastByte: 4_999_999 },
    ]);
    const tags: string[] = [];
    for (const { uploadUrl, firstByte, lastByte } of value.uploadInstructions) {
      const put = await putTo(practice, uploadUrl, bytes.slice(firstByte, lastByte + 1), octets);
      expect(put.headers.get('etag')).toMatch(/^".+"$/);
      tags.push(put.headers.get('etag')?.replaceAll('"', '') ?? '');
    }
    const { video: id, uploadToken } = value;
    const finish = (uploadedPartIds: string[]) =>
      mara.json('/rest/videos?action=finalizeUpload', {
        finalizeUploadRequest: { video: id, uploadToken, uploadedPartIds },
      });
    expect((await finish([...tags].reverse())).status).toBe(400);
    expect((await finish(tags.map((tag) => `"${tag}"`))).status).toBe(400);
    expect((await finish(tags)).status).toBe(200);
    const content = { media: { id, title: 'Throwing a mug' } };
    expect((await mara.get(`/rest/videos/${enc(id)}`)).body.status).toBe('PROCESSING');
    expect((await mara.get(`/rest/videos/${enc(id)}`)).body.status).toBe('AVAILABLE');
    expect((await say('A video', { content })).headers.get('x-restli-id')).toMatch(/^urn:li:ugcPost:/);
    expect((await say('A video', { content: { media: { id, altText: 'A' } } })).status).toBe(400);
  });

  it('has signed addresses, which take nothing else', async () => {
    const { value } = await open();
    const [{ uploadUrl }, second] = value.uploadInstructions;
    const part = bytes.slice(0, 4_194_304);
    const token = { ...octets, authorization: `Bearer ${mara.token}` };
    expect((await putTo(practice, uploadUrl, part, token)).status).toBe(400);
    expect((await putTo(practice, uploadUrl, part, { 'content-type': 'video/mp4' })).status).toBe(400);
    expect((await putTo(practice, second.uploadUrl, part, octets)).status).toBe(400);
    now += 61 * 60_000;
    expect((await putTo(practice, uploadUrl, part, octets)).status).toBe(404);
  });

  it('is refused when it is too small or too large', async () => {
    expect((await open(74_999)).status).toBe(422);
    expect((await open(500_000_001)).status).toBe(422);
  });
});

describe('reading back', () => {
  it('is for Pages; a member’s own posts are not shown', async () => {
    const mine = (await say('Mine')).headers.get('x-restli-id') ?? '';
    const ours = (await sayAsPage(String.raw`Ours \(new\)`)).headers.get('x-restli-id') ?? '';
    expect((await mara.get(`/rest/posts/${enc(mine)}`)).status).toBe(403);
    expect((await mara.get(`/rest/posts?q=author&author=${enc(maraOnLinkedIn)}`)).status).toBe(403);
    expect((await clay.get(`/rest/posts/${enc(mine)}`)).status).toBe(403);
    expect((await clay.get(`/rest/posts/${enc(ours)}`)).body).toMatchObject({
      id: ours,
      commentary: String.raw`Ours \(new\)`,
      createdAt: now,
    });
    const list = await clay.get(
      `/rest/posts?q=author&author=${enc(clayOnLinkedIn)}&count=10&sortBy=LAST_MODIFIED`,
    );
    expect(list.body.elements.map(({ id }: { id: string }) => id)).toEqual([ours]);
  });

  it('lists lag when they are told to', async () => {
    practice.control.addFault({ platform: 'linkedin', kind: 'lagging-list', ms: 60_000 });
    await sayAsPage('Late');
    const list = () => clay.get(`/rest/posts?q=author&author=${enc(clayOnLinkedIn)}&count=10`);
    expect((await list()).body.elements).toEqual([]);
    now += 60_000;
    expect((await list()).body.elements).toHaveLength(1);
  });
});

describe('a comment', () => {
  const comment = (urn: string, text: string) =>
    mara.json(`/rest/socialActions/${enc(urn)}/comments`, {
      actor: maraOnLinkedIn,
      object: urn,
      message: { text },
    });

  it('stands below the post as it was written', async () => {
    const urn = (await say('Mine')).headers.get('x-restli-id') ?? '';
    expect((await comment(urn, 'Link (here): https://shop.example')).status).toBe(201);
    expect(posts()[0]?.comments).toEqual(['Link (here): https://shop.example']);
    practice.control.setSwitches({ linkedin: { commentsNeedFeedScope: true } });
    expect((await comment(urn, 'More')).status).toBe(403);
    expect((await comment('urn:li:share:1', 'More')).status).toBe(403);
  });
});
