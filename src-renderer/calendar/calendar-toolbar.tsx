import { ChevronLeft, ChevronRight, Globe } from 'lucide-react';
import { memo } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { useDocumentTitle } from '#ui/ui/page-header.tsx';
import { machineZone, zoneLabel } from '#ui/ui/time.tsx';
import { ToggleGroup, ToggleGroupItem } from '#ui/ui/toggle-group.tsx';
import type { CalendarFilter } from './calendar-filter.ts';
import type { CalendarPlace } from './calendar-place.ts';
import { startOfDay } from './day-clock.ts';
import { FilterMenu } from './filter-menu.tsx';

interface CalendarToolbarProps {
  place: CalendarPlace;
  title: string;
  zone: string;
  /** What is shown is still being fetched. */
  loading: boolean;
  filter: CalendarFilter;
  onFilter: (filter: CalendarFilter) => void;
  onToday: () => void;
  onStep: (by: 1 | -1) => void;
  onView: (view: CalendarPlace['view']) => void;
}

export const CalendarToolbar = memo(function CalendarToolbar(props: CalendarToolbarProps) {
  const { place, title, zone, loading, filter, onFilter, onToday, onStep, onView } = props;
  const what = place.view === 'month' ? 'month' : 'week';
  useDocumentTitle(title);
  return (
    <header className="relative flex min-h-14 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-border border-b px-4 py-2">
      <Button variant="outline" size="sm" onClick={onToday} title="T">
        Today
      </Button>
      <div className="flex items-center">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Previous ${what}`}
          data-turn="-1"
          onClick={() => onStep(-1)}
        >
          <ChevronLeft />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Next ${what}`}
          data-turn="1"
          onClick={() => onStep(1)}
        >
          <ChevronRight />
        </Button>
      </div>
      <h1 className="font-semibold text-lg">
        <span className="sr-only">Calendar, </span>
        {title}
      </h1>
      <div className="flex-1" />
      {zone !== machineZone && (
        <span
          className="flex items-center gap-1 text-muted-foreground text-xs"
          title={`Your time zone in the settings. This computer is in ${zoneLabel(machineZone)}.`}
        >
          <Globe aria-hidden className="size-3.5" />
          Times in {zoneLabel(zone, startOfDay(place.date, zone))}
        </span>
      )}
      <FilterMenu filter={filter} onFilter={onFilter} />
      <ToggleGroup
        type="single"
        aria-label="View"
        value={place.view}
        onValueChange={(view) => view !== '' && onView(view === 'week' ? 'week' : 'month')}
      >
        <ToggleGroupItem value="week" title="W">
          Week
        </ToggleGroupItem>
        <ToggleGroupItem value="month" title="M">
          Month
        </ToggleGroupItem>
      </ToggleGroup>
      {loading && <div aria-hidden className="calendar-loading" />}
    </header>
  );
});
