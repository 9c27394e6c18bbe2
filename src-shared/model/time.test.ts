import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  instantTextSchema,
  type Fit,
  localTimeSchema,
  resolveWallTime,
  toLocal,
  wallTimeSchema,
  zoneSchema,
} from './time.ts';

/** From the IANA database by Python's zoneinfo, not by what is tested here. */
const golden: readonly (readonly [zone: string, local: string, instant: string, fit: Fit, used: string])[] = [
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00Z', 'gap', '2026-03-29T03:00'],
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30Z', 'overlap', '2026-10-25T02:30'],
  ['Europe/Berlin', '2026-11-24T15:30', '2026-11-24T14:30Z', 'exact', '2026-11-24T15:30'],
  ['Europe/Dublin', '2026-03-29T01:30', '2026-03-29T01:00Z', 'gap', '2026-03-29T02:00'],
  ['Europe/Dublin', '2026-10-25T01:30', '2026-10-25T00:30Z', 'overlap', '2026-10-25T01:30'],
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00Z', 'gap', '2026-03-08T03:00'],
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30Z', 'overlap', '2026-11-01T01:30'],
  ['America/Los_Angeles', '2026-03-08T02:00', '2026-03-08T10:00Z', 'gap', '2026-03-08T03:00'],
  ['America/Los_Angeles', '2026-11-01T01:59', '2026-11-01T08:59Z', 'overlap', '2026-11-01T01:59'],
  ['America/St_Johns', '2026-03-08T02:15', '2026-03-08T05:30Z', 'gap', '2026-03-08T03:00'],
  ['America/St_Johns', '2026-11-01T01:15', '2026-11-01T03:45Z', 'overlap', '2026-11-01T01:15'],
  ['America/Sao_Paulo', '2018-11-04T00:30', '2018-11-04T03:00Z', 'gap', '2018-11-04T01:00'],
  ['America/Sao_Paulo', '2018-02-17T23:30', '2018-02-18T01:30Z', 'overlap', '2018-02-17T23:30'],
  ['America/Sao_Paulo', '2026-02-15T00:30', '2026-02-15T03:30Z', 'exact', '2026-02-15T00:30'],
  ['Africa/Casablanca', '2026-02-15T02:30', '2026-02-15T01:30Z', 'overlap', '2026-02-15T02:30'],
  ['Africa/Casablanca', '2026-03-22T02:30', '2026-03-22T02:00Z', 'gap', '2026-03-22T03:00'],
  ['Africa/Cairo', '2026-04-24T00:30', '2026-04-23T22:00Z', 'gap', '2026-04-24T01:00'],
  ['Africa/Cairo', '2026-10-29T23:30', '2026-10-29T20:30Z', 'overlap', '2026-10-29T23:30'],
  ['Asia/Kolkata', '2026-06-01T09:00', '2026-06-01T03:30Z', 'exact', '2026-06-01T09:00'],
  ['Asia/Kathmandu', '2026-06-01T09:00', '2026-06-01T03:15Z', 'exact', '2026-06-01T09:00'],
  ['Asia/Tokyo', '2026-06-01T09:00', '2026-06-01T00:00Z', 'exact', '2026-06-01T09:00'],
  ['Asia/Tehran', '2022-03-22T00:30', '2022-03-21T20:30Z', 'gap', '2022-03-22T01:00'],
  ['Asia/Tehran', '2022-09-21T23:30', '2022-09-21T19:00Z', 'overlap', '2022-09-21T23:30'],
  ['Asia/Tehran', '2026-03-22T00:30', '2026-03-21T21:00Z', 'exact', '2026-03-22T00:30'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30Z', 'gap', '2026-10-04T02:30'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45Z', 'overlap', '2026-04-05T01:45'],
  ['Pacific/Chatham', '2026-09-27T02:50', '2026-09-26T14:00Z', 'gap', '2026-09-27T03:45'],
  ['Pacific/Chatham', '2026-04-05T03:00', '2026-04-04T13:15Z', 'overlap', '2026-04-05T03:00'],
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00Z', 'gap', '2011-12-31T00:00'],
  ['Pacific/Apia', '2021-04-04T03:30', '2021-04-03T13:30Z', 'overlap', '2021-04-04T03:30'],
  ['Pacific/Apia', '2026-01-15T08:00', '2026-01-14T19:00Z', 'exact', '2026-01-15T08:00'],
  ['Antarctica/Troll', '2026-03-29T01:30', '2026-03-29T01:00Z', 'gap', '2026-03-29T03:00'],
  ['Antarctica/Troll', '2026-10-25T02:30', '2026-10-25T00:30Z', 'overlap', '2026-10-25T02:30'],
  ['UTC', '2024-02-29T23:59', '2024-02-29T23:59Z', 'exact', '2024-02-29T23:59'],
];
const zones = [...new Set(golden.map(([zone]) => zone))];

