import { Ban } from 'lucide-react';
import type { RefObject } from 'react';
import { formatInstant } from '#ui/ui/time.tsx';
import type { Carry } from './use-carry.ts';

interface CarryGhostProps {
  carry: Carry | null;
  zone: string;
  ghost: RefObject<HTMLDivElement | null>;
}

/** What is in the hand of the mouse, beside the pointer: the post, and when it would go out. */
export function CarryGhost({ carry, zone, ghost }: CarryGhostProps) {
  const shown = carry?.by === 'pointer' ? carry : null;
  return (
    <div
      ref={ghost}
      aria-hidden
      hidden={shown === null}
      className="pointer-events-none fixed top-0 left-0 z-50 max-w-60 rounded-md bg-popover px-2 py-1 text-xs shadow-pop"
    >
      {shown !== null && (
        <>
          <span className="block truncate">
            {shown.card.caption === '' ? 'No caption' : shown.card.caption}
          </span>
          {shown.refusal === null ? (
            <span className="font-medium text-primary-text tabular-nums">
              {formatInstant(shown.to, zone)}
            </span>
          ) : (
            <span className="flex items-center gap-1 font-medium text-danger">
              <Ban aria-hidden className="size-3" />
              {shown.refusal}
            </span>
          )}
        </>
      )}
    </div>
  );
}
