import {
  type FocusEvent as ReactFocusEvent,
  type KeyboardEvent as ReactKeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { useOverlays } from '#ui/app/shortcuts.ts';
import type { DateText, WeekStart } from './calendar-date.ts';
import { cardKey } from './calendar-days.ts';
import type { CalendarPlace } from './calendar-place.ts';
import { dateAt } from './card-move.ts';
import { cardKeyCommand, carryKey, dayKey, isElsewhere, type KeyPress, viewKey } from './grid-keys.ts';
import type { Carrying } from './use-carry.ts';

interface GridKeysOptions {
  surface: RefObject<HTMLElement | null>;
  place: CalendarPlace;
  go: (to: Partial<CalendarPlace>) => void;
  today: DateText;
  zone: string;
  weekStartsOn: WeekStart;
  reachable: DateText;
  setReachable: (date: DateText) => void;
  carrying: Carrying;
  cardAt: (element: Element) => CalendarCard | null;
  newAt: (date: DateText) => void;
}

/**
 * The keyboard on the calendar. One day is in the tab order; arrows go from day to day, Enter steps into a day's cards.
 * Focus is given to elements after they are drawn, so a day of another month can be asked for before it is there.
 */
export function useGridKeys(options: GridKeysOptions): {
  onKeyDown: (event: ReactKeyboardEvent) => void;
  onFocus: (event: ReactFocusEvent) => void;
} {
  const wanted = useRef<string | null>(null);
  const focused = useFocusedCard(options.surface);
  const { surface, place, go, zone, weekStartsOn, carrying } = options;

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = surface.current?.querySelector<HTMLElement>(wanted.current);
    if (element === null || element === undefined) return;
    wanted.current = null;
    element.focus();
  });

  const goTo = (date: DateText) => {
    wanted.current = daySelector(date);
    options.setReachable(date);
    if (isElsewhere(place.view, date, place.date, weekStartsOn)) go({ date });
  };

  const onCarryKey = (press: KeyPress) => {
    const { carry } = carrying;
    if (carry === null) return false;
    const command = carryKey(press, carry.to, place.view, zone);
    if (command === null) return press.key !== 'Tab';
    switch (command.do) {
      case 'aim':
        carrying.aim(command.to);
        goTo(dateAt(command.to, zone));
        break;
      case 'drop':
      case 'put-back': {
        const at = command.do === 'drop' ? carrying.drop() : null;
        if (command.do === 'put-back') carrying.putBack();
        const instant = at ?? carry.card.instant;
        goTo(dateAt(instant, zone));
        wanted.current = cardSelector(cardKey({ ...carry.card, instant }));
        break;
      }
    }
    return true;
  };

  const onCardKey = (press: KeyPress, element: HTMLElement, date: DateText) => {
    const command = cardKeyCommand(press, date);
    const card = options.cardAt(element);
    if (command === null) return false;
    const entries = entriesOf(surface.current, date);
    const index = entries.indexOf(element);
    switch (command.do) {
      case 'card':
        entries[index + command.by]?.focus();
        break;
      case 'edge':
        entries.at(command.at === 'first' ? 0 : -1)?.focus();
        break;
      case 'day':
        goTo(command.date);
        break;
      case 'open':
        if (card === null) element.click();
        else openPost(card.postId);
        break;
      case 'pick-up':
        if (card !== null && carrying.pickUp(card, 'keys')) goTo(date);
        break;
      case 'leave':
        surface.current?.querySelector<HTMLElement>(daySelector(date))?.focus();
        break;
      case 'new':
        options.newAt(date);
        break;
    }
    return true;
  };

  const onDayKey = (press: KeyPress, date: DateText) => {
    const command = dayKey(press, date, place.view, weekStartsOn);
    switch (command?.do) {
      case undefined:
        return false;
      case 'day':
        goTo(command.date);
        break;
      case 'enter': {
        const entry = entriesOf(surface.current, date).at(command.from === 'start' ? 0 : -1);
        if (entry !== undefined) entry.focus();
        else if (press.key === 'Enter' || press.key === ' ') options.newAt(date);
        break;
      }
      case 'new':
        options.newAt(date);
        break;
    }
    return true;
  };

  useViewKeys(options);

  const onKeyDown = (event: ReactKeyboardEvent) => {
    const element = event.target as HTMLElement;
    const day = element.dataset.day;
    const date = day ?? element.closest<HTMLElement>('[data-date]')?.dataset.date;
    if (date === undefined) return;
    const press = pressOf(event.nativeEvent);
    if (isLetter(press) && (!useOverlays.getState().singleKeys || isGoing(event.nativeEvent))) return;
    const taken =
      onCarryKey(press) || (day === undefined ? onCardKey(press, element, date) : onDayKey(press, date));
    if (taken) event.preventDefault();
  };
  return { onKeyDown, onFocus: focused };
}

