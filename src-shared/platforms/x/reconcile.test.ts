import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparable, findPost, type Sent } from './reconcile.ts';
import { createStillClock } from '../stage.suite.ts';
import { accountOf, says, scriptedLine } from './scripted.suite.ts';

const startedAt = Date.parse('2026-11-23T09:00:00Z');
const id = '1990000000000000001';
const media = (ofId: string, kind = 'photo') => ({
  url: 'https://t.co/AbCdEf1234',
  expanded_url: `https://x.com/marasclay/status/${ofId}/${kind}/1`,
});

function post(change: object) {
  return { id, text: 'New mugs', created_at: '2026-11-23T09:00:02.000Z', conversation_id: id, ...change };
}

async function find(posts: object[], change: Partial<Sent> = {}) {
  const { http } = scriptedLine(says(200, { data: posts, meta: {} }));
  const sent: Sent = { text: 'New mugs', hasMedia: false, root: null, except: new Set(), ...change };
  return findPost(accountOf(http, createStillClock()), sent, { startedAt, looks: 0 });
}

const found = { kind: 'found', answer: { id } };
const absent = { kind: 'absent' };

describe('is it out?', () => {
  test('no posts at all', async () => {
    const { http } = scriptedLine(says(200, { meta: { result_count: 0 } }));
    const sent: Sent = { text: 'New mugs', hasMedia: false, root: null, except: new Set() };
    expect(await findPost(accountOf(http, createStillClock()), sent, { startedAt, looks: 0 })).toEqual(
      absent,
    );
  });

  test.each([
    ['the same text', {}, {}, found],
    ['another text', { text: 'Old mugs' }, {}, absent],
    ['a minute too early', { created_at: '2026-11-23T08:58:59.000Z' }, {}, absent],
    ['a little early, as clocks differ', { created_at: '2026-11-23T08:59:10.000Z' }, {}, found],
    ['no time given', { created_at: undefined }, {}, found],
    ['an answer in a conversation', { conversation_id: '7' }, {}, absent],
    ['a part of our thread', { conversation_id: '7' }, { root: '7' }, found],
    ['a part of another thread', { conversation_id: '8' }, { root: '7' }, absent],
    ["another target's post", {}, { except: new Set([id]) }, absent],
    ['escaped signs', { text: 'A &lt;b&gt; &amp;amp; c' }, { text: 'A <b> &amp; c' }, found],
    [
      'a link, and the one for photos',
      {
        text: 'See https://t.co/xyz https://t.co/AbCdEf1234',
        entities: {
          urls: [{ url: 'https://t.co/xyz', expanded_url: 'https://example.com/a?b=1&c=2' }, media(id)],
        },
      },
      { text: 'See https://example.com/a?b=1&c=2', hasMedia: true },
      found,
    ],
    [
      'a link that X completed',
      {
        text: 'See https://t.co/xyz',
        entities: { urls: [{ url: 'https://t.co/xyz', expanded_url: 'http://Example.com/' }] },
      },
      { text: 'See example.com' },
      found,
    ],
    [
      'decomposed letters and odd spaces',
      { text: 'Café mugs\nnew' },
      { text: '  Cafe\u0301  mugs \n new ' },
      found,
    ],
    [
      'a video without a text',
      { text: 'https://t.co/AbCdEf1234', entities: { urls: [media(id, 'video')] } },
      { text: '', hasMedia: true },
      found,
    ],
    ['a text where we sent photos alone', {}, { text: '', hasMedia: true }, absent],
  ])('%s', async (_name, change, sent, expected) => {
    expect(await find([post(change)], sent)).toEqual(expected);
  });

  test('two that fit: nobody can tell', async () => {
    const finding = await find([
      post({}),
      post({ id: '1990000000000000002', conversation_id: '1990000000000000002' }),
    ]);
    expect(finding).toMatchObject({ kind: 'unsure' });
  });

  test('photos without a text, posted much later: nobody can tell', async () => {
    const photos = {
      text: 'https://t.co/AbCdEf1234',
      entities: { urls: [media(id)] },
      created_at: '2026-11-23T11:00:00.000Z',
    };
    expect(await find([post(photos)], { text: '', hasMedia: true })).toMatchObject({ kind: 'unsure' });
  });

  test('a long text in its whole, in either spelling', async () => {
    const text = 'All about this mug. '.repeat(20);
    const cut = `${text.slice(0, 270)}…`;
    for (const name of ['note_tweet', 'note_post']) {
      expect(await find([post({ text: cut, [name]: { text } })], { text })).toEqual(found);
    }
    expect(await find([post({ text: cut })], { text })).toMatchObject({ kind: 'unsure' });
  });
});

describe('the list', () => {
  const sent: Sent = { text: 'New mugs', hasMedia: false, root: null, except: new Set() };
  const page = (from: number, next?: string) => {
    const posts = Array.from({ length: 5 }, (_, n) =>
      post({ id: String(from + n), conversation_id: String(from + n), text: `Post ${from + n}` }),
    );
    return says(200, { data: posts, meta: { next_token: next } });
  };

  test('is read to its end, so that a busy account hides nothing', async () => {
    const last = says(200, { data: [post({})], meta: {} });
    const { http, asked } = scriptedLine(page(10, 'p2'), page(20, 'p3'), last);
    expect(await findPost(accountOf(http, createStillClock()), sent, { startedAt, looks: 0 })).toEqual(found);
    expect(asked.map(({ url }) => new URL(url).searchParams.get('pagination_token'))).toEqual([
      null,
      'p2',
      'p3',
    ]);
  });

  test('has no end: nobody can tell', async () => {
    const { http } = scriptedLine(...Array.from({ length: 20 }, (_, n) => page(100 + n * 5, `p${n}`)));
    expect(await findPost(accountOf(http, createStillClock()), sent, { startedAt, looks: 0 })).toMatchObject({
      kind: 'unsure',
    });
  });

  test.each([
    ['a refusal', says(401, {})],
    ['a server error', says(503, '')],
    ['a web page', says(200, '<html></html>')],
    ['an answer about something else', says(200, { errors: [{ title: 'Not Found Error' }] })],
  ])('%s is no proof that nothing is out', async (_name, answer) => {
    const { http } = scriptedLine(answer);
    await expect(
      findPost(accountOf(http, createStillClock()), sent, { startedAt, looks: 0 }),
    ).rejects.toThrow(Error);
  });
});

test('a text is always like itself, in any Unicode form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(comparable(text.normalize('NFD'))).toBe(comparable(` ${text.normalize('NFC')}\n`));
    }),
    { numRuns: 200 },
  );
});
