/** A day this wide has room for words beside its icons, px. */
export const roomy = 180;

/** Heights in the month view, px. */
export const dayHead = 26;
export const tallCard = 40;
export const lowCard = 24;
const gap = 2;
const padding = 3;

export interface DayFit {
  /** Two lines a card where the day has room for it, else one. */
  tall: boolean;
  shown: number;
}

/** The most cards that a day of this height can show; as many are asked of the server. */
export function mostCards(height: number): number {
  return Math.max(0, Math.floor((height - dayHead - padding + gap) / (lowCard + gap)));
}

/**
 * How a day of this height shows its cards: all in two lines, else all in one line, else as many as fit above the
 * line that says how many more there are.
 * @param more the day has further cards, beyond `cards`
 */
export function fitDay(height: number, cards: number, more: boolean): DayFit {
  const most = mostCards(height);
  const inTwoLines = Math.floor((height - dayHead - padding + gap) / (tallCard + gap));
  if (!more && cards <= inTwoLines) return { tall: true, shown: cards };
  if (!more && cards <= most) return { tall: false, shown: cards };
  return { tall: false, shown: Math.max(0, Math.min(cards, most - 1)) };
}
