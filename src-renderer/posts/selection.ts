/** Posts that are ticked, and the one from which Shift reaches. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

/** Ticks or unticks one; with Shift everything between the last one and this one gets the same. */
export function ticked(
  { ids, anchor }: Selection,
  id: string,
  list: readonly string[],
  withShift: boolean,
): Selection {
  const on = !ids.has(id);
  const from = anchor === null ? -1 : list.indexOf(anchor);
  const to = list.indexOf(id);
  const range =
    withShift && from !== -1 && to !== -1 ? list.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  const next = new Set(ids);
  for (const one of range) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return { ids: next, anchor: id };
}

/** Only what is still in the list stays ticked. */
export function stillThere({ ids, anchor }: Selection, list: readonly string[]): Selection {
  const there = list.filter((id) => ids.has(id));
  return there.length === ids.size ? { ids, anchor } : { ids: new Set(there), anchor };
}
