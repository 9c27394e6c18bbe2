// oxlint-disable jsx-a11y/prefer-tag-over-role -- a list of which only the rows in sight are drawn is no HTML select
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { Popover, PopoverAnchor, PopoverContent } from '#ui/ui/popover.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { signalText, stateLook } from '#ui/ui/target-state.tsx';
import type { DateText } from './calendar-date.ts';
import { cardKey } from './calendar-days.ts';
import { allCards, type CalendarFilter, filterDays, isFiltering } from './calendar-filter.ts';
import { cardState, count, describeCard, longDayName } from './calendar-words.ts';
import { CardIcon } from './card-icons.tsx';
import { daysQuery } from './use-days.ts';

/** The day whose cards are all shown, beside the button that asked for it; `from`: the time to begin with. */
export interface OpenDay {
  date: DateText;
  from: Instant | null;
  anchor: HTMLElement;
}

interface DayPopoverProps {
  open: OpenDay;
  zone: string;
  filter: CalendarFilter;
  onClose: () => void;
}

export function DayPopover({ open, zone, filter, onClose }: DayPopoverProps) {
  return (
    <Popover open onOpenChange={(next) => !next && onClose()}>
      <PopoverAnchor virtualRef={{ current: open.anchor }} />
      <PopoverContent
        className="flex max-h-[min(480px,var(--radix-popover-content-available-height))] w-80 flex-col p-0"
        aria-label={longDayName(open.date)}
        collisionPadding={12}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          open.anchor.focus();
        }}
      >
        <Day {...open} zone={zone} filter={filter} onClose={onClose} />
      </PopoverContent>
    </Popover>
  );
}

function Day({ date, from, zone, filter, onClose }: OpenDay & Omit<DayPopoverProps, 'open'>) {
  const query = useQuery(daysQuery({ from: date, to: date, zone, perDay: allCards }));
  const day = useMemo(() => {
    const all = query.data?.days ?? [];
    return (isFiltering(filter) ? filterDays(all, filter) : all)[0];
  }, [query.data, filter]);
  return (
    <>
      <header className="flex shrink-0 items-baseline gap-2 px-3 pt-3 pb-2">
        <h2 className="font-semibold text-sm">{longDayName(date)}</h2>
        {day !== undefined && (
          <span className="text-muted-foreground text-xs tabular-nums">
            {count(day.total, 'post', 'posts')}
          </span>
        )}
      </header>
      {query.isPending && (
        <Loading className="grid gap-1 px-3 pb-3">
          <Skeleton className="h-7" />
          <Skeleton className="h-7" />
          <Skeleton className="h-7" />
        </Loading>
      )}
      {query.isError && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="py-6" />
      )}
      {day !== undefined && <Cards cards={day.cards} from={from} date={date} onClose={onClose} />}
    </>
  );
}

const rowHeight = 32;

interface CardsProps {
  cards: readonly CalendarCard[];
  from: Instant | null;
  date: DateText;
  onClose: () => void;
}

/** All cards of a day; only those in sight are drawn. The list itself has the focus, so a row may come and go. */
function Cards({ cards, from, date, onClose }: CardsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const first = Math.max(
    0,
    cards.findIndex((card) => from !== null && card.instant >= from),
  );
  const [active, setActive] = useState(first);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here and nowhere memoised
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: first * rowHeight,
  });
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  const open = (card: CalendarCard | undefined) => {
    if (card === undefined) return;
    onClose();
    openPost(card.postId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight);
    const target = stepTo(event.key, active, cards.length, page);
    if (event.key === 'Enter' || event.key === ' ') open(cards[active]);
    else if (target !== null) {
      setActive(target);
      rows.scrollToIndex(target);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={`Posts on ${longDayName(date)}`}
      aria-activedescendant={cards[active] && rowId(active)}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto px-1 pb-1 outline-none"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const card = cards[index];
          if (card === undefined) return null;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list takes the keys
            <div
              key={cardKey(card)}
              id={rowId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-setsize={cards.length}
              aria-posinset={index + 1}
              title={describeCard(card)}
              onClick={() => open(card)}
              className="absolute inset-x-0 flex h-8 items-center gap-2 rounded-sm px-2 text-xs hover:bg-accent aria-selected:bg-accent"
              style={{ top: start }}
            >
              <CardRow card={card} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function CardRow({ card }: { card: CalendarCard }) {
  const state = cardState(card);
  return (
    <>
      <span className={signalText[stateLook(state).signal]}>
        <CardIcon name={state} label={stateLook(state).label} />
      </span>
      <span className="tabular-nums">{card.time}</span>
      <span className="min-w-0 flex-1 truncate">{card.caption === '' ? 'No caption' : card.caption}</span>
      <span className="flex shrink-0 gap-0.5 text-muted-foreground">
        {card.targets.slice(0, 4).map(({ id, platform }) => (
          <CardIcon key={id} name={platform} label={platformName(platform)} />
        ))}
      </span>
    </>
  );
}

function stepTo(key: string, active: number, length: number, page: number): number | null {
  const last = Math.max(0, length - 1);
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + page);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function rowId(index: number): string {
  return `calendar-day-row-${index}`;
}
