import { useRef } from 'react';

interface FocusMoves {
  onOpenAutoFocus?: ((event: Event) => void) | undefined;
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
}

/**
 * Gives the focus back to where it was when a dialog opened. Radix does so for a dialog's own trigger only, and ours are
 * opened by menus, keys and rows too. Where that place is gone, the content of the window takes it.
 */
export function useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus }: FocusMoves) {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus(event: Event) {
      opener.current = document.activeElement;
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus(event: Event) {
      onCloseAutoFocus?.(event);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const place = opener.current;
      const back = place instanceof HTMLElement && place.isConnected && place !== document.body;
      (back ? place : document.querySelector('main'))?.focus({ preventScroll: true });
    },
  };
}
