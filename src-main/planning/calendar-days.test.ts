import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import type { PostView } from '#shared/contract/posts.ts';
import { type Desk, draftFor, MORNING, openDesk, photo } from '../desk.suite.ts';
import { bringTo } from './publisher.suite.ts';

let desk: Desk;
let mara: string;
let shop: string;

beforeAll(async () => {
  desk = await openDesk();
  mara = await desk.account('Mara');
  shop = await desk.account('Shop', { platform: 'facebook' });
});
afterAll(() => desk.close());

async function plan(at: string, caption = 'A mug', accounts = [mara], more = {}): Promise<PostView> {
  desk.clock.ms = Math.min(Date.parse(at) - 1, MORNING);
  const draft = draftFor(accounts, caption, more);
  return (await desk.ok<{ post: PostView }>('POST', '/api/schedule', { draft, when: { at } })).post;
}

async function days(from: string, to: string, zone: string, perDay?: number): Promise<CalendarDay[]> {
  const query = new URLSearchParams({
    from,
    to,
    zone,
    ...(perDay === undefined ? {} : { perDay: `${perDay}` }),
  });
  return (await desk.ok<{ days: CalendarDay[] }>('GET', `/api/calendar?${query}`)).days;
}

const totals = (list: CalendarDay[]) => list.map(({ date, total }) => [date.slice(5), total]);

describe('days are those of the zone that is asked for', () => {
  test('around the change of clocks in Berlin, New York and Lord Howe', async () => {
    // Berlin: 28 March 2027 has 23 hours. One post a minute before and at each end.
    await plan('2027-03-27T22:59:00Z');
    await plan('2027-03-27T23:00:00Z');
    await plan('2027-03-28T21:59:00Z');
    await plan('2027-03-28T22:00:00Z');
    expect(totals(await days('2027-03-27', '2027-03-29', 'Europe/Berlin'))).toEqual([
      ['03-27', 1],
      ['03-28', 2],
      ['03-29', 1],
    ]);
    // New York: 7 November 2027 has 25 hours.
    await plan('2027-11-07T03:59:00Z');
    await plan('2027-11-07T04:00:00Z');
    await plan('2027-11-08T04:59:00Z');
    await plan('2027-11-08T05:00:00Z');
    expect(totals(await days('2027-11-06', '2027-11-08', 'America/New_York'))).toEqual([
      ['11-06', 1],
      ['11-07', 2],
      ['11-08', 1],
    ]);
    // Lord Howe goes forward by half an hour on 3 October 2027: from +10:30 to +11.
    await plan('2027-10-02T13:29:00Z');
    await plan('2027-10-02T13:30:00Z');
    await plan('2027-10-03T12:59:00Z');
    await plan('2027-10-03T13:00:00Z');
    expect(totals(await days('2027-10-02', '2027-10-04', 'Australia/Lord_Howe'))).toEqual([
      ['10-02', 1],
      ['10-03', 2],
      ['10-04', 1],
    ]);
  });

  test('where midnight itself is skipped, and where a whole day was', async () => {
    // Cairo: on 30 April 2027 the clock goes from 00:00 to 01:00.
    await plan('2027-04-29T21:59:00Z');
    await plan('2027-04-29T22:00:00Z');
    const cairo = await days('2027-04-29', '2027-04-30', 'Africa/Cairo');
    expect(totals(cairo)).toEqual([
      ['04-29', 1],
      ['04-30', 1],
    ]);
    expect(cairo[1]?.cards[0]?.time).toBe('01:00');
    const apia = await days('2011-12-29', '2011-12-31', 'Pacific/Apia');
    expect(apia.map(({ date }) => date)).toEqual(['2011-12-29', '2011-12-30', '2011-12-31']);
  });

  test('one instant lies on different days of different zones', async () => {
    await plan('2027-06-01T23:30:00Z');
    expect(totals(await days('2027-06-01', '2027-06-02', 'UTC'))).toEqual([
      ['06-01', 1],
      ['06-02', 0],
    ]);
    const kolkata = await days('2027-06-01', '2027-06-02', 'Asia/Kolkata');
    expect(totals(kolkata)).toEqual([
      ['06-01', 0],
      ['06-02', 1],
    ]);
    expect(kolkata[1]?.cards[0]?.time).toBe('05:00');
  });
});

