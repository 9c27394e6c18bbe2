import { Button } from '#ui/ui/button.tsx';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { actionButton } from '#ui/ui/error-action.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import type { Waiting } from './attention.ts';
import { ItemFrame } from './item-frame.tsx';

interface WaitingItemProps {
  waiting: Waiting;
  busy: boolean;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onPublish: () => void;
  onNewTime: () => void;
  onDrop: () => void;
}

/** Missed, on hold or refused: nothing is out, so the seller may simply choose. */
export function WaitingItem({
  waiting,
  busy,
  chosen,
  onChoose,
  onPublish,
  onNewTime,
  onDrop,
}: WaitingItemProps) {
  const { target } = waiting;
  const { reason, state } = target;
  const subject = { postId: target.postId, targetId: target.id, field: reason?.field };
  // "Decide" and "choose a time" are what stands here anyway.
  const isHere = reason?.action === 'resolve' || reason?.action === 'choose-time';
  const mend = isHere ? null : actionButton(reason?.action ?? null, subject);
  return (
    <ItemFrame
      waiting={waiting}
      before={
        <Checkbox
          checked={chosen}
          onCheckedChange={(next) => onChoose(next === true)}
          aria-label={`Choose the post for ${target.accountName}`}
          className="mt-1.5"
        />
      }
      actions={
        <>
          {mend !== null && (
            <Button variant="outline" size="sm" disabled={busy} onClick={mend.run}>
              {mend.label}
            </Button>
          )}
          <Button variant="outline" size="sm" loading={busy} onClick={onPublish}>
            {state === 'missed' ? 'Publish now' : 'Try again now'}
          </Button>
          <Button variant="outline" size="sm" disabled={busy} onClick={onNewTime}>
            New time
          </Button>
          <Button variant="ghost" size="sm" disabled={busy} onClick={onDrop}>
            Drop
          </Button>
        </>
      }
    >
      <p>{reason?.message ?? otherwise[state] ?? ''}</p>
      {reason !== null && reason.code !== null && (
        <p className="font-mono text-2xs">
          {platformName(target.platform)}: {reason.code}
        </p>
      )}
      {target.partlyOut && (
        <p className="text-warning">A part of the thread is out already; it goes on from there.</p>
      )}
    </ItemFrame>
  );
}

const otherwise: Partial<Record<Waiting['target']['state'], string>> = {
  missed: 'It was too late to go out by itself.',
  held: 'Something must be put right before it can go out.',
  refused: 'It cannot go out as it is.',
};
