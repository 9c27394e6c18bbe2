import { expect, it } from 'vitest';
import { nothingSelected, stillThere, ticked } from './selection.ts';

const list = ['a', 'b', 'c', 'd', 'e'];

it('ticks one by one, and with Shift everything in between', () => {
  const one = ticked(nothingSelected, 'b', list, false);
  const range = ticked(one, 'd', list, true);
  expect([...range.ids]).toEqual(['b', 'c', 'd']);
  expect([...ticked(range, 'c', list, false).ids]).toEqual(['b', 'd']);
  expect([...ticked(ticked(nothingSelected, 'd', list, false), 'b', list, true).ids].sort()).toEqual([
    'b',
    'c',
    'd',
  ]);
});

it('unticks a range when the end of it was ticked', () => {
  const all = { ids: new Set(list), anchor: 'a' };
  expect([...ticked(all, 'c', list, true).ids]).toEqual(['d', 'e']);
});

it('forgets posts that left the list', () => {
  const two = { ids: new Set(['a', 'gone']), anchor: 'gone' };
  expect([...stillThere(two, list).ids]).toEqual(['a']);
});
