import { useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { create } from 'zustand';
import { openNew } from './drawer-store.ts';
import { places, settingsPlace } from './navigation.ts';

const memory = 'picscripter.single-keys';

/** What lies over the screen, and whether single letters act: they get in the way of speech input. */
export const useOverlays = create<{ menu: boolean; help: boolean; singleKeys: boolean }>(() => ({
  menu: false,
  help: false,
  singleKeys: localStorage.getItem(memory) !== 'off',
}));

export function setSingleKeys(singleKeys: boolean): void {
  localStorage.setItem(memory, singleKeys ? 'on' : 'off');
  useOverlays.setState({ singleKeys });
}

/** After G, a second key within this time goes to a place. ms */
const sequenceTime = 1500;

/** Listens to the keyboard while the window is open. */
export function useShortcuts(): void {
  useEffect(() => {
    let goingUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'k') {
        event.preventDefault();
        useOverlays.setState(({ menu }) => ({ menu: !menu, help: false }));
        return;
      }
      if (!useOverlays.getState().singleKeys || !isFree(event)) return;
      const going = event.timeStamp < goingUntil;
      goingUntil = 0;
      const key = event.key.toLowerCase();
      if (going) {
        const place = [...places, settingsPlace].find((place) => place.key === key);
        if (place === undefined) return;
        event.preventDefault();
        navigate(place.path);
      } else if (key === 'g') {
        goingUntil = event.timeStamp + sequenceTime;
      } else if (key === 'n') {
        event.preventDefault();
        openNew();
      } else if (key === '?') {
        event.preventDefault();
        useOverlays.setState({ help: true });
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** Nothing is being typed, no dialog or menu is open, and no one else took the key. */
function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  const inside = target.closest(
    'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog], [role=alertdialog], [role=menu], [role=listbox]',
  );
  return inside === null;
}
