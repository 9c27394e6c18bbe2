import { describe, expect, it } from 'vitest';
import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import { resolveWallTime } from '#shared/model/time.ts';
import { hiddenTargets, withMove, withRevision } from './calendar-days.ts';

const zone = 'Europe/Berlin';
const at = (local: string) => resolveWallTime({ local, zone }).instant;

type Targets = [string, CalendarCard['targets'][number]['state']][];

function card(postId: string, local: string, targets: Targets): CalendarCard {
  return {
    postId,
    revision: 1,
    instant: at(local),
    time: local.slice(11),
    caption: postId,
    tone: null,
    thumbUrl: null,
    targets: targets.map(([id, state]) => ({ id, platform: 'x', state, by: 'laptop' })),
  };
}

function day(date: string, cards: CalendarCard[], hidden = 0): CalendarDay {
  const targets = cards.flatMap((each) => each.targets);
  return {
    date,
    total: targets.length + hidden,
    needsYou: targets.filter(({ state }) => state === 'missed').length,
    cards,
  };
}

const early = card('early', '2026-11-25T09:00', [['a', 'scheduled']]);
const lamp = card('lamp', '2026-11-24T15:30', [
  ['b', 'scheduled'],
  ['c', 'missed'],
]);
const days = [day('2026-11-24', [lamp]), day('2026-11-25', [early])];

describe('a moved card', () => {
  it('leaves its day and stands in order on the other', () => {
    const [from, to] = withMove(days, {
      card: lamp,
      targetIds: ['b', 'c'],
      to: at('2026-11-25T08:15'),
      zone,
    });
    expect(from).toEqual({ date: '2026-11-24', total: 0, needsYou: 0, cards: [] });
    expect(to).toMatchObject({ total: 3, needsYou: 0 });
    expect(to?.cards.map(({ caption, time }) => [caption, time])).toEqual([
      ['lamp', '08:15'],
      ['early', '09:00'],
    ]);
    expect(to?.cards[0]?.targets.map(({ state }) => state)).toEqual(['scheduled', 'scheduled']);
  });

  it('leaves behind the accounts that do not move', () => {
    const [from, to] = withMove(days, { card: lamp, targetIds: ['b'], to: at('2026-11-25T15:30'), zone });
    expect(from?.cards[0]?.targets.map(({ id }) => id)).toEqual(['c']);
    expect(from).toMatchObject({ total: 1, needsYou: 1 });
    expect(to?.cards.at(-1)?.targets.map(({ id }) => id)).toEqual(['b']);
  });

  it('joins the card of its post that already stands at that time', () => {
    const there = card('lamp', '2026-11-25T15:30', [['d', 'scheduled']]);
    const full = [days[0] as CalendarDay, day('2026-11-25', [there])];
    const [, to] = withMove(full, { card: lamp, targetIds: ['b', 'c'], to: at('2026-11-25T15:30'), zone });
    expect(to?.cards).toHaveLength(1);
    expect(to?.cards[0]?.targets.map(({ id }) => id)).toEqual(['d', 'b', 'c']);
  });

  it('changes only its time within the day', () => {
    const [same] = withMove(days, { card: lamp, targetIds: ['b', 'c'], to: at('2026-11-24T10:00'), zone });
    expect(same).toMatchObject({ total: 2, cards: [{ time: '10:00' }] });
  });

  it('is only counted on a full day when it stands after what is loaded', () => {
    const full = [days[0] as CalendarDay, day('2026-11-25', [early], 40)];
    const [, late] = withMove(full, { card: lamp, targetIds: ['b', 'c'], to: at('2026-11-25T22:00'), zone });
    expect(late?.cards).toEqual([early]);
    expect(late?.total).toBe(43);
    expect(late && hiddenTargets(late, late.cards)).toBe(42);
  });
});

it('takes over a newer revision for every card of the post', () => {
  const [first, second] = withRevision(days, 'lamp', 7);
  expect(first?.cards[0]?.revision).toBe(7);
  expect(second).toBe(days[1]);
});
