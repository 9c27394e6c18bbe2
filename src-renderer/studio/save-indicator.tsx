import { CircleAlert, CloudOff, CircleCheck, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { Spinner } from '#ui/ui/spinner.tsx';
import { formatInstant, useZone } from '#ui/ui/time.tsx';
import type { SaveState } from './save-state.ts';

/** Whether what is written is safe, in a few words; troubles are said aloud. */
export function SaveIndicator({ save, onRetry }: { save: SaveState; onRetry: () => void }) {
  const zone = useZone();
  const { icon, words, isTrouble } = describe(save, zone);
  if (words === null) return null;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-muted-foreground text-xs [&_svg]:size-3.5 [&_svg]:shrink-0">
      {icon}
      <span
        className={isTrouble ? 'text-danger' : 'truncate tabular-nums'}
        role={isTrouble ? 'alert' : undefined}
      >
        {words}
      </span>
      {save.is === 'failed' && (
        <Button variant="outline" size="sm" onClick={onRetry}>
          Save again
        </Button>
      )}
    </span>
  );
}

interface Description {
  icon: ReactNode;
  words: string | null;
  isTrouble?: boolean;
}

function describe(save: SaveState, zone: string): Description {
  switch (save.is) {
    case 'blank':
      return { icon: null, words: null };
    case 'saved': {
      const at = save.at === null ? '' : ` ${formatInstant(save.at, zone, 'time')}`;
      const words = save.from === 'here' ? `Saved${at}` : `Changed in another window${at}`;
      return { icon: <CircleCheck aria-hidden className="text-success" />, words };
    }
    case 'waiting':
    case 'saving':
      return { icon: <Spinner />, words: 'Saving…' };
    case 'unsent':
      return {
        icon: <PencilLine aria-hidden className="text-warning" />,
        words: 'Changed here, not in the post yet',
      };
    case 'failed':
      return {
        icon: <CloudOff aria-hidden className="text-danger" />,
        words: `Not saved yet, kept in this window. ${save.error.message}`,
        isTrouble: true,
      };
    case 'conflict':
      return {
        icon: <CircleAlert aria-hidden className="text-warning" />,
        words: 'Two versions: choose one',
      };
    case 'too-late':
    case 'gone':
      return { icon: <CircleAlert aria-hidden className="text-warning" />, words: 'Kept in this window' };
  }
}
