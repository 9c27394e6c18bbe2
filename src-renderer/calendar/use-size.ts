import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** The inner size of an element, px, kept up to date. `guess` counts until it was measured, before the first paint. */
export function useSize(element: RefObject<HTMLElement | null>, guess: () => Size, key: string): Size {
  const [size, setSize] = useState(guess);
  // oxlint-disable-next-line react/exhaustive-deps -- another element is measured anew; the key says which it is
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = node;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, key]);
  return size;
}
