// oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of days, drawn by CSS grid and absolute places, is no HTML table
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { formatInstant } from '#ui/ui/time.tsx';
import { type DateText, dayOfMonth } from './calendar-date.ts';
import { digits, periodTitle, shortDayName, weekdayLabel } from './calendar-words.ts';
import { dateAt } from './card-move.ts';
import { CardIcon } from './card-icons.tsx';
import { DayButton, NeedsYou } from './day-button.tsx';
import type { Carry } from './use-carry.ts';
import type { DaysByDate } from './use-days.ts';
import { positionOf, type WeekAxis } from './week-axis.ts';
import { roomy } from './day-fit.ts';
import { minutePx, passedUntil, WeekColumn } from './week-column.tsx';

interface WeekGridProps {
  dates: readonly DateText[];
  days: DaysByDate;
  axis: WeekAxis;
  now: Instant;
  today: DateText;
  zone: string;
  reachable: DateText;
  carry: Carry | null;
  /** Width of a day, px. */
  dayWidth: number;
  body: RefObject<HTMLDivElement | null>;
}

const columns = 'grid grid-cols-[52px_repeat(7,minmax(0,1fr))]';
/** A lane narrower than this says too little. px */
const leastLane = 60;
const firstHour = 7;

export function WeekGrid(props: WeekGridProps) {
  const { dates, days, axis, now, today, zone, reachable, carry, dayWidth, body } = props;
  const lanes = Math.max(1, Math.floor(dayWidth / leastLane));
  useFirstScroll(body, axis, days);
  return (
    <div
      role="grid"
      aria-label={`Week of ${periodTitle('week', dates[0] ?? today, { from: dates[0] ?? today, to: dates[6] ?? today })}`}
      className={`calendar-week flex min-h-0 flex-1 flex-col ${dayWidth < roomy ? 'calendar-tight' : ''}`}
    >
      <div ref={body} role="rowgroup" className="calendar-scroll">
        <div role="row" className={`${columns} calendar-week-head`}>
          <div role="columnheader">
            <span className="sr-only">Time</span>
          </div>
          {dates.map((date) => (
            <WeekHead
              key={date}
              date={date}
              day={days.get(date)}
              today={today}
              reachable={date === reachable}
            />
          ))}
        </div>
        <div
          role="row"
          className={`${columns} divide-x divide-border`}
          style={{ height: axis.length * minutePx }}
        >
          <Hours axis={axis} />
          {axis.days.map((axisDay) => {
            const aimed = carry !== null && dateAt(carry.to, zone) === axisDay.date;
            return (
              <WeekColumn
                key={axisDay.date}
                axisDay={axisDay}
                day={days.get(axisDay.date)}
                length={axis.length}
                lanes={lanes}
                today={today}
                passed={passedUntil(axisDay, now, axis.length)}
                dropAt={aimed ? positionOf(axisDay, carry.to) : null}
                dropMark={aimed ? (carry.refusal === null ? 'ok' : 'refused') : null}
                dropLabel={aimed ? formatInstant(carry.to, zone, 'time') : null}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface WeekHeadProps {
  date: DateText;
  day: CalendarDay | undefined;
  today: DateText;
  reachable: boolean;
}

function WeekHead({ date, day, today, reachable }: WeekHeadProps) {
  return (
    <div role="columnheader" data-head={date} className="flex h-10 items-center gap-1.5 pr-1 pl-2 text-xs">
      <DayButton date={date} day={day} today={today} reachable={reachable}>
        <span className="text-muted-foreground">{weekdayLabel(date)}</span>{' '}
        <span className={date === today ? 'calendar-today' : 'font-medium'}>{dayOfMonth(date)}</span>
      </DayButton>
      {day !== undefined && day.needsYou > 0 && <NeedsYou count={day.needsYou} />}
      <span className="flex-1" />
      {day !== undefined && day.total > 0 && (
        <span className="text-2xs text-muted-foreground tabular-nums">{digits(day.total)}</span>
      )}
      {date >= today && (
        <button
          type="button"
          data-new={date}
          tabIndex={-1}
          aria-label={`New post on ${shortDayName(date)}`}
          className="calendar-add"
        >
          <CardIcon name="plus" />
        </button>
      )}
    </div>
  );
}

function Hours({ axis }: { axis: WeekAxis }) {
  return (
    <div aria-hidden className="relative text-right text-2xs text-muted-foreground tabular-nums">
      {axis.hours.map(({ at, label, again }) => (
        <div key={at}>
          {at > 0 && (
            <span
              className="absolute right-1.5 -translate-y-1/2 whitespace-nowrap bg-background px-0.5"
              style={{ top: at * minutePx }}
            >
              {label}
              {again && <span title="The clocks go back: this hour comes twice"> ↺</span>}
            </span>
          )}
          <div className="calendar-hour" style={{ top: at * minutePx }} />
        </div>
      ))}
    </div>
  );
}

/** A week opens at the working hours, or at its first post where that is earlier. */
function useFirstScroll(body: RefObject<HTMLDivElement | null>, axis: WeekAxis, days: DaysByDate): void {
  const scrolled = useRef(false);
  const first = useMemo(() => {
    const positions = axis.days.flatMap((axisDay) => {
      const card = days.get(axisDay.date)?.cards[0];
      const at = card === undefined ? null : positionOf(axisDay, card.instant);
      return at === null ? [] : [at];
    });
    return Math.min(firstHour * 60, ...positions);
  }, [axis, days]);
  useLayoutEffect(() => {
    if (scrolled.current || body.current === null) return;
    body.current.scrollTo({ top: first * minutePx - 8 });
    scrolled.current = days.size > 0;
  }, [first, body, days]);
}
