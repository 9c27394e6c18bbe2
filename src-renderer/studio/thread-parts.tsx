import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { TextCount } from '#shared/rules/rule-pack.ts';
import { Button } from '#ui/ui/button.tsx';
import { Label } from '#ui/ui/label.tsx';
import { Textarea } from '#ui/ui/textarea.tsx';
import { Counter } from './counter.tsx';
import { moved, moveWords } from './move.ts';
import type { Undoable } from './undo-line.tsx';
import { useFocusWhenShown } from './use-focus-when-shown.ts';

interface ThreadPartsProps {
  /** The parts after the caption. */
  parts: readonly string[];
  /** Parts of a whole thread, the caption among them. */
  maxParts: number;
  counts: readonly TextCount[];
  onParts: (parts: readonly string[]) => void;
  onUndoable: (undoable: Undoable) => void;
}

/** The further parts of a thread. The caption is part 1, so numbers here begin with 2. */
export function ThreadParts({ parts, maxParts, counts, onParts, onUndoable }: ThreadPartsProps) {
  const [said, setSaid] = useState('');

  function move(from: number, to: number): void {
    onParts(moved(parts, from, to));
    setSaid(moveWords(`Part ${from + 2}`, to + 1, parts.length + 1));
  }
  function remove(index: number): void {
    onParts(parts.filter((_, other) => other !== index));
    onUndoable({
      words: `Part ${index + 2} of the thread removed.`,
      undo: () => onParts(parts),
      place: { field: `thread.${index + 1}`, connectionId: null },
    });
  }

  return (
    <div className="grid gap-2">
      <ol className="grid gap-3">
        {parts.map((part, index) => (
          <Part
            // A part has no identity but its place; typing keeps the place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            number={index + 2}
            text={part}
            count={counts.find(({ field }) => field === `thread.${index + 1}`)}
            onText={(text) => onParts(parts.map((other, place) => (place === index ? text : other)))}
            onUp={index > 0 ? () => move(index, index - 1) : null}
            onDown={index < parts.length - 1 ? () => move(index, index + 1) : null}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      {parts.length + 1 < maxParts && (
        <Button
          variant="outline"
          size="sm"
          data-place="thread"
          className="justify-self-start"
          onClick={() => onParts([...parts, ''])}
        >
          <Plus aria-hidden />
          {parts.length === 0 ? 'Make it a thread' : 'Add a part'}
        </Button>
      )}
      <output className="sr-only">{said}</output>
    </div>
  );
}

interface PartProps {
  number: number;
  text: string;
  count: TextCount | undefined;
  onText: (text: string) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
}

function Part({ number, text, count, onText, onUp, onDown, onRemove }: PartProps) {
  const id = useId();
  const field = useFocusWhenShown<HTMLTextAreaElement>(text === '');
  return (
    <li className="grid gap-1">
      <div className="flex items-center gap-0.5">
        <Label htmlFor={id} className="flex-1">
          Part {number}
        </Label>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Move part ${number} up`}
          disabled={onUp === null}
          onClick={() => onUp?.()}
        >
          <ArrowUp />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Move part ${number} down`}
          disabled={onDown === null}
          onClick={() => onDown?.()}
        >
          <ArrowDown />
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={`Remove part ${number}`} onClick={onRemove}>
          <Trash2 />
        </Button>
      </div>
      <Textarea
        id={id}
        data-place={`thread.${number - 1}`}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="max-h-[40vh] min-h-16"
        ref={field}
        aria-invalid={count !== undefined && count.used > count.max}
      />
      {count !== undefined && <Counter count={count} className="justify-self-end" />}
    </li>
  );
}
