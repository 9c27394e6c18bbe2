import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Carrying } from './use-carry.ts';

/** Moving less than this with the button down is a click. px */
const slack = 4;
/** A page turns when a card was held over its button this long, and again after as long. ms */
const turnEvery = 900;

interface Grip {
  card: CalendarCard;
  drawn: HTMLElement;
  pointerId: number;
  x: number;
  y: number;
  /** Where in the card it was taken, px from its top. */
  offset: number;
  state: 'pressed' | 'carrying' | 'refused';
}

interface PointerCarryOptions {
  carrying: Carrying;
  cardAt: (element: Element) => CalendarCard | null;
  /** The time at a point of the window; null outside the days. `top`: the upper edge of the carried card. */
  timeAt: (card: CalendarCard, point: { x: number; y: number; top: number }) => Instant | null;
  /** Follows the pointer. */
  ghost: RefObject<HTMLElement | null>;
  /** The card was held over a button that turns the page. */
  onTurn: (by: 1 | -1) => void;
}

/**
 * Dragging with the mouse or a pen: one listener for all cards, and while one is carried, listeners on the window.
 * Returns the handler for the surface that holds the cards.
 */
export function usePointerCarry(options: PointerCarryOptions): (event: ReactPointerEvent) => void {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  return (event) => {
    const element = event.target as Element;
    const card = event.button === 0 ? latest.current.cardAt(element) : null;
    const drawn = element.closest<HTMLElement>('[data-card]');
    if (card === null || drawn === null || event.pointerType === 'touch') return;
    const { pointerId, clientX: x, clientY: y } = event;
    const offset = y - drawn.getBoundingClientRect().top;
    stop.current();
    stop.current = follow({ card, drawn, pointerId, x, y, offset, state: 'pressed' }, latest);
  };
}

function follow(grip: Grip, latest: RefObject<PointerCarryOptions>): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const end = () => {
    listening.abort();
    grip.drawn.removeAttribute('data-lifted');
  };

  const turning = new PageTurner((by) => latest.current.onTurn(by));
  signal.addEventListener('abort', () => turning.over(null));

  const carryOn = ({ clientX: x, clientY: y, target }: PointerEvent) => {
    const { carrying, ghost, timeAt } = latest.current;
    if (ghost.current !== null) ghost.current.style.translate = `${x + 12}px ${y + 14}px`;
    turning.over(target instanceof Element ? target.closest<HTMLElement>('[data-turn]') : null);
    const to = timeAt(grip.card, { x, y, top: y - grip.offset });
    if (to !== null) carrying.aim(to);
  };

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== grip.pointerId) return;
    if (grip.state === 'pressed' && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) >= slack) {
      grip.state = latest.current.carrying.pickUp(grip.card, 'pointer') ? 'carrying' : 'refused';
      if (grip.state === 'carrying') grip.drawn.toggleAttribute('data-lifted', true);
    }
    if (grip.state === 'carrying') carryOn(event);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== grip.pointerId) return;
    if (grip.state !== 'pressed') swallowClick();
    if (grip.state === 'carrying') latest.current.carrying.drop();
    end();
  };
  const giveUp = () => {
    if (grip.state === 'carrying') latest.current.carrying.putBack();
    end();
  };

  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', giveUp, { signal });
  window.addEventListener('blur', giveUp, { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || grip.state !== 'carrying') return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    },
    { signal, capture: true },
  );
  return end;
}

/** Turns the page while a card is held over one of the buttons that do so. */
class PageTurner {
  private readonly turn: (by: 1 | -1) => void;
  private button: HTMLElement | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(turn: (by: 1 | -1) => void) {
    this.turn = turn;
  }

  over(button: HTMLElement | null): void {
    if (button === this.button) return;
    this.button = button;
    clearInterval(this.timer);
    if (button === null) return;
    const by = button.dataset.turn === '1' ? 1 : -1;
    this.timer = setInterval(() => this.turn(by), turnEvery);
  }
}

/** Letting go of a carried card is not a click on what lies below. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