describe('a day', () => {
  test('counts everything and shows the first cards only', async () => {
    for (let minute = 0; minute < 6; minute++)
      await plan(`2028-01-10T10:0${5 - minute}:00Z`, `Post ${5 - minute}`);
    const [day] = await days('2028-01-10', '2028-01-10', 'UTC');
    expect(day?.total).toBe(6);
    expect(day?.cards.map(({ caption }) => caption)).toEqual(['Post 0', 'Post 1', 'Post 2', 'Post 3']);
    expect((await days('2028-01-10', '2028-01-10', 'UTC', 0))[0]).toMatchObject({ total: 6, cards: [] });
    expect((await days('2028-01-10', '2028-01-10', 'UTC', 50))[0]?.cards).toHaveLength(6);
  });

  test('a post at two times is two cards, at one time one card with all its accounts', async () => {
    const post = await plan('2028-02-01T10:00:00Z', 'Twice', [mara, shop]);
    const [one] = await days('2028-02-01', '2028-02-01', 'UTC');
    expect(one?.cards).toMatchObject([
      { postId: post.id, targets: [{ platform: 'facebook' }, { platform: 'x', by: 'laptop' }] },
    ]);
    await desk.ok('PATCH', `/api/schedule/${post.id}`, {
      expectedRevision: post.revision,
      when: { at: '2028-02-01T12:00:00Z' },
      targetIds: [post.targets.find(({ platform }) => platform === 'x')?.id],
    });
    const [two] = await days('2028-02-01', '2028-02-01', 'UTC');
    expect(two?.total).toBe(2);
    expect(two?.cards.map(({ time, targets }) => [time, targets.map(({ platform }) => platform)])).toEqual([
      ['10:00', ['facebook']],
      ['12:00', ['x']],
    ]);
  });

  test('says how many wait for the seller, and leaves out what was canceled', async () => {
    const [late, gone] = [await plan('2028-03-01T10:00:00Z'), await plan('2028-03-01T11:00:00Z')];
    await plan('2028-03-01T12:00:00Z');
    await bringTo(desk, late, 'missed');
    await desk.ok('DELETE', `/api/posts/${gone.id}`);
    expect((await days('2028-03-01', '2028-03-01', 'UTC'))[0]).toMatchObject({ total: 2, needsYou: 1 });
  });

  test('shows the first line of the caption, the first photo and who publishes', async () => {
    const { body: file } = await desk.upload(await photo());
    const away = await desk.account('Away');
    await plan('2028-04-01T10:00:00Z', 'First line\nSecond line', [away], {
      media: [{ mediaId: file.id, altText: '' }],
    });
    await desk.ok('DELETE', `/api/connections/${away}`);
    expect((await days('2028-04-01', '2028-04-01', 'UTC'))[0]?.cards).toMatchObject([
      { caption: 'First line', thumbUrl: file.thumbUrl, time: '10:00', targets: [{ by: 'nobody' }] },
    ]);
  });
});

test.each([
  ['from=2028-02-30&to=2028-03-01&zone=UTC', 'from', 'Give the day as 2026-11-24.'],
  ['from=2028-03-02&to=2028-03-01&zone=UTC', 'to', 'The last day comes before the first.'],
  ['from=2026-01-01&to=2028-03-01&zone=UTC', 'to', 'Ask for at most 400 days at once.'],
  ['from=9999-12-30&to=9999-12-31&zone=UTC', 'from', 'Choose a day between 1970 and 2999.'],
  ['from=2028-03-01&to=2028-03-01&zone=Mars', 'zone', /^This time zone is not known/],
  ['from=2028-03-01&to=2028-03-01&zone=UTC&perDay=-1', 'perDay', '"perDay" is too small: at least 0.'],
  ['from=2028-03-01&to=2028-03-01', 'zone', '"zone" is missing.'],
])('%s is refused with a sentence', async (query, field, message) => {
  const refused = await desk.refused('GET', `/api/calendar?${query}`);
  expect(refused).toMatchObject({ status: 400, code: 'BAD_INPUT', field });
  expect(refused.message).toMatch(message);
});
