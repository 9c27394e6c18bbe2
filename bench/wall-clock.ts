/**
 * The wall clock with fractions of a millisecond, for comparing moments of two processes. `performance.timeOrigin` is a
 * good part of a millisecond off the clock that decides what is due, so the two are laid together at a tick of it.
 */
export function wallClock(): () => number {
  let tick = Date.now();
  const before = tick;
  while (tick === before) tick = Date.now();
  const offset = tick - performance.now();
  return () => offset + performance.now();
}
