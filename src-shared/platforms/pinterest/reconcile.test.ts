import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../publishing/http.ts';
import { createStillClock } from '../stage.suite.ts';
import type { Account } from '../platform.ts';
import { pinsSince } from './newest-pins.ts';
import { createdAt, pinSchema } from './pin.ts';
import { findPin, likeness, looks, type Wanted } from './reconcile.ts';
import { mara, mugs, openPractice, pinOf, type PracticePinterest, speckled } from './stage.suite.ts';

const wanted: Wanted = {
  board: mugs,
  section: null,
  title: 'Speckled mug',
  description: 'Stoneware, café',
  link: 'https://shop.example/mug',
  altText: 'A mug',
  creativeType: 'REGULAR',
};
const listed = {
  id: '813744226420000001',
  created_at: '2026-11-24T09:00:00',
  title: wanted.title,
  description: wanted.description,
  link: wanted.link,
  alt_text: wanted.altText,
  board_id: mugs,
  board_section_id: null,
  creative_type: 'REGULAR',
};
const pin = (change: object = {}) => pinSchema.parse({ ...listed, ...change });

describe('a Pin is known again', () => {
  test.each<[string, object, object, 'same' | 'alike' | 'other']>([
    ['as it was sent', {}, {}, 'same'],
    ['with white space changed', { description: ' Stoneware,  cafe\u0301\n' }, {}, 'same'],
    ['with a slash at its link', { link: 'https://SHOP.example/mug/' }, {}, 'same'],
    ['of no kind that is told', { creative_type: null }, {}, 'same'],
    ['with another link', { link: 'https://shop.example/bowl' }, {}, 'alike'],
    ['with another alt text', { alt_text: 'Mug' }, {}, 'alike'],
    ['in another section', { board_section_id: speckled }, {}, 'alike'],
    ['of another kind', { creative_type: 'VIDEO' }, {}, 'alike'],
    ['with another title', { title: 'Plain mug' }, {}, 'other'],
    ['with another description', { description: 'Porcelain' }, {}, 'other'],
    ['by its link alone', { title: null, description: null }, { title: '', description: '' }, 'same'],
    ['by its link, though words came to it', {}, { title: '', description: '' }, 'alike'],
    [
      'by nothing but its time',
      { title: '', description: '', link: null },
      { title: '', description: '', link: '' },
      'alike',
    ],
    ['not by its time when it has words', {}, { title: '', description: '', link: '' }, 'other'],
  ])('%s', (_how, change, asked, expected) => {
    expect(likeness(pin(change), { ...wanted, ...asked })).toBe(expected);
  });

  test('times without a zone are UTC, whatever this computer thinks', () => {
    expect(createdAt(pin())).toBe(Date.UTC(2026, 10, 24, 9));
    expect(createdAt(pin({ created_at: '2026-11-24T09:00:00Z' }))).toBe(Date.UTC(2026, 10, 24, 9));
    expect(createdAt(pin({ created_at: '2026-11-24T09:00:00+01:00' }))).toBe(Date.UTC(2026, 10, 24, 8));
    expect(createdAt(pin({ created_at: null }))).toBeNaN();
  });

  test('it is looked for longer than the page asks', () => {
    expect(looks.at(-1)).toBeGreaterThan(60_000);
  });
});

/** An account whose list of Pins is a script: pages of ages in minutes. */
function accountWith(...pages: number[][]): { account: Account; asked: () => number } {
  const clock = createStillClock(Date.UTC(2026, 10, 24, 12));
  let asked = 0;
  const http = async ({ url }: { url: string }): Promise<HttpResponse> => {
    const number = Number(new URL(url).searchParams.get('bookmark') ?? 0);
    asked += 1;
    const items = (pages[number] ?? []).map((age, index) => ({
      ...listed,
      id: `${number}${index}`,
      created_at: new Date(clock.now() - age * 60_000).toISOString().slice(0, 19),
    }));
    const bookmark = number + 1 < pages.length ? String(number + 1) : null;
    return { status: 200, headers: {}, text: JSON.stringify({ items, bookmark }) };
  };
  const account: Account = {
    accountId: mara,
    handle: 'marasclay',
    tier: 'standard',
    clientId: '1',
    consent: '',
    token: async () => 't',
    http,
    clock,
  };
  return { account, asked: () => asked };
}

