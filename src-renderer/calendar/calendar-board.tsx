import { type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import { openNew, openPost } from '#ui/app/drawer-store.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { useNow } from '#ui/ui/time.tsx';
import './calendar.css';
import './calendar-card.css';
import { CalendarAlerts } from './calendar-alerts.tsx';
import { type DateText, rangeOf, step, type WeekStart } from './calendar-date.ts';
import { cardKey } from './calendar-days.ts';
import { type CalendarFilter, isFiltering, noFilter } from './calendar-filter.ts';
import { useCalendarPlace } from './calendar-place.ts';
import { CalendarToolbar } from './calendar-toolbar.tsx';
import { periodTitle } from './calendar-words.ts';
import { CardIconShapes } from './card-icons.tsx';
import { dateAt } from './card-move.ts';
import { CarryGhost } from './carry-ghost.tsx';
import { cardsPerDay, guessSize } from './days-ahead.ts';
import { DayPopover, type OpenDay } from './day-popover.tsx';
import { MonthGrid } from './month-grid.tsx';
import { newPostTime, wallTime } from './new-post-time.ts';
import { NothingPlanned } from './nothing-planned.tsx';
import { timeAtPoint } from './time-at-point.ts';
import { refuse, useCarry } from './use-carry.ts';
import { type DaysByDate, useDays } from './use-days.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { usePointerCarry } from './use-pointer-carry.ts';
import { useSize } from './use-size.ts';
import { weekAxis } from './week-axis.ts';
import { WeekGrid } from './week-grid.tsx';

interface CalendarBoardProps {
  zone: string;
  weekStartsOn: WeekStart;
}

export function CalendarBoard({ zone, weekStartsOn }: CalendarBoardProps) {
  const now = useNow();
  const today = dateAt(now, zone);
  const [place, go] = useCalendarPlace(today);
  const { view, date } = place;
  const [filter, setFilter] = useState<CalendarFilter>(noFilter);
  const [openDay, setOpenDay] = useState<OpenDay | null>(null);
  const [focused, setFocused] = useState<DateText>(date);
  const [spoken, say] = useState('');

  const surface = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const size = useSize(body, guessSize, view);
  const dayHeight = Math.floor(size.height / 6);
  const perDay = cardsPerDay(view, size);
  const { dates, days, query } = useDays({ view, date, zone, weekStartsOn, perDay }, filter);
  const axis = useMemo(() => (view === 'week' ? weekAxis(dates, zone) : null), [view, dates, zone]);
  const carrying = useCarry(zone, say);
  const reachable = dates.includes(focused) ? focused : date;

  const cardAt = (element: Element): CalendarCard | null => {
    const key = element.closest<HTMLElement>('[data-card]')?.dataset.card;
    return key === undefined ? null : findCard(days, key);
  };
  const newAt = (on: DateText) => {
    const when = newPostTime(on, now, zone);
    if (when === null) refuse('That day is over. Choose today or a later day for a new post.');
    else openNew(when);
  };
  const turn = useCallback(
    (by: 1 | -1) => {
      const to = step(view, date, by);
      setFocused(to);
      go({ date: to });
    },
    [go, view, date],
  );
  const toToday = useCallback(() => {
    setFocused(today);
    go({ date: today });
  }, [go, today]);
  const toView = useCallback((to: typeof view) => go({ view: to }), [go]);

  const { onKeyDown, onFocus } = useGridKeys({
    surface,
    place,
    go,
    today,
    zone,
    weekStartsOn,
    reachable,
    setReachable: setFocused,
    carrying,
    cardAt,
    newAt,
  });
  const onPointerDown = usePointerCarry({
    carrying,
    cardAt,
    ghost,
    onTurn: turn,
    timeAt: (card, point) => timeAtPoint(card, point, { axis, body: body.current, zone }),
  });

  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const card = cardAt(target);
    if (card !== null) return openPost(card.postId);
    const more = target.closest<HTMLElement>('[data-more]');
    if (more?.dataset.more !== undefined) {
      const from = more.dataset.from === undefined ? null : Number(more.dataset.from);
      return setOpenDay({ date: more.dataset.more, from, anchor: more });
    }
    const named = target.closest<HTMLElement>('[data-new], [data-day]')?.dataset;
    const on = named?.new ?? named?.day;
    if (on !== undefined) return newAt(on);
    const day = target.closest<HTMLElement>('[data-date]')?.dataset.date;
    if (day === undefined) return;
    setFocused(day);
    if (axis === null) return newAt(day);
    const at = timeAtPoint(
      null,
      { x: event.clientX, y: event.clientY, top: event.clientY },
      { axis, body: body.current, zone },
    );
    if (at === null) return;
    if (at <= now) refuse('That time has passed. Choose a later one for a new post.');
    else openNew(wallTime(at, zone));
  };

  const title = periodTitle(view, date, rangeOf(dates));
  const empty = query.isSuccess && [...days.values()].every(({ total }) => total === 0);
  return (
    <div className="relative flex h-full min-h-96 flex-col">
      <CardIconShapes />
      <CalendarToolbar
        place={place}
        title={title}
        zone={zone}
        loading={query.isFetching && !query.isSuccess}
        filter={filter}
        onFilter={setFilter}
        onToday={toToday}
        onStep={turn}
        onView={toView}
      />
      <CalendarAlerts />
      {query.isError && query.data === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the grid in it is what has a role
        <div
          ref={surface}
          className={`flex min-h-0 flex-1 flex-col ${carrying.carry === null ? '' : 'calendar-carrying'}`}
          aria-busy={query.isFetching}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onPointerDown={onPointerDown}
        >
          {axis === null ? (
            <MonthGrid
              {...{ dates, days, date, today, zone, reachable, dayHeight, body }}
              dayWidth={size.width / 7}
              carry={carrying.carry}
            />
          ) : (
            <WeekGrid
              {...{ dates, days, axis, now, today, zone, reachable, body }}
              carry={carrying.carry}
              dayWidth={(size.width - 52) / 7}
            />
          )}
        </div>
      )}
      {empty && (
        <NothingPlanned title={title} filtering={isFiltering(filter)} onShowAll={() => setFilter(noFilter)} />
      )}
      {openDay !== null && (
        <DayPopover open={openDay} zone={zone} filter={filter} onClose={() => setOpenDay(null)} />
      )}
      <CarryGhost carry={carrying.carry} zone={zone} ghost={ghost} />
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}

function findCard(days: DaysByDate, key: string): CalendarCard | null {
  for (const { cards } of days.values()) {
    const card = cards.find((each) => cardKey(each) === key);
    if (card !== undefined) return card;
  }
  return null;
}
