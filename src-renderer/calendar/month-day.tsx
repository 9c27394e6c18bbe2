// oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of days, drawn by CSS grid and absolute places, is no HTML table
import { Plus, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import { CardView } from './calendar-card.tsx';
import { type DateText, dayOfMonth, isWeekend } from './calendar-date.ts';
import { cardKey, hiddenTargets } from './calendar-days.ts';
import { longDayName, monthLabel } from './calendar-words.ts';
import { DayButton } from './day-button.tsx';
import { fitDay, lowCard, tallCard } from './day-fit.ts';

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
  const size = fit.tall ? tallCard : lowCard;
  return (
    // biome-ignore lint/a11y: the grid around it listens for all its days
    <div
      role="gridcell"
      data-date={date}
      data-drop={drop}
      className={`calendar-day ${isWeekend(date) ? 'bg-muted/50' : ''} ${outside ? 'calendar-outside' : ''}`}
    >
      <div className="flex h-6.5 items-center gap-1.5 pl-1.5 text-xs">
        <DayButton date={date} day={day} today={today} reachable={reachable}>
          <span className={date === today ? 'calendar-today' : dayNumberClasses(outside, date < today)}>
            {dayOfMonth(date) === 1 ? `1 ${monthLabel(date)}` : dayOfMonth(date)}
          </span>
        </DayButton>
        {day !== undefined && day.needsYou > 0 && (
          <span className="flex items-center gap-0.5 font-medium text-2xs text-danger" title="Needs you">
            <TriangleAlert aria-hidden className="size-3" />
            {day.needsYou}
          </span>
        )}
        <span className="flex-1" />
        <span className="grid h-6.5 min-w-7 items-center justify-items-end *:[grid-area:1/1]">
          {day !== undefined && day.total > 0 && (
            <span className="calendar-total pr-1 text-2xs text-muted-foreground tabular-nums">
              {day.total.toLocaleString('en-GB')}
            </span>
          )}
          {date >= today && (
            <button
              type="button"
              tabIndex={-1}
              data-new={date}
              aria-label={`New post on ${longDayName(date)}`}
              className="calendar-add"
            >
              <Plus aria-hidden className="size-3.5" />
            </button>
          )}
        </span>
      </div>
      <div className="grid gap-0.5 px-1">
        {shown.map((card) => (
          <CardView
            key={cardKey(card)}
            card={card}
            shape={fit.tall ? 'block' : 'line'}
            className={fit.tall ? 'h-10' : 'h-6'}
          />
        ))}
        {hidden > 0 && (
          <button
            type="button"
            tabIndex={-1}
            data-more={date}
            className="calendar-more"
            style={{ height: size }}
          >
            +{hidden.toLocaleString('en-GB')} more
          </button>
        )}
      </div>
    </div>
  );
});

function dayNumberClasses(outside: boolean, past: boolean): string {
  return outside || past ? 'text-muted-foreground' : 'font-medium';
}
