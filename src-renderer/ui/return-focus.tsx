import { useState } from 'react';

/** Where the focus was when a dialog opened. */
class Opener {
  private place: Element | null = null;

  remember(): null {
    this.place = document.activeElement;
    return null;
  }

  /** Where that place is gone, the content of the window takes the focus. */
  goBack(): void {
    const { place } = this;
    const there = place instanceof HTMLElement && place.isConnected && place !== document.body;
    (there ? place : document.querySelector('main'))?.focus({ preventScroll: true });
  }
}

type OnClose = ((event: Event) => void) | undefined;

/**
 * Gives the focus back to where it was when a dialog opened. Radix does so for a dialog's own trigger only, and ours are
 * opened by menus, keys and rows too. The dialog renders `<RememberFocus>` inside.
 */
export function useReturnFocus(onClose?: OnClose) {
  const [opener] = useState(() => new Opener());
  const onCloseAutoFocus = (event: Event) => {
    onClose?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    opener.goBack();
  };
  return { opener, onCloseAutoFocus };
}

/** Mounted with the dialog's content. While it is drawn for the first time, nothing inside has the focus yet. */
export function RememberFocus({ opener }: { opener: Opener }) {
  useState(() => opener.remember());
  return null;
}
