import { calendarDays } from '#main/planning/calendar-days.ts';
import { prepareCalendar } from '#main/store/calendar.ts';
import type { Store } from '#main/store/database.ts';
import { type Line, line, spread, timed } from '../line.ts';
import { type Answers, answerTimes } from './answers.ts';
import { POSTS } from './seed.ts';

const RUNS = 300;
const DAYS = 42;
const DAY_MS = 24 * 60 * 60_000;
const zone = 'Europe/Berlin';

/** The six weeks that a month view shows, each run another month of the three years. */
function sixWeeks(run: number): { from: string; to: string } {
  const from = Date.now() + ((Math.abs(run) % 34) - 23) * 30 * DAY_MS;
  return { from: day(from), to: day(from + (DAYS - 1) * DAY_MS) };
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

export async function benchCalendarDays(store: Store, answers: Answers): Promise<Line> {
  const queries = prepareCalendar(store);
  const ours = await timed(RUNS, (run) => calendarDays(queries, { ...sixWeeks(run), zone, perDay: 4 }));
  const allRows = store.raw.prepare(`
    SELECT * FROM targets t JOIN posts p ON p.id = t.post_id JOIN connections c ON c.id = t.connection_id
    WHERE t.due_at >= ? AND t.due_at < ? AND t.state <> 'canceled' ORDER BY t.due_at`);
  const theirs = await timed(RUNS / 10, (run) => {
    const { from, to } = sixWeeks(run);
    return allRows.all(Date.parse(from), Date.parse(to) + DAY_MS);
  });
  const paths = (run: number) => {
    const { from, to } = sixWeeks(run);
    return `/api/calendar?from=${from}&to=${to}&zone=${zone}&perDay=4`;
  };
  return line({
    bench: `database: month view, ${DAYS} days, ${POSTS} posts`,
    figures: { ...spread(ours), ...(await answerTimes(answers, paths)) },
    peer: { name: 'every row of the six weeks in one query', figures: spread(theirs) },
    goal: { atMost: { p50Ms: 6, p99Ms: 6 } },
    counted:
      'counts of every day and the first 4 cards of each, as data; answer…Ms: the same through the door of the shipped app',
    notCounted: 'drawing (see the calendar bench). The peer makes no days and cards of its rows',
  });
}
