import { Button } from '#ui/ui/button.tsx';

interface BulkBarProps {
  count: number;
  busy: boolean;
  onPublish: () => void;
  onNewTime: () => void;
  onDrop: () => void;
  onClear: () => void;
}

/** What can be done with all that is chosen. It stays in sight while the list scrolls. */
export function BulkBar({ count, busy, onPublish, onNewTime, onDrop, onClear }: BulkBarProps) {
  return (
    <div className="sticky bottom-4 z-10 mx-auto flex w-fit flex-wrap items-center gap-2 rounded-lg bg-popover px-3 py-2 shadow-pop">
      <span aria-live="polite" className="pr-2 font-medium tabular-nums">
        {count === 1 ? '1 post chosen' : `${count} posts chosen`}
      </span>
      <Button size="sm" loading={busy} onClick={onPublish}>
        Publish now…
      </Button>
      <Button variant="outline" size="sm" disabled={busy} onClick={onNewTime}>
        New time…
      </Button>
      <Button variant="outline" size="sm" disabled={busy} onClick={onDrop}>
        Drop…
      </Button>
      <Button variant="ghost" size="sm" disabled={busy} onClick={onClear}>
        Choose none
      </Button>
    </div>
  );
}
