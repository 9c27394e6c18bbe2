import { expect, it } from 'vitest';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import { filterDays, isFiltering, noFilter } from './calendar-filter.ts';

function card(postId: string, targets: CalendarCard['targets']): CalendarCard {
  return {
    postId,
    revision: 1,
    instant: 0,
    time: '09:00',
    caption: postId,
    tone: null,
    thumbUrl: null,
    targets,
  };
}

const days = [
  {
    date: '2026-11-24',
    total: 4,
    needsYou: 1,
    cards: [
      card('lamp', [
        { id: 'a', platform: 'x', state: 'published', by: 'laptop' },
        { id: 'b', platform: 'facebook', state: 'held', by: 'nobody' },
      ]),
      card('vase', [{ id: 'c', platform: 'x', state: 'scheduled', by: 'laptop' }]),
      card('mug', [{ id: 'd', platform: 'facebook', state: 'scheduled', by: 'laptop' }]),
    ],
  },
];

it('counts only what it shows', () => {
  const [day] = filterDays(days, { platforms: ['facebook'], states: [] });
  expect(day).toMatchObject({ total: 2, needsYou: 1 });
  expect(day?.cards.map(({ postId, targets }) => [postId, targets.map(({ id }) => id)])).toEqual([
    ['lamp', ['b']],
    ['mug', ['d']],
  ]);
});

it('needs both a platform and a state to match', () => {
  const [day] = filterDays(days, { platforms: ['x'], states: ['needs-you'] });
  expect(day).toMatchObject({ total: 0, needsYou: 0, cards: [] });
  expect(filterDays(days, { platforms: ['x'], states: ['waiting'] })[0]?.total).toBe(1);
});

it('without a choice shows everything', () => {
  expect(isFiltering(noFilter)).toBe(false);
  expect(filterDays(days, noFilter)).toEqual(days);
});
