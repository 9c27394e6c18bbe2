import { type RefObject, useEffect, useRef } from 'react';

/** Gives a control the focus when it appears because the seller asked for it: there is one thing to do next. */
export function useFocusWhenShown<T extends HTMLElement>(wanted = true): RefObject<T | null> {
  const control = useRef<T>(null);
  useEffect(() => {
    if (wanted) control.current?.focus();
    // Only when it appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return control;
}
