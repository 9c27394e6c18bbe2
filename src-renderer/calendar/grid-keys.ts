import type { Instant } from '#shared/model/time.ts';
import {
  addDays,
  addMonths,
  type CalendarView,
  type DateText,
  monthOf,
  startOfWeek,
  step,
  type WeekStart,
} from './calendar-date.ts';
import { dateAt, daysLater, onDay } from './card-move.ts';

/** What a key means to the calendar; what it does is said where the days are drawn. */
export interface KeyPress {
  key: string;
  shift: boolean;
  /** Ctrl, Alt or the command key is held: the key belongs to someone else. */
  modified: boolean;
}

export type DayCommand =
  | { do: 'day'; date: DateText }
  | { do: 'enter'; from: 'start' | 'end' }
  | { do: 'new' };

/** Keys while a day has the focus. */
export function dayKey(
  press: KeyPress,
  date: DateText,
  view: CalendarView,
  weekStartsOn: WeekStart,
): DayCommand | null {
  if (press.modified) return null;
  const vertical = view === 'month' ? 7 : null;
  switch (press.key) {
    case 'ArrowLeft':
      return { do: 'day', date: addDays(date, -1) };
    case 'ArrowRight':
      return { do: 'day', date: addDays(date, 1) };
    case 'ArrowUp':
      return vertical === null ? { do: 'enter', from: 'end' } : { do: 'day', date: addDays(date, -vertical) };
    case 'ArrowDown':
      return vertical === null
        ? { do: 'enter', from: 'start' }
        : { do: 'day', date: addDays(date, vertical) };
    case 'Home':
      return { do: 'day', date: startOfWeek(date, weekStartsOn) };
    case 'End':
      return { do: 'day', date: addDays(startOfWeek(date, weekStartsOn), 6) };
    case 'PageUp':
      return { do: 'day', date: step(view, date, -1) };
    case 'PageDown':
      return { do: 'day', date: step(view, date, 1) };
    case 'Enter':
    case ' ':
      return { do: 'enter', from: 'start' };
    case 'n':
      return { do: 'new' };
    default:
      return null;
  }
}

export type CardCommand =
  | { do: 'card'; by: 1 | -1 }
  | { do: 'edge'; at: 'first' | 'last' }
  | { do: 'day'; date: DateText }
  | { do: 'open' }
  | { do: 'pick-up' }
  | { do: 'leave' }
  | { do: 'new' };

/** Keys while a card has the focus. */
export function cardKeyCommand(press: KeyPress, date: DateText): CardCommand | null {
  if (press.modified) return null;
  switch (press.key) {
    case 'ArrowUp':
      return { do: 'card', by: -1 };
    case 'ArrowDown':
      return { do: 'card', by: 1 };
    case 'ArrowLeft':
      return { do: 'day', date: addDays(date, -1) };
    case 'ArrowRight':
      return { do: 'day', date: addDays(date, 1) };
    case 'Home':
      return { do: 'edge', at: 'first' };
    case 'End':
      return { do: 'edge', at: 'last' };
    case 'Enter':
    case ' ':
      return { do: 'open' };
    case 'm':
      return { do: 'pick-up' };
    case 'Escape':
      return { do: 'leave' };
    case 'n':
      return { do: 'new' };
    default:
      return null;
  }
}

export type CarryCommand = { do: 'aim'; to: Instant } | { do: 'drop' } | { do: 'put-back' };

const QUARTER = 15 * 60_000;

/** Keys while a card is picked up. In the month it moves by days and keeps its time, in the week by quarters too. */
export function carryKey(
  press: KeyPress,
  to: Instant,
  view: CalendarView,
  zone: string,
): CarryCommand | null {
  const days = (number: number): CarryCommand => ({ do: 'aim', to: daysLater(to, number, zone) });
  const quarters = (number: number): CarryCommand => ({ do: 'aim', to: quarterLater(to, number) });
  const months = (number: number): CarryCommand => ({
    do: 'aim',
    to: onDay(to, addMonths(dateAt(to, zone), number), zone),
  });
  switch (press.key) {
    case 'ArrowLeft':
      return days(-1);
    case 'ArrowRight':
      return days(1);
    case 'ArrowUp':
      return view === 'month' ? days(-7) : quarters(press.shift ? -4 : -1);
    case 'ArrowDown':
      return view === 'month' ? days(7) : quarters(press.shift ? 4 : 1);
    case 'PageUp':
      return view === 'month' ? months(-1) : days(-7);
    case 'PageDown':
      return view === 'month' ? months(1) : days(7);
    case 'Enter':
    case ' ':
      return { do: 'drop' };
    case 'Escape':
      return { do: 'put-back' };
    default:
      return null;
  }
}

/** To the next full quarter, then from quarter to quarter. All zones keep quarters, so this needs none. */
function quarterLater(instant: Instant, quarters: number): Instant {
  const rest = instant % QUARTER;
  if (rest === 0) return instant + quarters * QUARTER;
  return quarters > 0 ? instant - rest + quarters * QUARTER : instant - rest + (quarters + 1) * QUARTER;
}

export type ViewCommand = { do: 'today' } | { do: 'view'; view: CalendarView };

/** Keys anywhere on the calendar. */
export function viewKey(press: KeyPress): ViewCommand | null {
  if (press.modified) return null;
  switch (press.key.toLowerCase()) {
    case 't':
      return { do: 'today' };
    case 'w':
      return { do: 'view', view: 'week' };
    case 'm':
      return { do: 'view', view: 'month' };
    default:
      return null;
  }
}

/** True when the days drawn for `shown` do not put `date` in the foreground. */
export function isElsewhere(
  view: CalendarView,
  date: DateText,
  shown: DateText,
  weekStartsOn: WeekStart,
): boolean {
  return view === 'month'
    ? monthOf(date) !== monthOf(shown)
    : startOfWeek(date, weekStartsOn) !== startOfWeek(shown, weekStartsOn);
}
