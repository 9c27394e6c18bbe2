/** The list with the item at `from` standing at `to`; the same list where that changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  const end = Math.max(0, Math.min(to, list.length - 1));
  if (item === undefined || from === end) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, end), item, ...rest.slice(end)];
}

/** What a screen reader hears after a move. Positions from 0. */
export function moveWords(what: string, to: number, count: number): string {
  return `${what} is now ${to + 1} of ${count}.`;
}
