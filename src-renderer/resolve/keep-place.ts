import { type RefObject, useEffect } from 'react';
import { useSearchParams } from 'wouter';

/** The one that a notice or a receipt led to; brought into sight once. */
export function useWanted(list: RefObject<HTMLElement | null>): string | null {
  const [params] = useSearchParams();
  const wanted = params.get('target');
  useEffect(() => {
    if (wanted === null) return;
    const item = list.current?.querySelector<HTMLElement>(`[data-waiting="${CSS.escape(wanted)}"]`);
    item?.scrollIntoView({ block: 'center' });
    item?.focus({ preventScroll: true });
  }, [wanted, list]);
  return wanted;
}

/**
 * A decided post leaves the list, and the focus with it; the keyboard goes on at its neighbour. Call it before posts
 * leave, and what it returns once they have left.
 */
export function placeKeeper(list: HTMLElement | null, leaving: readonly string[]): () => void {
  const itemsOf = () => [...(list?.querySelectorAll<HTMLElement>('[data-waiting]') ?? [])];
  const ids = itemsOf().map(({ dataset }) => dataset.waiting ?? '');
  const last = ids.findLastIndex((id) => leaving.includes(id));
  const byNearness = [...ids.slice(last), ...ids.slice(0, Math.max(0, last)).toReversed()];
  return () =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const items = itemsOf();
      const next = byNearness.flatMap((id) => items.find(({ dataset }) => dataset.waiting === id) ?? [])[0];
      next?.focus();
    });
}
