import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import type { TargetState } from '#shared/model/states.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { stateLook } from '#ui/ui/target-state.tsx';
import type { CalendarView, DateRange, DateText } from './calendar-date.ts';

const shape = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });

const month = shape({ month: 'long', year: 'numeric' });
const range = shape({ day: 'numeric', month: 'short', year: 'numeric' });
const longDay = shape({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = shape({ weekday: 'short', day: 'numeric', month: 'short' });
const weekdayName = shape({ weekday: 'short' });
const monthName = shape({ month: 'short' });

const at = (date: DateText) => Date.parse(`${date}T00:00Z`);

/** "November 2026", "23–29 Nov 2026" */
export function periodTitle(view: CalendarView, date: DateText, { from, to }: DateRange): string {
  return view === 'month' ? month.format(at(date)) : range.formatRange(at(from), at(to));
}

/** "Tuesday 24 November" */
export function longDayName(date: DateText): string {
  return longDay.format(at(date));
}

/** "Tue 24 Nov" */
export function shortDayName(date: DateText): string {
  return shortDay.format(at(date));
}

/** "Tue" */
export function weekdayLabel(date: DateText): string {
  return weekdayName.format(at(date));
}

/** "Nov" */
export function monthLabel(date: DateText): string {
  return monthName.format(at(date));
}

/** What a day holds, for those who hear it. */
export function describeDay(date: DateText, day: CalendarDay | undefined, today: DateText): string {
  const parts = [shortDayName(date)];
  if (date === today) parts.push('today');
  if (day !== undefined) parts.push(day.total === 0 ? 'no posts' : count(day.total, 'post', 'posts'));
  if (day !== undefined && day.needsYou > 0) parts.push(`${day.needsYou} waiting for you`);
  return parts.join(', ');
}

/** The most pressing first: a card has one colour, that of the account which most needs to be looked at. */
const pressing: readonly TargetState[] = [
  'unknown',
  'refused',
  'missed',
  'held',
  'sending',
  'claimed',
  'scheduled',
  'draft',
  'published',
  'canceled',
];

export function cardState(card: CalendarCard): TargetState {
  return pressing.find((state) => card.targets.some((target) => target.state === state)) ?? 'draft';
}

export type Publisher = CalendarCard['targets'][number]['by'];

/** Who publishes it; nobody, if that is so for any account that still has to go out. */
export function cardPublisher(card: CalendarCard): Publisher | null {
  const waiting = card.targets.filter(({ state }) => state !== 'published' && state !== 'canceled');
  if (waiting.some(({ by }) => by === 'nobody')) return 'nobody';
  return waiting[0]?.by ?? null;
}

export const publisherWords: Record<Publisher, string> = {
  laptop: 'goes out from this computer',
  relay: 'goes out from the relay',
  nobody: 'nobody will publish it',
};

/** What a card says in pictures, in words. */
function describeIcons(card: CalendarCard): string {
  const states = new Set(card.targets.map(({ state }) => stateLook(state).label));
  const platforms = [...new Set(card.targets.map(({ platform }) => platform))];
  const parts =
    states.size > 1
      ? card.targets.map(({ platform, state }) => `${platformName(platform)} ${stateLook(state).label}`)
      : [platforms.map(platformName).join(' and '), ...states];
  const publisher = cardPublisher(card);
  if (publisher !== null) parts.push(publisherWords[publisher]);
  if (card.tone !== null) parts.push(`tone ${card.tone}`);
  return parts.join(', ');
}

/** All that a card says. */
export function describeCard(card: CalendarCard): string {
  return [card.time, card.caption === '' ? 'No caption' : card.caption, describeIcons(card)].join(', ');
}

const number = new Intl.NumberFormat('en-GB');

/** "1,234" */
export function digits(value: number): string {
  return number.format(value);
}

export function count(value: number, one: string, many: string): string {
  return `${digits(value)} ${value === 1 ? one : many}`;
}
