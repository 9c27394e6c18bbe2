import { type RefObject, useEffect, useRef } from 'react';
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

/** A decided post leaves the list; the keyboard goes on at its neighbour. */
export function useKeepPlace(list: RefObject<HTMLElement | null>) {
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null || document.activeElement !== document.body) return;
    const item = list.current?.querySelector<HTMLElement>(`[data-waiting="${next.current}"]`);
    next.current = null;
    item?.focus();
  });
  return (leaving: readonly string[]) => {
    const ids = [...(list.current?.querySelectorAll<HTMLElement>('[data-waiting]') ?? [])].map(
      ({ dataset }) => dataset.waiting ?? '',
    );
    const last = ids.findLastIndex((id) => leaving.includes(id));
    const rest = ids.filter((id) => !leaving.includes(id));
    next.current = ids.slice(last + 1).find((id) => rest.includes(id)) ?? rest.at(-1) ?? null;
  };
}
