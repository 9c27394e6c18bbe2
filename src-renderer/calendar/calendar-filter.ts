import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { needsSeller, type TargetState } from '#shared/model/states.ts';

export const stateGroups = {
  'needs-you': { label: 'Needs you', states: needsSeller },
  waiting: { label: 'Scheduled', states: ['scheduled', 'claimed', 'sending'] },
  published: { label: 'Published', states: ['published'] },
} as const satisfies Record<string, { label: string; states: readonly TargetState[] }>;
export type StateGroup = keyof typeof stateGroups;

/** Empty lists: no limit. */
export interface CalendarFilter {
  platforms: readonly PlatformId[];
  states: readonly StateGroup[];
}

export const noFilter: CalendarFilter = { platforms: [], states: [] };

export function isFiltering({ platforms, states }: CalendarFilter): boolean {
  return platforms.length > 0 || states.length > 0;
}

/** Cards a day that the server gives at most; with a filter all of them are needed, to count what matches. */
export const allCards = 5000;

/**
 * The days with only what matches, counted anew. Only true to the counts when every card of each day is there, so it
 * needs days that were asked for with `allCards`.
 */
export function filterDays(days: readonly CalendarDay[], filter: CalendarFilter): CalendarDay[] {
  return days.map((day) => {
    const cards = day.cards.flatMap((card) => filterCard(card, filter));
    const targets = cards.flatMap((card) => card.targets);
    return {
      date: day.date,
      cards,
      total: targets.length,
      needsYou: targets.filter(({ state }) => needsSeller.includes(state)).length,
    };
  });
}

function filterCard(card: CalendarCard, { platforms, states }: CalendarFilter): CalendarCard[] {
  const wanted = states.flatMap((group): readonly TargetState[] => stateGroups[group].states);
  const targets = card.targets.filter(
    ({ platform, state }) =>
      (platforms.length === 0 || platforms.includes(platform)) &&
      (states.length === 0 || wanted.includes(state)),
  );
  if (targets.length === card.targets.length) return [card];
  return targets.length === 0 ? [] : [{ ...card, targets }];
}
