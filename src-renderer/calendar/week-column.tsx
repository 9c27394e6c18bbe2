// oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of days, drawn by CSS grid and absolute places, is no HTML table
import { memo, useMemo } from 'react';
import type { CalendarDay } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { CardView } from './calendar-card.tsx';
import { type DateText, isWeekend } from './calendar-date.ts';
import { cardKey } from './calendar-days.ts';
import type { DropMark } from './month-day.tsx';
import { type AxisDay, positionOf } from './week-axis.ts';
import { layoutDay } from './week-layout.ts';

/** Heights in the week view: px of a minute, and of a card with the gap below it. */
export const minutePx = 1.2;
export const tilePx = 60;

interface WeekColumnProps {
  axisDay: AxisDay;
  day: CalendarDay | undefined;
  /** Minutes of the axis. */
  length: number;
  lanes: number;
  today: DateText;
  /** Minutes from the top until which the day has passed. */
  passed: number;
  /** Where the carried card would be dropped, minutes from the top. */
  dropAt: number | null;
  dropMark: DropMark;
  dropLabel: string | null;
}

export const WeekColumn = memo(function WeekColumn(props: WeekColumnProps) {
  const { axisDay, day, length, lanes, today, passed, dropAt, dropMark, dropLabel } = props;
  const { date, blanks } = axisDay;
  const layout = useMemo(() => {
    const cards = (day?.cards ?? []).flatMap((card) => {
      const at = positionOf(axisDay, card.instant);
      return at === null ? [] : [{ item: card, at }];
    });
    return layoutDay(cards, { cardMinutes: tilePx / minutePx, lanes, length });
  }, [axisDay, day, lanes, length]);
  return (
    // biome-ignore lint/a11y: the grid around it listens for all its days
    <div
      role="gridcell"
      data-date={date}
      className={`calendar-column ${isWeekend(date) ? 'calendar-weekend' : ''}`}
    >
      <div className="calendar-passed" style={{ height: passed * minutePx }} />
      {blanks.map(({ from, to }) => (
        <div
          key={from}
          className="calendar-blank"
          title="The clocks change: this day does not have this hour"
          style={{ top: from * minutePx, height: (to - from) * minutePx }}
        />
      ))}
      {date === today && <div aria-hidden className="calendar-now" style={{ top: passed * minutePx }} />}
      {layout.placed.map(({ item, top, lane, lanes: shared, crowded }) => (
        <CardView
          key={cardKey(item)}
          card={item}
          shape={shared === 1 ? 'tile' : 'narrow-tile'}
          style={{
            top: top * minutePx,
            height: tilePx - 2,
            left: laneEdge(lane, shared, crowded),
            width: laneEdge(1, shared, crowded),
          }}
        />
      ))}
      {layout.crowds.map(({ top, items }) => (
        <button
          key={top}
          type="button"
          tabIndex={-1}
          data-more={date}
          data-from={items[0]?.instant}
          className="calendar-crowd"
          style={{ top: top * minutePx, height: tilePx - 2 }}
          aria-label={`${items.length} more from ${items[0]?.time ?? ''}`}
        >
          +{items.length}
        </button>
      ))}
      {dropAt !== null && (
        <div
          data-drop={dropMark}
          className="calendar-drop"
          style={{ top: dropAt * minutePx, height: tilePx - 2 }}
        >
          {dropLabel}
        </div>
      )}
    </div>
  );
});

/** Lanes share the column's width but for a strip at the right for a crowd's button. */
function laneEdge(lane: number, lanes: number, crowded: boolean): string {
  return `calc((100% - ${crowded ? 34 : 2}px) * ${lane / lanes})`;
}

/** Minutes of the axis until `now`: none of a day to come, all of a day that is over. */
export function passedUntil(axisDay: AxisDay, now: Instant, length: number): number {
  const last = axisDay.segments.at(-1);
  if (last === undefined || now >= last.to) return length;
  return positionOf(axisDay, now) ?? 0;
}
