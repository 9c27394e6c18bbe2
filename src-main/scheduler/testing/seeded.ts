/** Repeatable chance (mulberry32): the same seed gives the same run, so a failing case can be run again alone. */
export interface Chance {
  /** 0 <= x < 1 */
  next(): number;
  /** An integer from 0 to below `below`. */
  integer(below: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    next,
    integer: (below) => Math.floor(next() * below),
    happens: (probability) => next() < probability,
    pick(list) {
      const one = list[Math.floor(next() * list.length)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
  };
}
