import { useMemo, useRef, useState } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { formatInstant } from '#ui/ui/time.tsx';
import { toast } from '#ui/ui/toast.tsx';
import { movable, tooLate } from './card-move.ts';
import { useMoveCard } from './use-move-card.ts';

/** A card in the hand, of the mouse or of the keyboard, and the time it would be dropped at. */
export interface Carry {
  card: CalendarCard;
  targetIds: string[];
  to: Instant;
  by: 'pointer' | 'keys';
  /** Why it cannot be dropped here. */
  refusal: string | null;
}

export interface Carrying {
  carry: Carry | null;
  /** False when this card stays where it is; the reason has been said. */
  pickUp: (card: CalendarCard, by: Carry['by']) => boolean;
  aim: (to: Instant) => void;
  /** The time it was dropped at; null when it was not moved. */
  drop: () => Instant | null;
  putBack: () => void;
}

/** @param say speaks to those who do not see the calendar */
export function useCarry(zone: string, say: (text: string) => void): Carrying {
  const [carry, setCarry] = useState<Carry | null>(null);
  // Pointer events come faster than renders; what is in the hand must not be a render old when it is dropped.
  const hand = useRef<Carry | null>(null);
  const move = useMoveCard(zone);

  const actions = useMemo(() => {
    const hold = (next: Carry | null) => {
      hand.current = next;
      setCarry(next);
    };
    return {
      pickUp(card: CalendarCard, by: Carry['by']) {
        const verdict = movable(card);
        if (!verdict.may) {
          refuse(verdict.why);
          return false;
        }
        hold({ card, targetIds: verdict.targetIds, to: card.instant, by, refusal: null });
        if (by === 'keys') say(`Picked up ${card.time}, ${card.caption}. ${howToCarry}`);
        return true;
      },
      aim(to: Instant) {
        const held = hand.current;
        if (held === null || held.to === to) return;
        const refusal = tooLate(to, Date.now());
        hold({ ...held, to, refusal });
        if (held.by === 'keys') say([`${formatInstant(to, zone)}.`, refusal].join(' '));
      },
      drop() {
        const held = hand.current;
        hold(null);
        if (held === null || held.to === held.card.instant) return null;
        const refusal = tooLate(held.to, Date.now());
        if (refusal !== null) {
          refuse(refusal);
          return null;
        }
        void move(held);
        return held.to;
      },
      putBack() {
        hold(null);
        say('Put back.');
      },
    };
  }, [move, say, zone]);

  return { carry, ...actions };
}

const howToCarry = 'Arrow keys move it, Enter drops it, Escape puts it back.';

/** The toast is a live region, so it is heard as well. One at a time: dragging at a fixed card must not pile up. */
export function refuse(why: string): void {
  toast.warning(why, { id: 'calendar-refusal' });
}
