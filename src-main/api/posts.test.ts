import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostView } from '#shared/contract/posts.ts';
import { type Desk, draftFor, HOUR, MORNING, openDesk } from '../desk.suite.ts';
import { bringTo } from '../planning/publisher.suite.ts';

let desk: Desk;
let mara: string;
let shop: string;

beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
  shop = await desk.account('Shop', { platform: 'facebook' });
});
afterAll(() => desk.close());

interface Page {
  items: PostView[];
  nextCursor: string | null;
}

async function list(query: Record<string, string> = {}): Promise<Page> {
  return desk.ok('GET', `/api/posts?${new URLSearchParams({ limit: '100', ...query })}`);
}
const captions = async (query: Record<string, string>) =>
  (await list(query)).items.map(({ caption }) => caption);

async function scheduled(caption: string, accounts = [mara]): Promise<PostView> {
  const when = { at: new Date(MORNING + HOUR).toISOString() };
  return (
    await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft: draftFor(accounts, caption), when })
  ).post;
}

describe('filters', () => {
  beforeAll(async () => {
    await desk.post(draftFor([], 'an idea'));
    await desk.post(draftFor([shop], 'a draft'));
    await scheduled('a plan');
    await bringTo(desk, await scheduled('it is out'), 'published');
    await bringTo(desk, await scheduled('it was missed', [shop]), 'missed');
    await bringTo(desk, await scheduled('under way'), 'sending');
    await desk.ok('DELETE', `/api/posts/${(await desk.post(draftFor([mara], 'thrown away'))).id}`);
  });

  test.each([
    [{ state: 'draft' }, ['a draft', 'an idea']],
    [{ state: 'scheduled' }, ['under way', 'a plan']],
    [{ state: 'published' }, ['it is out']],
    [{ state: 'needs-you' }, ['it was missed']],
    [{ platform: 'facebook' }, ['it was missed', 'a draft']],
    [{ platform: 'facebook', state: 'draft' }, ['a draft']],
    [{ trash: 'true' }, ['thrown away']],
    [{ trash: 'false', state: 'published' }, ['it is out']],
    [{ search: 'it', state: 'needs-you' }, ['it was missed']],
  ] as [Record<string, string>, string[]][])('%j', async (query, expected) => {
    expect(await captions(query)).toEqual(expected);
  });

  test('by account', async () => {
    expect(await captions({ connectionId: shop })).toEqual(['it was missed', 'a draft']);
  });
});

describe('pages', () => {
  test('show every post once, newest first, also while new ones come in', async () => {
    for (let number = 0; number < 12; number++) await desk.post(draftFor([], `paged ${number}`));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = {
        search: 'paged',
        limit: '5',
        ...(cursor === null ? {} : { cursor }),
      };
      const page: Page = await list(query);
      seen.push(...page.items.map(({ caption }) => caption));
      cursor = page.nextCursor;
      if (cursor !== null) await desk.post(draftFor([], 'paged in between'));
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => `paged ${11 - index}`));
  });

  test('a page that was made up is refused with a way on', async () => {
    expect(await desk.refused('GET', '/api/posts?cursor=abc')).toMatchObject({
      status: 400,
      field: 'cursor',
      message: 'This page cannot be found. Start at the first.',
      action: 'reload',
    });
  });
});

describe('search', () => {
  const written = [
    'Blue mugs with “quotes” and 50% off',
    'Café au lait, crème brûlée',
    'Größe L für Mädchen',
    'A gift 🎁 for you 👩‍🎨',
    '新しいマグカップができました',
    'Teppich handgeknüpft NOT cheap',
    'नमस्ते दुनिया',
    'cafe\u0301s of Paris',
  ];
  beforeAll(async () => {
    for (const caption of written) await desk.post(draftFor([], caption));
  });

  test.each([
    ['mug', [0]],
    ['MUGS blu', [0]],
    ['ugs', []],
    ['"quotes', [0]],
    ['50%', [0]],
    ['cafe', [1, 7]],
    ['café', [1, 7]],
    ['cafés', [7]],
    ['brulee', [1]],
    ['GRÖßE', [2]],
    ['grosse', []],
    ['🎁', [3]],
    ['gift 🎁', [3]],
    ['mug 🎁', []],
    ['👩‍🎨', [3]],
    ['マグカップ', [4]],
    ['カップ', [4]],
    ['NOT cheap', [5]],
    ['cheap OR mugs', []],
    ['caption:mug', []],
    ['नमस्', [6]],
    ['mug*', [0]],
    ['(mug', [0]],
    ['mug) AND', [0]],
    ['mug AND teppich', []],
    ["mug' --", [0]],
    ['NEAR(mug blue)', []],
    ['mug\0', [0]],
    ['{mug} ^blue - :', [0]],
  ])('%j', async (search, expected) => {
    const found = (await captions({ search })).filter((caption) => written.includes(caption));
    expect(found.map((caption) => written.indexOf(caption)).sort()).toEqual(expected);
  });

  test('nothing but signs is as if nothing was typed yet', async () => {
    expect(await captions({ search: '"' })).toEqual(await captions({}));
  });

  test('follows an edit and the trash', async () => {
    const post = await desk.post(draftFor([], 'Zeppelin'));
    await desk.ok('PATCH', `/api/posts/${post.id}`, { expectedRevision: 1, draft: draftFor([], 'Quokka') });
    expect([await captions({ search: 'zeppelin' }), await captions({ search: 'quokka' })]).toEqual([
      [],
      ['Quokka'],
    ]);
    await desk.ok('DELETE', `/api/posts/${post.id}`);
    expect(await captions({ search: 'quokka' })).toEqual([]);
    expect(await captions({ search: 'quokka', trash: 'true' })).toEqual(['Quokka']);
  });

  test('a very long search is refused, many words are not', async () => {
    expect(await desk.refused('GET', `/api/posts?search=${'a'.repeat(201)}`)).toMatchObject({
      field: 'search',
    });
    expect(await captions({ search: 'a b c d e f g h i j k l m n o p' })).toEqual([]);
  });
});