/**
 * Keeps the focus on its card. Elements are given other cards when days change, and cards go; the focus then follows its
 * card, or goes to the day. Returns the handler that learns which card has it.
 */
function useFocusedCard(surface: RefObject<HTMLElement | null>): (event: ReactFocusEvent) => void {
  const held = useRef<{ element: HTMLElement; card: string; date: DateText } | null>(null);
  useLayoutEffect(() => {
    if (held.current === null) return;
    const { element, card, date } = held.current;
    const has = document.activeElement === element;
    if (
      has ? element.dataset.card === card : element.isConnected || document.activeElement !== document.body
    ) {
      return;
    }
    const next = [cardSelector(card), daySelector(date)]
      .map((selector) => surface.current?.querySelector<HTMLElement>(selector))
      .find((found) => found != null);
    if (next === undefined) element.blur();
    else next?.focus({ preventScroll: true });
  });
  return ({ target }) => {
    const { card } = (target as HTMLElement).dataset;
    const date = target.closest<HTMLElement>('[data-date]')?.dataset.date;
    held.current =
      card === undefined || date === undefined ? null : { element: target as HTMLElement, card, date };
  };
}

/** Keys that act wherever the focus is on this screen. */
function useViewKeys({ go, today, setReachable }: GridKeysOptions): void {
  const latest = useRef({ go, today, setReachable });
  useEffect(() => {
    latest.current = { go, today, setReachable };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const going = isGoing(event);
      if (event.key === 'g') goingUntil = event.timeStamp + goingTime;
      const command = viewKey(pressOf(event));
      if (command === null || going || event.defaultPrevented || isTyping(event)) return;
      if (!useOverlays.getState().singleKeys) return;
      event.preventDefault();
      if (command.do === 'today') {
        latest.current.go({ date: latest.current.today });
        latest.current.setReachable(latest.current.today);
      } else latest.current.go({ view: command.view });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** After G the next letter goes to another screen; it is not for the calendar. ms */
const goingTime = 1500;
let goingUntil = 0;

function isGoing(event: KeyboardEvent): boolean {
  return event.timeStamp < goingUntil;
}

function isTyping({ target }: KeyboardEvent): boolean {
  const elsewhere = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]';
  return target instanceof Element && target.closest(elsewhere) !== null;
}

function isLetter({ key }: KeyPress): boolean {
  return /^[a-z]$/i.test(key);
}

function pressOf(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    shift: event.shiftKey,
    modified: event.ctrlKey || event.metaKey || event.altKey,
  };
}

export function cardSelector(key: string): string {
  return `[data-card="${CSS.escape(key)}"]`;
}

function daySelector(date: DateText): string {
  return `[data-day="${date}"]`;
}

/** What can be stepped through in a day, from top to bottom. */
function entriesOf(surface: HTMLElement | null, date: DateText): HTMLElement[] {
  const inDay = `[data-date="${date}"] :is([data-card], [data-more])`;
  const entries = [...(surface?.querySelectorAll<HTMLElement>(inDay) ?? [])];
  return entries.sort((a, b) => a.offsetTop - b.offsetTop);
}
