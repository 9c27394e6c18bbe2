import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { onDay, snapped } from './card-move.ts';
import { instantAt, type WeekAxis } from './week-axis.ts';
import { minutePx } from './week-column.tsx';

interface Point {
  x: number;
  y: number;
  /** Upper edge of the carried card, or the point itself. */
  top: number;
}

interface Grid {
  /** Null: the month, where a card keeps its time of day. */
  axis: WeekAxis | null;
  body: HTMLElement | null;
  zone: string;
}

/** The time that a point of the window stands for; null outside the days. `card`: what would be dropped there. */
export function timeAtPoint(
  card: CalendarCard | null,
  point: Point,
  { axis, body, zone }: Grid,
): Instant | null {
  const element = document
    .elementsFromPoint(point.x, point.y)
    .find((each): each is HTMLElement => each instanceof HTMLElement && each.dataset.date !== undefined);
  const date = element?.dataset.date;
  if (element === undefined || date === undefined || !body?.contains(element)) return null;
  if (axis === null) return card === null ? null : onDay(card.instant, date, zone);
  const day = axis.days.find((each) => each.date === date);
  if (day === undefined) return null;
  const position = (point.top - element.getBoundingClientRect().top) / minutePx;
  return instantAt(day, card === null ? floored(position) : Math.max(0, snapped(position)));
}

/** A click is meant for the half hour that it is in. */
function floored(position: number): number {
  return Math.max(0, Math.floor(position / 30) * 30);
}
