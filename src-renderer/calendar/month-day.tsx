// oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of days, drawn by CSS grid and absolute places, is no HTML table
import { memo } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import { CardView } from './calendar-card.tsx';
import { type DateText, dayOfMonth, isWeekend } from './calendar-date.ts';
import { hiddenTargets } from './calendar-days.ts';
import { digits, monthLabel } from './calendar-words.ts';
import { DayButton, NeedsYou } from './day-button.tsx';
import { fitDay } from './day-fit.ts';

export type DropMark = 'ok' | 'refused' | null;

interface MonthDayProps {
  date: DateText;
  day: CalendarDay | undefined;
  today: DateText;
  /** px */
  height: number;
  /** Belongs to the month before or after. */
  outside: boolean;
  /** The one day that the Tab key reaches. */
  reachable: boolean;
  drop: DropMark;
}

export const MonthDay = memo(function MonthDay(props: MonthDayProps) {
  const { date, day, today, height, outside, reachable, drop } = props;
  const cards = day?.cards ?? [];
  const fit = fitDay(height, cards.length, day !== undefined && hiddenTargets(day, cards) > 0);
  const shown = cards.slice(0, fit.shown);
  const hidden = day === undefined ? 0 : hiddenTargets(day, shown);
  const number = dayOfMonth(date) === 1 ? `1 ${monthLabel(date)}` : dayOfMonth(date);
  return (
    // biome-ignore lint/a11y: the grid around it listens for all its days
    <div role="gridcell" data-date={date} data-drop={drop} className={dayClasses(date, today, outside)}>
      <DayButton date={date} day={day} today={today} reachable={reachable}>
        {date === today ? <span className="calendar-today">{number}</span> : number}
      </DayButton>
      {day !== undefined && day.needsYou > 0 && <NeedsYou count={day.needsYou} />}
      {day !== undefined && day.total > 0 && <span className="calendar-total">{digits(day.total)}</span>}
      {shown.map((card, index) => (
        // Places are kept from month to month and given other cards, which is quicker than new ones.
        // oxlint-disable-next-line react/no-array-index-key
        <CardView key={index} card={card} shape={fit.tall ? 'block' : 'line'} />
      ))}
      {hidden > 0 && (
        <button type="button" tabIndex={-1} data-more={date} className="calendar-more">
          +{digits(hidden)} more
        </button>
      )}
    </div>
  );
});

function dayClasses(date: DateText, today: DateText, outside: boolean): string {
  const classes = ['calendar-day'];
  if (isWeekend(date)) classes.push('calendar-weekend');
  if (outside) classes.push('calendar-outside');
  classes.push(date < today ? 'calendar-past' : 'calendar-ahead');
  return classes.join(' ');
}
