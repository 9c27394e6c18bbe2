import type { CalendarCard, CalendarDay } from '#shared/contract/calendar.ts';
import { needsSeller, type TargetState } from '#shared/model/states.ts';
import type { Instant } from '#shared/model/time.ts';
import { dateAt, timeAt } from './card-move.ts';

/** One card among all: its post has one card at each of its times. */
export type CardKey = string;

export function cardKey(card: Pick<CalendarCard, 'postId' | 'instant'>): CardKey {
  return `${card.postId} ${card.instant}`;
}

export interface CardMove {
  card: CalendarCard;
  targetIds: readonly string[];
  to: Instant;
  zone: string;
}

const waits = (state: TargetState) => needsSeller.includes(state);

/**
 * The days as they will be once a card is moved, drawn before the server has answered. A moved account is scheduled
 * again, so it no longer waits for the seller.
 */
export function withMove(days: readonly CalendarDay[], move: CardMove): CalendarDay[] {
  const from = dateAt(move.card.instant, move.zone);
  const to = dateAt(move.to, move.zone);
  const moving = move.card.targets.filter(({ id }) => move.targetIds.includes(id));
  const needed = moving.filter(({ state }) => waits(state)).length;
  const arriving = moving.map((target) => ({ ...target, state: 'scheduled' as const }));
  return days.map((day) => {
    let next = day;
    if (day.date === from) {
      next = {
        ...next,
        total: next.total - moving.length,
        needsYou: next.needsYou - needed,
        cards: without(next.cards, move),
      };
    }
    if (day.date === to) {
      const arrived: CalendarCard = {
        ...move.card,
        instant: move.to,
        time: timeAt(move.to, move.zone),
        targets: arriving,
      };
      next = { ...next, total: next.total + arriving.length, cards: withCard(next, arrived) };
    }
    return next;
  });
}

/** The days with a post's newer revision, so that the next change is not refused as outdated. */
export function withRevision(days: readonly CalendarDay[], postId: string, revision: number): CalendarDay[] {
  return days.map((day) =>
    day.cards.some((card) => card.postId === postId)
      ? { ...day, cards: day.cards.map((card) => (card.postId === postId ? { ...card, revision } : card)) }
      : day,
  );
}

function without(cards: readonly CalendarCard[], { card, targetIds }: CardMove): CalendarCard[] {
  const key = cardKey(card);
  return cards.flatMap((each) => {
    if (cardKey(each) !== key) return [each];
    const targets = each.targets.filter(({ id }) => !targetIds.includes(id));
    return targets.length === 0 ? [] : [{ ...each, targets }];
  });
}

/** A card beyond those that were loaded of a full day is counted only, like its neighbours. */
function withCard(day: CalendarDay, card: CalendarCard): CalendarCard[] {
  const last = day.cards.at(-1);
  if (hiddenTargets(day, day.cards) > 0 && (last === undefined || card.instant > last.instant)) {
    return day.cards;
  }
  const key = cardKey(card);
  const same = day.cards.find((each) => cardKey(each) === key);
  const merged =
    same === undefined
      ? card
      : { ...same, targets: [...same.targets, ...card.targets], revision: card.revision };
  return [...day.cards.filter((each) => each !== same), merged].sort((a, b) => a.instant - b.instant);
}

/** How many posts on accounts a day has beyond these cards. */
export function hiddenTargets(day: CalendarDay, shown: readonly CalendarCard[]): number {
  return day.total - shown.reduce((sum, card) => sum + card.targets.length, 0);
}
