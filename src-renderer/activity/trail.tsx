import { useInfiniteQuery } from '@tanstack/react-query';
import { History, type LucideIcon, Send, Settings2, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { AuditEvent } from '#shared/contract/notices.ts';
import { api } from '#ui/api/queries.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { formatInstant, machineZone, Time, useNow, useZone, zoneLabel } from '#ui/ui/time.tsx';
import { ToggleGroup, ToggleGroupItem } from '#ui/ui/toggle-group.tsx';
import { byDay, isAbout, type SubjectId, subjects, type TrailDay } from './trail-days.ts';

/** The audit trail: who did what, newest first. */
export function Trail() {
  const [subject, setSubject] = useState<SubjectId>('all');
  return (
    <section aria-labelledby="trail" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="trail" className="font-semibold text-base">
          What happened
        </h2>
        <ToggleGroup
          type="single"
          aria-label="Show"
          className="ml-auto"
          value={subject}
          onValueChange={(value) => setSubject(subjects.find((one) => one.id === value)?.id ?? subject)}
        >
          {subjects.map(({ id, label }) => (
            <ToggleGroupItem key={id} value={id}>
              {label}
            </ToggleGroupItem>
          ))}
        </ToggleGroup>
      </div>
      <Events subject={subject} />
    </section>
  );
}

function Events({ subject }: { subject: SubjectId }) {
  const zone = useZone();
  const trail = useInfiniteQuery(
    api.notices.activity.infiniteOptions({
      input: (cursor: string | null) => ({ limit: 100, ...(cursor !== null && { cursor }) }),
      initialPageParam: null,
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  if (trail.data === undefined) {
    if (trail.error !== null) return <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />;
    return (
      <Loading className="grid gap-2">
        {Array.from({ length: 8 }, (_, row) => (
          <Skeleton key={row} className="h-8" />
        ))}
      </Loading>
    );
  }
  const all = trail.data.pages.flatMap((page) => page.items);
  const shown = all.filter((event) => isAbout(event, subject));
  if (all.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has happened yet">
        What you plan and what goes out is noted here.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-5">
      {shown.length === 0 && (
        <p className="text-muted-foreground">Nothing of this kind among the newest {all.length} entries.</p>
      )}
      {byDay(shown, zone).map((day) => (
        <Day key={day.date} day={day} zone={zone} />
      ))}
      {trail.hasNextPage ? (
        <Button
          variant="outline"
          className="justify-self-start"
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : (
        <p className="text-muted-foreground text-xs">This is the beginning.</p>
      )}
    </div>
  );
}

function Day({ day, zone }: { day: TrailDay; zone: string }) {
  const now = useNow(60_000);
  const first = day.events[0];
  if (first === undefined) return null;
  return (
    <section aria-label={formatInstant(first.at, zone, 'long-day')}>
      <h3 className="sticky top-0 bg-background py-1 font-medium text-muted-foreground text-xs">
        {dayName(first.at, now, zone)}
        {zone !== machineZone && <span className="font-normal">, times in {zoneLabel(zone, first.at)}</span>}
      </h3>
      <ul className="divide-y divide-border border-border border-y">
        {day.events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function dayName(instant: number, now: number, zone: string): string {
  const name = formatInstant(instant, zone, 'long-day');
  if (name === formatInstant(now, zone, 'long-day')) return `Today, ${name}`;
  return name === formatInstant(now - 86_400_000, zone, 'long-day') ? `Yesterday, ${name}` : name;
}

const actors: Record<AuditEvent['actor'], { label: string; icon: LucideIcon }> = {
  seller: { label: 'You', icon: UserRound },
  publisher: { label: 'Publisher', icon: Send },
  app: { label: 'Picscripter', icon: Settings2 },
};

function EventRow({ event: { at, actor, summary, postId } }: { event: AuditEvent }) {
  const { label, icon: Icon } = actors[actor];
  return (
    <li className="flex min-h-9 items-center gap-3 py-1">
      <Time instant={at} shape="time" bare className="shrink-0 text-muted-foreground text-xs" />
      <span className="flex w-24 shrink-0 items-center gap-1.5 text-muted-foreground text-xs">
        <Icon aria-hidden className="size-3.5" />
        {label}
      </span>
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{summary}</span>
      {postId !== null && (
        <Button variant="ghost" size="sm" onClick={() => openPost(postId)}>
          Open post
        </Button>
      )}
    </li>
  );
}
