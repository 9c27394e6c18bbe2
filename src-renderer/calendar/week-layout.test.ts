import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutDay, type Positioned } from './week-layout.ts';

const space = { cardMinutes: 50, lanes: 2, length: 1440 };

function cardsAt(...minutes: number[]): Positioned<number>[] {
  return minutes.map((at, item) => ({ item, at }));
}

describe('cards of a day', () => {
  it('have the full width when nothing is near', () => {
    const { placed, crowds } = layoutDay(cardsAt(540, 600, 930), space);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(crowds).toEqual([]);
  });

  it('stand side by side when they would cover each other', () => {
    const { placed } = layoutDay(cardsAt(540, 560, 595), space);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
    ]);
  });

  it('gather in a crowd when there are more than lanes', () => {
    const { placed, crowds } = layoutDay(cardsAt(540, 540, 540, 545, 600), space);
    expect(placed.map(({ item }) => item)).toEqual([0, 1, 4]);
    expect(crowds).toEqual([{ top: 540, items: [2, 3] }]);
    expect(placed.slice(0, 2).every(({ crowded }) => crowded)).toBe(true);
    expect(placed.at(-1)?.crowded).toBe(false);
  });

  it('stay whole at the end of the day', () => {
    expect(layoutDay(cardsAt(1435), space).placed[0]?.top).toBe(1390);
  });

  it('draw a bounded number however many there are', () => {
    const crowd = Array.from({ length: 5000 }, (_, index) => (index * 1440) / 5000);
    const { placed, crowds } = layoutDay(cardsAt(...crowd), space);
    expect(placed.length).toBeLessThanOrEqual(2 * 29);
    expect(crowds.length).toBeLessThanOrEqual(29);
  });
});

it('never covers a card by another, and loses none', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 1439 }), { maxLength: 120 });
  const lanes = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(minutes, lanes, (times, laneCount) => {
      const cards = cardsAt(...times.toSorted((a, b) => a - b));
      const { placed, crowds } = layoutDay(cards, { ...space, lanes: laneCount });
      const seen = [...placed.map(({ item }) => item), ...crowds.flatMap(({ items }) => items)];
      expect(seen.toSorted((a, b) => a - b)).toEqual(cards.map(({ item }) => item));
      for (const [index, card] of placed.entries()) {
        expect(card.lane).toBeLessThan(card.lanes);
        const covered = placed
          .slice(index + 1)
          .filter((other) => other.lane === card.lane && other.top < card.top + space.cardMinutes);
        expect(covered).toEqual([]);
      }
      const tight = crowds.filter(
        ({ top }, index) => top < (crowds[index - 1]?.top ?? -50) + space.cardMinutes,
      );
      expect(tight).toEqual([]);
    }),
  );
});
