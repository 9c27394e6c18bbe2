import { useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { create } from 'zustand';
import type { Bridge } from '#shared/contract/bridge.ts';

declare global {
  interface Window {
    readonly picscripter?: Bridge;
  }
}

/** The version that waits for the seller's click; null: none. */
export const useUpdate = create<{ version: string | null }>(() => ({ version: null }));

/** Installs once nothing is being sent; Picscripter starts again by itself. */
export function installUpdate(): void {
  window.picscripter?.installUpdate();
}

/** Follows what the desktop tells its window: an update that is ready, a notification that was clicked. */
export function useDesktopBridge(): void {
  useEffect(() => {
    const bridge = window.picscripter;
    if (bridge === undefined) return;
    const stopUpdate = bridge.onUpdateReady((version) => useUpdate.setState({ version }));
    const stopPath = bridge.onOpenPath((path) => navigate(path));
    return () => {
      stopUpdate();
      stopPath();
    };
  }, []);
}
