/**
 * Milliseconds from the start of `work` until what it draws is on the screen: the second animation frame after
 * `isDrawn` became true. Both calendars are measured by this.
 */
export async function untilPainted(work: () => void, isDrawn: () => boolean): Promise<number> {
  const start = performance.now();
  work();
  while (!isDrawn()) await nextFrame();
  await nextFrame();
  await nextFrame();
  return performance.now() - start;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

export interface Measured {
  firstRender: number;
  monthSwitch: number;
  /** Nodes of the page after the first drawing. */
  nodes: number;
}

declare global {
  interface Window {
    measured: Promise<Measured>;
  }
}
