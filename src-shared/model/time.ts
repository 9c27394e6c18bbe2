import { tzOffset } from '@date-fns/tz';
import { z } from 'zod';

/** Milliseconds since 1970 in UTC. */
export type Instant = number;

/** What the seller meant: a wall-clock time without offset ("2026-11-24T15:30") in an IANA zone. */
export const localTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, 'Give the time as 2026-11-24T15:30, without an offset.')
  .refine((text) => localParts(text) !== null, 'There is no such day or time.');

export const zoneSchema = z
  .string()
  .min(1)
  .max(64)
  .refine(isZone, 'This time zone is not known. Use a name such as Europe/Berlin.');

export const wallTimeSchema = z.strictObject({ local: localTimeSchema, zone: zoneSchema });
export type WallTime = z.infer<typeof wallTimeSchema>;

/** An instant in API requests: ISO 8601 that says its offset. Times without one are refused. */
export const instantTextSchema = z.iso.datetime({
  offset: true,
  error: 'Give the time with its offset, such as 2026-11-24T15:30:00+01:00 or 2026-11-24T14:30:00Z.',
});

/** How a wall-clock time met its zone's clock changes. */
export type Fit = 'exact' | 'gap' | 'overlap';

export interface Resolved {
  instant: Instant;
  fit: Fit;
  /** The wall-clock time that will really be used; differs from what was asked only in a gap. */
  local: string;
}

/** Asking is slow, and the same few are asked for. */
const knownZones = new Set<string>();

export function isZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    knownZones.add(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the instant of a wall-clock time. In a gap (the clock jumps over it) the next valid minute is used,
 * in an overlap (the clock shows it twice) the first.
 */
export function resolveWallTime({ local, zone }: WallTime): Resolved {
  const parts = localParts(local);
  if (parts === null) throw new RangeError(`not a local time: ${local}`);
  const candidates = instantsOf(parts, zone);
  const first = candidates[0];
  if (first !== undefined) return { instant: first, fit: candidates.length > 1 ? 'overlap' : 'exact', local };
  const instant = firstInstantAfterGap(parts, zone);
  return { instant, fit: 'gap', local: toLocal(instant, zone) };
}

/** The wall-clock time of an instant in a zone, to the minute or, where there are any, to the second. */
export function toLocal(instant: Instant, zone: string): string {
  const shifted = new Date(instant + offsetMs(instant, zone)).toISOString();
  return shifted.slice(17, 19) === '00' ? shifted.slice(0, 16) : shifted.slice(0, 19);
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function offsetMs(instant: Instant, zone: string): number {
  return Math.round(tzOffset(zone, new Date(instant)) * MINUTE);
}

/** The wall-clock time read as if it were UTC, or null when there is no such day or time. */
function localParts(local: string): number | null {
  const text = local.length === 16 ? `${local}:00` : local;
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  return new Date(asUtc).toISOString().startsWith(text) ? asUtc : null;
}

function instantsOf(asUtc: number, zone: string): Instant[] {
  // No zone changes its offset twice within a day, so the offsets a day before and after are all there can be.
  const offsets = new Set([offsetMs(asUtc - DAY, zone), offsetMs(asUtc, zone), offsetMs(asUtc + DAY, zone)]);
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetMs(instant, zone) === asUtc)
    .sort((a, b) => a - b);
}

/** The clock change that swallowed the time, found by bisection between a day before and a day after. */
function firstInstantAfterGap(asUtc: number, zone: string): Instant {
  let before = asUtc - offsetMs(asUtc - DAY, zone) - DAY;
  let after = asUtc - offsetMs(asUtc + DAY, zone) + DAY;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetMs(middle, zone) < asUtc) before = middle;
    else after = middle;
  }
  return after;
}
