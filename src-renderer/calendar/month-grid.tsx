// oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of days, drawn by CSS grid and absolute places, is no HTML table
import type { RefObject } from 'react';
import { type DateText, monthOf } from './calendar-date.ts';
import { dateAt } from './card-move.ts';
import { periodTitle, weekdayLabel } from './calendar-words.ts';
import { roomy } from './day-fit.ts';
import { MonthDay } from './month-day.tsx';
import type { Carry } from './use-carry.ts';
import type { DaysByDate } from './use-days.ts';

interface MonthGridProps {
  dates: readonly DateText[];
  days: DaysByDate;
  /** The month in the foreground is that of this day. */
  date: DateText;
  today: DateText;
  zone: string;
  reachable: DateText;
  carry: Carry | null;
  /** Height of a day, px. */
  dayHeight: number;
  /** Width of a day, px. */
  dayWidth: number;
  body: RefObject<HTMLDivElement | null>;
}

export function MonthGrid({
  dates,
  days,
  date,
  today,
  zone,
  reachable,
  carry,
  dayHeight,
  dayWidth,
  body,
}: MonthGridProps) {
  const aim = carry === null ? null : dateAt(carry.to, zone);
  const mark = carry?.refusal === null ? 'ok' : 'refused';
  const weeks = Array.from({ length: dates.length / 7 }, (_, week) => dates.slice(week * 7, week * 7 + 7));
  return (
    <div
      role="grid"
      aria-label={periodTitle('month', date, { from: date, to: date })}
      className={`flex min-h-0 flex-1 flex-col ${dayWidth < roomy ? 'calendar-tight' : ''}`}
    >
      <div role="row" className="grid h-7 shrink-0 grid-cols-7 border-border border-b">
        {dates.slice(0, 7).map((each) => (
          <div key={each} role="columnheader" className="px-2 pt-1 text-muted-foreground text-xs">
            {weekdayLabel(each)}
          </div>
        ))}
      </div>
      <div ref={body} role="rowgroup" className="grid min-h-0 flex-1 grid-rows-[repeat(6,minmax(0,1fr))]">
        {weeks.map((week, row) => (
          // Days keep their place in the grid from month to month, so a row is known by its number.
          // oxlint-disable-next-line react/no-array-index-key
          <div
            key={row}
            role="row"
            className="grid grid-cols-7 divide-x divide-border border-border border-b"
          >
            {week.map((each, column) => (
              <MonthDay
                // oxlint-disable-next-line react/no-array-index-key
                key={column}
                date={each}
                day={days.get(each)}
                today={today}
                height={dayHeight}
                outside={monthOf(each) !== monthOf(date)}
                reachable={each === reachable}
                drop={each === aim ? mark : null}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
