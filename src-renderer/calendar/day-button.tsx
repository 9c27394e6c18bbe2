import type { ReactNode } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import type { DateText } from './calendar-date.ts';
import { describeDay } from './calendar-words.ts';
import { CardIcon } from './card-icons.tsx';

interface DayButtonProps {
  date: DateText;
  day: CalendarDay | undefined;
  today: DateText;
  /** The one day that the Tab key reaches; arrow keys lead to the others. */
  reachable: boolean;
  children: ReactNode;
}

/** The day itself for the keyboard: it says what the day holds, and its cards are stepped into from here. */
export function DayButton({ date, day, today, reachable, children }: DayButtonProps) {
  return (
    <button
      type="button"
      data-day={date}
      tabIndex={reachable ? 0 : -1}
      aria-label={describeDay(date, day, today)}
      aria-current={date === today ? 'date' : undefined}
      className="calendar-day-button"
    >
      {children}
    </button>
  );
}

/** How many posts of a day wait for the seller. */
export function NeedsYou({ count }: { count: number }) {
  return (
    <span className="calendar-needs-you" title="Needs you">
      <CardIcon name="needs-you" label="Needs you" />
      {count}
    </span>
  );
}
