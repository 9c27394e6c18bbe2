import { Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import type { Place } from './verdicts.ts';

export interface Undoable {
  /** What happened, as a sentence. */
  words: string;
  undo: () => void;
  /** What comes back, to go on from there. */
  place?: Place;
}

const SHOWN_MS = 10_000;

/** The last thing that can be taken back, said where it happened: a dialog keeps the keyboard away from toasts. */
export function useUndoLine() {
  const [line, show] = useState<Undoable | null>(null);
  useEffect(() => {
    if (line === null) return;
    const timer = setTimeout(() => show(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [line]);
  return { line, show };
}

interface UndoLineProps {
  line: Undoable | null;
  onShow: (line: null) => void;
  onUndone?: (place: Place) => void;
}

export function UndoLine({ line, onShow, onUndone }: UndoLineProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (line === null) return;
    const focused = document.activeElement;
    // What was removed took the focus with it.
    if (focused === document.body || focused?.getAttribute('role') === 'dialog') button.current?.focus();
  }, [line]);
  return (
    <output className="flex shrink-0 items-center gap-3 border-border border-t bg-muted px-5 py-1.5 empty:hidden">
      {line !== null && (
        <>
          <span className="min-w-0 flex-1 truncate">{line.words}</span>
          <Button
            ref={button}
            variant="outline"
            size="sm"
            onClick={() => {
              onShow(null);
              line.undo();
              const { place } = line;
              if (place !== undefined) requestAnimationFrame(() => onUndone?.(place));
            }}
          >
            <Undo2 aria-hidden />
            Undo
          </Button>
        </>
      )}
    </output>
  );
}
