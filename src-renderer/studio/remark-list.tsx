import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountVerdict, Place, Remark } from './verdicts.ts';

const lights = {
  green: { icon: CircleCheck, colour: 'text-success', word: 'Fits' },
  amber: { icon: TriangleAlert, colour: 'text-warning', word: 'Fits, with a remark' },
  red: { icon: CircleX, colour: 'text-danger', word: 'Does not fit yet' },
} as const;

/** Whether the post fits an account, as a sign with its word for screen readers and on hover. */
export function Light({ light }: { light: AccountVerdict['light'] }) {
  const { icon: Icon, colour, word } = lights[light];
  return (
    <span title={word} className={colour}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{word}</span>
    </span>
  );
}

/** What to put right or know, each sentence leading to the field it is about. */
export function RemarkList({
  remarks,
  onGoTo,
  action,
}: {
  remarks: readonly Remark[];
  onGoTo: (place: Place) => void;
  /** What can be done about it right here. */
  action?: (remark: Remark) => ReactNode;
}) {
  if (remarks.length === 0) return null;
  return (
    <ul className="grid gap-0.5 pl-6.5">
      {remarks.map((remark) => {
        const { icon: Icon, colour } = lights[remark.level === 'stop' ? 'red' : 'amber'];
        return (
          <li key={remark.message} className="flex flex-wrap items-start justify-end gap-x-2 gap-y-1">
            <button
              type="button"
              className="flex min-h-7 min-w-0 flex-1 basis-64 items-start gap-1.5 rounded-sm px-1 py-1 text-left text-xs hover:bg-accent"
              onClick={() => onGoTo(remark.place)}
            >
              <Icon aria-hidden className={`mt-px size-3.5 shrink-0 ${colour}`} />
              {remark.message}
            </button>
            {action?.(remark)}
          </li>
        );
      })}
    </ul>
  );
}
