import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '#ui/api/queries.ts';

/** The zone of this machine. */
export const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The seller's zone; the machine's until the settings are known. */
export function useZone(): string {
  return useQuery(api.app.settings.queryOptions({ input: {} })).data?.zone ?? machineZone;
}

const shapes = {
  /** 15:30 */
  time: { hour: '2-digit', minute: '2-digit' },
  /** Tue 24 Nov */
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  /** Tuesday 24 November 2026 */
  'long-day': { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** Tue 24 Nov, 15:30 */
  'day-time': { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** 24 Nov 2026, 15:30:05 */
  exact: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type TimeShape = keyof typeof shapes;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it a hundred times, so each is made once. */
function formatter(name: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${options.timeZone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** An instant (ms) as the clock in `zone` shows it. */
export function formatInstant(instant: number, zone: string, shape: TimeShape = 'day-time'): string {
  return formatter(shape, 'en-GB', { ...shapes[shape], hourCycle: 'h23', timeZone: zone }).format(instant);
}

/** The calendar day of an instant in a zone, 2026-11-24. */
export function dayOf(instant: number, zone: string): string {
  return formatter('iso-day', 'en-CA', { timeZone: zone }).format(instant);
}

/** The name of a zone for a reader: "Berlin (GMT+1)". */
export function zoneLabel(zone: string, at: number = Date.now()): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  if (zone === 'UTC') return city;
  const offset = formatter('offset', 'en-GB', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  return offset === undefined ? city : `${city} (${offset})`;
}

const spans = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "in 5 minutes", "2 hours ago"; under a minute "now". */
export function formatRelative(instant: number, now: number): string {
  const distance = instant - now;
  const span = spans.find(({ ms }) => Math.abs(distance) >= ms);
  return span === undefined ? 'now' : relative.format(Math.trunc(distance / span.ms), span.unit);
}

/** The current time, looked at again every `everyMs`. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

interface TimeProps {
  instant: number;
  shape?: TimeShape | 'relative';
  /** The seller's zone unless told. */
  zone?: string;
  /** Leaves the zone out, where a heading says it for a whole list. */
  bare?: boolean;
  className?: string;
}

/** A time in the seller's zone. Says the zone when it is not the machine's; on hover the machine's time too. */
export function Time({ instant, shape = 'day-time', zone, bare = false, className }: TimeProps) {
  const sellerZone = useZone();
  const shown = zone ?? sellerZone;
  const differs = shown !== machineZone;
  const title = [
    `${formatInstant(instant, shown, 'exact')}, ${zoneLabel(shown, instant)}`,
    ...(differs
      ? [`${formatInstant(instant, machineZone, 'exact')}, ${zoneLabel(machineZone, instant)}`]
      : []),
  ].join('\n');
  const saysZone = differs && !bare && (shape === 'time' || shape === 'day-time' || shape === 'exact');
  return (
    <time dateTime={new Date(instant).toISOString()} title={title} className={className}>
      {shape === 'relative' ? <Distance instant={instant} /> : formatInstant(instant, shown, shape)}
      {saysZone && <span className="text-muted-foreground"> {zoneLabel(shown, instant)}</span>}
    </time>
  );
}

/** By itself, so that only times that pass are drawn again. */
function Distance({ instant }: { instant: number }) {
  return formatRelative(instant, useNow());
}
