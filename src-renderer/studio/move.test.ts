import { assert, integer, nat, property, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import { moved, moveWords } from './move.ts';

it('puts the item where it is dropped and keeps the order of the others', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
});

it('never loses or doubles an item, wherever it is dropped', () => {
  assert(
    property(uniqueArray(nat()), integer({ min: -2, max: 40 }), integer(), (list, from, to) => {
      const after = moved(list, from, to);
      expect([...after].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
    }),
  );
});

it('says the new place counting from one', () => {
  expect(moveWords('Photo vase.jpg', 0, 3)).toBe('Photo vase.jpg is now 1 of 3.');
});
