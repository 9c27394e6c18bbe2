import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, maraOnX, photo, studioOnX, video, xAs } from '../fixture.ts';
import { type Practice, practiceApps, startPractice } from '../practice.ts';

let practice: Practice;
let mara: Client;

beforeEach(async () => {
  practice = await startPractice();
  mara = xAs(practice);
});
afterEach(() => practice.close());

async function uploaded(client = mara): Promise<string> {
  const answer = await client.multipart('/2/media/upload', {
    media: await photo(),
    media_category: 'tweet_image',
  });
  return answer.body.data.id;
}

describe('a new post', () => {
  it('answers 201 with id, text and history', async () => {
    const answer = await mara.json('/2/tweets', { text: 'New mugs are in the shop.' });
    expect(answer.status).toBe(201);
    const { id } = answer.body.data;
    expect(answer.body).toEqual({
      data: {
        id: expect.stringMatching(/^\d{19}$/),
        text: 'New mugs are in the shop.',
        edit_history_post_ids: [id],
      },
    });
    expect(answer.headers.get('x-rate-limit-remaining')).toBe('99');
  });

  it('wraps links, appends the media link and escapes', async () => {
    const text = 'Mugs & bowls https://example.com/shop';
    const answer = await mara.json('/2/tweets', { text, media: { media_ids: [await uploaded()] } });
    expect(answer.body.data.text).toMatch(
      /^Mugs &amp; bowls https:\/\/t\.co\/\w{10} https:\/\/t\.co\/\w{10}$/,
    );
    expect(practice.control.posts()[0]).toMatchObject({
      text,
      media: [{ kind: 'photo', width: 400, height: 300 }],
    });
  });

  it.each([
    ['an unknown field', { text: 'a', foo: 1 }, 400],
    ['an unknown field inside', { text: 'a', media: { media_ids: ['1'], alt: 'x' } }, 400],
    ['nothing to say', { text: '  ' }, 400],
    ['a number as id', { text: 'a', reply: { in_reply_to_tweet_id: 12 } }, 400],
    ['five media', { media: { media_ids: ['1', '2', '3', '4', '5'] } }, 400],
    ['media nobody uploaded', { media: { media_ids: ['1880000000000000001'] } }, 400],
    ['281 characters', { text: 'a'.repeat(281) }, 400],
    ['two cashtags', { text: 'Buy $CLAY and $MUGS' }, 400],
    [
      'poll and media',
      { text: 'a', poll: { options: ['a', 'b'], duration_minutes: 5 }, media: { media_ids: ['1'] } },
      400,
    ],
    ['a poll of one', { text: 'a', poll: { options: ['a'], duration_minutes: 5 } }, 400],
    ['a reply to a stranger', { text: 'a', reply: { in_reply_to_tweet_id: '1' } }, 403],
  ])('refuses %s', async (_what, body, status) => {
    expect((await mara.json('/2/tweets', body)).status).toBe(status);
    expect(practice.control.posts()).toEqual([]);
  });

  it('refuses a body that is not JSON', async () => {
    expect((await mara.form('/2/tweets', { text: 'a' })).status).toBe(415);
  });

  it('takes 280 weighted characters from everyone and 25,000 from Premium', async () => {
    expect(
      (await mara.json('/2/tweets', { text: `${'a'.repeat(257)}https://example.com/${'b'.repeat(300)}` }))
        .status,
    ).toBe(400);
    expect(
      (await mara.json('/2/tweets', { text: `${'a'.repeat(256)} https://example.com/${'b'.repeat(300)}` }))
        .status,
    ).toBe(201);
    const studio = xAs(practice, studioOnX);
    expect((await studio.json('/2/tweets', { text: 'a'.repeat(25_000) })).status).toBe(201);
    expect((await studio.json('/2/tweets', { text: 'b'.repeat(25_001) })).status).toBe(400);
  });

  it('refuses the same text again, but not after its author deleted it', async () => {
    const first = await mara.json('/2/tweets', { text: 'Twice?' });
    const again = await mara.json('/2/tweets', { text: 'Twice?' });
    expect(again).toMatchObject({
      status: 403,
      body: { detail: 'You are not allowed to create a Tweet with duplicate content.' },
    });
    expect((await xAs(practice, studioOnX).json('/2/tweets', { text: 'Twice?' })).status).toBe(201);
    expect((await mara.delete(`/2/tweets/${first.body.data.id}`)).body).toEqual({ data: { deleted: true } });
    expect((await mara.json('/2/tweets', { text: 'Twice?' })).status).toBe(201);
  });

  it('remembers a text that X took down', async () => {
    const first = await mara.json('/2/tweets', { text: 'Twice?' });
    practice.control.removePost(first.body.data.id);
    expect((await mara.json('/2/tweets', { text: 'Twice?' })).status).toBe(403);
  });
});