describe('the list of Pins', () => {
  const since = Date.UTC(2026, 10, 24, 11, 50);
  const agesOf = async (account: Account) =>
    (await pinsSince(account, since))?.map((one) => (Date.UTC(2026, 10, 24, 12) - createdAt(one)) / 60_000);

  test('is read no further than the time that matters, while it begins with the newest', async () => {
    const { account, asked } = accountWith([1, 5], [8, 20], [30]);
    expect(await agesOf(account)).toEqual([1, 5, 8]);
    expect(asked()).toBe(2);
  });

  test('is read to its end when it begins with the oldest: the newest may stand there', async () => {
    const { account, asked } = accountWith([900, 800], [700, 20], [5, 1]);
    expect(await agesOf(account)).toEqual([5, 1]);
    expect(asked()).toBe(3);
  });

  test('is read on over a page that is empty', async () => {
    expect(await agesOf(accountWith([], [3]).account)).toEqual([3]);
  });

  test('that does not end tells nothing', async () => {
    const endless = Array.from({ length: 40 }, () => [5]);
    const { account } = accountWith(...endless);
    const finding = await findPin(account, wanted, new Set(), { startedAt: since, looks: 0 });
    expect(finding).toMatchObject({ kind: 'unsure', why: expect.stringContaining('too many') });
  });
});

describe('after a call without an answer', () => {
  let practice: PracticePinterest;
  beforeAll(async () => {
    practice = await openPractice();
  });
  beforeEach(() => practice.reset());
  afterAll(() => practice.close());

  const look = (change: Partial<Wanted> = {}, taken: string[] = []) =>
    findPin(
      practice.account,
      { ...wanted, title: '', description: 'A mug', link: '', altText: 'A red mug', ...change },
      new Set(taken),
      {
        startedAt: practice.clock.now(),
        looks: 0,
      },
    );
  async function publish(text = 'A mug', options: object = {}) {
    const { file, snapshot } = await pinOf(text, options);
    return (await practice.stage([file]).publish(snapshot)).remoteId ?? '';
  }

  test('finds the Pin, and only that', async () => {
    expect(await look()).toEqual({ kind: 'absent' });
    const id = await publish();
    expect(await look()).toEqual({ kind: 'found', answer: { id } });
    expect(await look({ description: 'A bowl' })).toEqual({ kind: 'absent' });
    expect(await look({ board: '549755885176' })).toEqual({ kind: 'absent' });
    expect(await look({}, [id])).toEqual({ kind: 'absent' });
    expect(practice.faults).toEqual([]);
  });

  test('does not take an older Pin for it', async () => {
    await publish();
    practice.clock.set(practice.clock.now() + 10 * 60_000);
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('asks the seller when two look like it, or one nearly', async () => {
    await publish();
    expect(await look({ altText: 'Another' })).toMatchObject({
      kind: 'unsure',
      why: expect.stringContaining('much like'),
    });
    await publish();
    expect(await look()).toMatchObject({ kind: 'unsure', why: expect.stringContaining('Several') });
  });

  test('finds it also in a list that begins with the oldest', async () => {
    practice.control.setSwitches({ pinterest: { newestFirst: false } });
    const id = await publish();
    expect(await look()).toEqual({ kind: 'found', answer: { id } });
  });

  test('a look that Pinterest refuses tells nothing', async () => {
    practice.control.addFault({ platform: 'pinterest', on: 'read', kind: 'error', code: 'not-permitted' });
    expect(await look()).toMatchObject({
      kind: 'unsure',
      why: expect.stringContaining('does not let us look'),
    });
  });
});
