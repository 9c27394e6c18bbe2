import { describe, expect, it } from 'vitest';
import { dayHead, fitDay, lowCard, mostCards, tallCard } from './day-fit.ts';

describe('a day of the month', () => {
  it('shows few cards in two lines', () => {
    expect(fitDay(120, 2, false)).toEqual({ tall: true, shown: 2 });
  });

  it('shows more of them in one line', () => {
    expect(fitDay(120, 3, false)).toEqual({ tall: false, shown: 3 });
  });

  it('leaves a line to say how many more there are', () => {
    expect(fitDay(120, 4, true)).toEqual({ tall: false, shown: 2 });
    expect(fitDay(120, 5, false)).toEqual({ tall: false, shown: 2 });
    expect(fitDay(120, 1, true)).toEqual({ tall: false, shown: 1 });
  });

  it('never shows more than fits', () => {
    for (let height = 0; height < 400; height += 7) {
      expect(mostCards(height) * lowCard).toBeLessThanOrEqual(Math.max(0, height - dayHead));
      for (let cards = 0; cards < 12; cards += 1) {
        const { tall, shown } = fitDay(height, cards, false);
        expect(shown * (tall ? tallCard : lowCard)).toBeLessThanOrEqual(Math.max(0, height - dayHead));
        expect(shown).toBeLessThanOrEqual(cards);
      }
    }
  });
});
