import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { isAborted, toApiError } from '#ui/api/api-error.ts';
import { type ActionSubject, actionButton } from './error-action.ts';

export { toast } from 'sonner';

/** Something moved or went away: says so and offers to take it back, for 8 s. */
export function toastUndo(message: string, undo: () => void, description?: string): void {
  toast(message, {
    duration: 8000,
    ...(description !== undefined && { description }),
    action: { label: 'Undo', onClick: undo },
  });
}

/** A request failed: its sentence, and its action as a button. Stays longer than good news. */
export function toastError(error: unknown, subject: ActionSubject = {}): void {
  if (isAborted(error)) return;
  const known = toApiError(error);
  const button = actionButton(known.action, { field: known.field, ...subject });
  toast.error(known.message, {
    duration: 12_000,
    ...(button !== null && { action: { label: button.label, onClick: button.run } }),
  });
}

export function Toaster({ theme }: { theme: 'system' | 'light' | 'dark' }) {
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      closeButton
      icons={{
        success: <CircleCheck className="size-4 text-success" />,
        error: <CircleX className="size-4 text-danger" />,
        warning: <TriangleAlert className="size-4 text-warning" />,
        info: <Info className="size-4 text-info" />,
      }}
      style={
        {
          '--normal-bg': 'var(--popover)',
          '--normal-text': 'var(--foreground)',
          '--normal-border': 'var(--border)',
          '--border-radius': '8px',
          fontFamily: 'var(--font-sans)',
        } as CSSProperties
      }
    />
  );
}