describe('a wall-clock time', () => {
  test.each(golden)('in %s at %s is %s (%s, %s)', (zone, local, instant, fit, used) => {
    const resolved = resolveWallTime({ local, zone });
    expect({ ...resolved, instant: new Date(resolved.instant).toISOString() }).toEqual({
      instant: instant.replace('Z', ':00.000Z'),
      fit,
      local: used,
    });
  });

  test('of every week of a year is the same by asking Intl what each instant shows', () => {
    for (const zone of zones) {
      for (let week = 0; week < 53; week++) {
        const local = new Date(Date.UTC(2026, 0, 4 + 7 * week, 2, 30)).toISOString().slice(0, 16);
        expect(resolveWallTime({ local, zone }), `${zone} ${local}`).toEqual(searched(local, zone));
      }
    }
  });

  test('of a monthly post stays at its hour, on the 31st where there is one', () => {
    for (const zone of zones) {
      for (let month = 0; month < 12; month++) {
        const local = new Date(Date.UTC(2026, month, 31, 19, 45)).toISOString().slice(0, 16);
        expect(toLocal(resolveWallTime({ local, zone }).instant, zone)).toBe(local);
      }
    }
  });

  const anyMinute = fc
    .integer({ min: Date.UTC(2012, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 })
    .map((minutes) => minutes * 60_000);

  test('and back is what was asked, but in a gap, where it is later', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyMinute, (zone, asUtc) => {
        const local = new Date(asUtc).toISOString().slice(0, 16);
        const resolved = resolveWallTime({ local, zone });
        expect(toLocal(resolved.instant, zone)).toBe(resolved.local);
        if (resolved.fit === 'gap') expect(resolved.local > local).toBe(true);
        else expect(resolved.local).toBe(local);
      }),
      { numRuns: 500 },
    );
  });

  test('of any instant leads back to it, or to the first time the clock showed the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyMinute, (zone, instant) => {
        const back = resolveWallTime({ local: toLocal(instant, zone), zone });
        if (back.fit === 'overlap') expect(back.instant).toBeLessThanOrEqual(instant);
        else expect(back).toMatchObject({ instant, fit: 'exact' });
      }),
      { numRuns: 500 },
    );
  });

  test('may have seconds', () => {
    const { instant } = resolveWallTime({ local: '2026-11-24T15:30:07', zone: 'Europe/Berlin' });
    expect(new Date(instant).toISOString()).toBe('2026-11-24T14:30:07.000Z');
    expect(toLocal(instant, 'Europe/Berlin')).toBe('2026-11-24T15:30:07');
  });
});

describe('what is taken as a time', () => {
  test.each([
    ['2026-11-24T15:30', true],
    ['2024-02-29T00:00', true],
    ['2026-02-29T00:00', false],
    ['2026-13-01T00:00', false],
    ['2026-11-24T24:00', false],
    ['2026-11-24T15:60', false],
    ['2026-11-24 15:30', false],
    ['2026-11-24T15:30Z', false],
    ['2026-11-24T15:30+01:00', false],
    ['tomorrow', false],
  ])('%s as a local time: %s', (local, isTaken) => {
    expect(localTimeSchema.safeParse(local).success).toBe(isTaken);
  });

  test.each([
    ['2026-11-24T15:30:00+01:00', true],
    ['2026-11-24T14:30:00Z', true],
    ['2026-11-24T15:30:00', false],
    ['2026-11-24', false],
  ])('%s as an instant: %s', (text, isTaken) => {
    expect(instantTextSchema.safeParse(text).success).toBe(isTaken);
  });

  test.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Berlin', false],
    ['', false],
    ['x'.repeat(65), false],
  ])('%s as a zone: %s', (zone, isTaken) => {
    expect(zoneSchema.safeParse(zone).success).toBe(isTaken);
  });

  test('is refused in a sentence', () => {
    const refused = wallTimeSchema.safeParse({ local: '2026-02-30T10:00', zone: 'Mars/Olympus' });
    expect(refused.error?.issues.map(({ message }) => message)).toEqual([
      'There is no such day or time.',
      'This time zone is not known. Use a name such as Europe/Berlin.',
    ]);
  });
});

const MINUTE = 60_000;

/** The plainest way there is: look at what the clock of the zone shows at every instant that could be meant. */
function searched(local: string, zone: string) {
  const shows = clockOf(zone);
  const asUtc = Date.parse(`${local}Z`);
  // Offsets lie between -12 and +14 hours, and have been whole quarters of an hour for long.
  const quarters = Array.from(
    { length: 26 * 4 + 1 },
    (_, index) => asUtc - 14 * 60 * MINUTE + index * 15 * MINUTE,
  );
  const hits = quarters.filter((instant) => shows(instant) === local);
  const [first] = hits;
  if (first !== undefined) return { instant: first, fit: hits.length > 1 ? 'overlap' : 'exact', local };
  let instant = asUtc - 14 * 60 * MINUTE;
  while (shows(instant) < local) instant += MINUTE;
  return { instant, fit: 'gap', local: shows(instant) };
}

function clockOf(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant).replace(' ', 'T');
}
