/** Something at a position of the week's axis, in minutes from its top. */
export interface Positioned<T> {
  item: T;
  at: number;
}

export interface Placed<T> {
  item: T;
  /** Minutes from the top; a card near the end of the day is pushed up so that it stays whole. */
  top: number;
  lane: number;
  /** How many lanes its neighbours and it share. */
  lanes: number;
  /** A crowd stands at the right of its neighbours and it. */
  crowded: boolean;
}

/** Cards that find no lane, gathered behind one button. */
export interface Crowd<T> {
  top: number;
  items: T[];
}

export interface DayLayout<T> {
  placed: Placed<T>[];
  crowds: Crowd<T>[];
}

export interface Space {
  /** Minutes of the axis that a card covers. */
  cardMinutes: number;
  /** Lanes that fit side by side. */
  lanes: number;
  /** Minutes of the whole axis. */
  length: number;
}

/**
 * Puts the cards of a day side by side where they would cover each other. What is drawn is bounded by the axis, not by
 * the number of cards: each lane holds as many cards as fit below each other, the rest goes into crowds.
 * @param cards in order of time
 */
export function layoutDay<T>(cards: readonly Positioned<T>[], space: Space): DayLayout<T> {
  const layout: DayLayout<T> = { placed: [], crowds: [] };
  const lastTop = space.length - space.cardMinutes;
  const topped = cards.map(({ item, at }) => ({ item, at: Math.max(0, Math.min(at, lastTop)) }));
  for (const group of groupsOf(topped, space.cardMinutes)) layoutGroup(group, space, layout);
  return layout;
}

/** Cuts the day where nothing is covered, so that a quiet hour has the full width beside a busy one. */
function groupsOf<T>(cards: readonly Positioned<T>[], cardMinutes: number): Positioned<T>[][] {
  const groups: Positioned<T>[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const card of cards) {
    if (card.at >= end) groups.push([]);
    groups.at(-1)?.push(card);
    end = card.at + cardMinutes;
  }
  return groups;
}

function layoutGroup<T>(group: readonly Positioned<T>[], space: Space, layout: DayLayout<T>): void {
  const laneEnds: number[] = [];
  const placed: Placed<T>[] = [];
  const crowds: Crowd<T>[] = [];
  for (const { item, at } of group) {
    const lane = freeLane(laneEnds, at, space.lanes);
    if (lane !== null) {
      laneEnds[lane] = at + space.cardMinutes;
      placed.push({ item, top: at, lane, lanes: 0, crowded: false });
      continue;
    }
    const crowd = crowds.at(-1);
    if (crowd !== undefined && at < crowd.top + space.cardMinutes) crowd.items.push(item);
    else crowds.push({ top: at, items: [item] });
  }
  for (const card of placed) {
    layout.placed.push({ ...card, lanes: laneEnds.length, crowded: crowds.length > 0 });
  }
  layout.crowds.push(...crowds);
}

function freeLane(laneEnds: readonly number[], at: number, most: number): number | null {
  const free = laneEnds.findIndex((end) => end <= at);
  if (free !== -1) return free;
  return laneEnds.length < most ? laneEnds.length : null;
}