describe('a thread', () => {
  it('keeps one conversation', async () => {
    const first = await mara.json('/2/tweets', { text: '1/' });
    const second = await mara.json('/2/tweets', {
      text: '2/',
      reply: { in_reply_to_tweet_id: first.body.data.id },
    });
    const third = await mara.json('/2/tweets', {
      text: '3/',
      reply: { in_reply_to_tweet_id: second.body.data.id },
    });
    expect(third.status).toBe(201);
    expect(practice.control.posts().map((post) => post.conversation)).toEqual(
      Array(3).fill(first.body.data.id),
    );
  });

  it('lets others answer only where they are mentioned', async () => {
    const plain = await mara.json('/2/tweets', { text: 'Hello' });
    const mention = await mara.json('/2/tweets', { text: 'Hello @studioplus' });
    const studio = xAs(practice, studioOnX);
    const reply = (id: string) =>
      studio.json('/2/tweets', { text: `re ${id}`, reply: { in_reply_to_tweet_id: id } });
    expect((await reply(plain.body.data.id)).body.type).toMatch(/not-authorized-for-resource$/);
    expect((await reply(mention.body.data.id)).status).toBe(201);
  });
});

describe('media of a post', () => {
  it('belongs to its uploader', async () => {
    const media = await uploaded(xAs(practice, studioOnX));
    expect((await mara.json('/2/tweets', { text: 'a', media: { media_ids: [media] } })).body.detail).toBe(
      'Your media IDs are invalid.',
    );
  });

  it('is not a photo and a video together', async () => {
    practice.control.setSwitches({ x: { processingPolls: 0 } });
    const file = video(1000);
    const opened = await mara.json('/2/media/upload/initialize', {
      media_type: 'video/mp4',
      media_category: 'tweet_video',
      total_bytes: file.length,
    });
    const { id } = opened.body.data;
    await mara.multipart(`/2/media/upload/${id}/append`, { segment_index: '0', media: file });
    await mara.json(`/2/media/upload/${id}/finalize`, {});
    const both = await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id, await uploaded()] } });
    expect(both.status).toBe(400);
    expect((await mara.json('/2/tweets', { text: 'a', media: { media_ids: [id] } })).status).toBe(201);
  });
});

describe('who may post', () => {
  it('refuses a call without a living token', async () => {
    practice.control.expireTokens(maraOnX);
    expect(await mara.json('/2/tweets', { text: 'a' })).toMatchObject({
      status: 401,
      body: { title: 'Unauthorized', type: 'about:blank' },
    });
  });

  it('refuses a token without the scope', async () => {
    const { access_token: token } = practice.control.signIn({
      platform: 'x',
      account: 'marasclay',
      scopes: ['tweet.read', 'users.read'],
    });
    const answer = await fetch(`${practice.hosts['https://api.x.com']}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"text":"a"}',
    });
    expect(answer.status).toBe(403);
  });

  it('refuses an app that is not enrolled, and a locked account', async () => {
    practice.control.setAccount(maraOnX, { standing: 'locked' });
    expect((await mara.json('/2/tweets', { text: 'a' })).body.detail).toContain('temporarily locked');
    practice.control.setApp(practiceApps.x.native.clientId, { enrolled: false });
    expect((await mara.json('/2/tweets', { text: 'a' })).body).toMatchObject({
      status: 403,
      reason: 'client-not-enrolled',
    });
  });
});
