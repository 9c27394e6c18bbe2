import { type RefObject, useEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/**
 * The inner size of an element, px, kept up to date. `guess` counts for the first drawing: to measure it there would lay
 * everything out once more. The key says which element it is, when another takes its place.
 */
export function useSize(element: RefObject<HTMLElement | null>, guess: () => Size, key: string): Size {
  const [size, setSize] = useState(guess);
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = node;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, key]);
  return size;
}
