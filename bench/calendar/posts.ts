import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import { platformIds } from '#shared/model/platform-id.ts';

/** The months that both calendars show: the first drawing is of one, the switch leads to the other. */
export const months = ['2026-11', '2026-12'] as const;
export const firstDate = '2026-11-15';

const captions = [
  'New walnut desk lamp, made by hand in our little workshop',
  'Back in stock: linen aprons in four colours',
  'Only three left of the speckled mugs',
  'Behind the scenes: glazing day',
  'Our autumn candles smell of fig and cedar. Which one is yours?',
];
const tones = ['friendly', 'playful', 'urgent', null] as const;
const states = ['published', 'scheduled', 'scheduled', 'scheduled', 'held'] as const;

/**
 * The same posts for both sides: `perMonth` in each of the two months, spread evenly over days and hours, so that no
 * day is empty and every run draws the same.
 */
export function makeCards(perMonth: number): CalendarCard[] {
  return months.flatMap((month, index) => {
    const from = Date.parse(`${month}-01T00:00Z`);
    const length = new Date(Date.UTC(2026, Number(month.slice(5)), 0)).getUTCDate() * 86_400_000;
    return Array.from({ length: perMonth }, (_, number) =>
      makeCard(index * perMonth + number, from + Math.floor((length * number) / perMonth / 60_000) * 60_000),
    );
  });
}

function makeCard(number: number, instant: number): CalendarCard {
  return {
    postId: `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    revision: 1,
    instant,
    time: new Date(instant).toISOString().slice(11, 16),
    caption: `${captions[number % captions.length]} (${number})`,
    tone: tones[number % tones.length] ?? null,
    thumbUrl: null,
    targets: [
      {
        id: `01900000-0000-7000-9000-${number.toString(16).padStart(12, '0')}`,
        platform: platformIds[number % platformIds.length] ?? 'x',
        state: states[number % states.length] ?? 'scheduled',
        by: 'laptop',
      },
    ],
  };
}

export type CardsByDate = ReadonlyMap<string, readonly CalendarCard[]>;

/** As the server's index has them. */
export function byDate(cards: readonly CalendarCard[]): CardsByDate {
  return Map.groupBy(cards, ({ instant }) => new Date(instant).toISOString().slice(0, 10));
}

/** What the route `GET /api/calendar` answers in UTC. */
export function answerDays(cards: CardsByDate, query: URLSearchParams): { days: CalendarDay[] } {
  const perDay = Number(query.get('perDay'));
  const days: CalendarDay[] = [];
  const to = Date.parse(`${query.get('to')}T00:00Z`);
  for (let at = Date.parse(`${query.get('from')}T00:00Z`); at <= to; at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const all = cards.get(date) ?? [];
    days.push({
      date,
      total: all.length,
      needsYou: all.filter(({ targets: [target] }) => target?.state === 'held').length,
      cards: all.slice(0, perDay),
    });
  }
  return { days };
}
