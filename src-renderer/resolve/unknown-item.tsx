import { useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { formatInstant, useZone } from '#ui/ui/time.tsx';
import type { Waiting } from './attention.ts';
import { Evidence } from './evidence.tsx';
import { ItemFrame } from './item-frame.tsx';
import type { Decision } from './use-decide.ts';

interface UnknownItemProps {
  waiting: Waiting;
  busy: boolean;
  /** Shows the account's posts at once; each look is a request to the platform. */
  openAtFirst: boolean;
  onDecide: (decision: Decision, done: string) => void;
  onPublish: () => void;
  onDrop: () => void;
}

/** We asked, and nobody answered. Only a look at the account can tell, so that is what is offered first. */
export function UnknownItem(props: UnknownItemProps) {
  const { waiting, busy, openAtFirst, onDecide, onPublish, onDrop } = props;
  const { target } = waiting;
  const [open, setOpen] = useState(openAtFirst);
  const zone = useZone();
  const platform = platformName(target.platform);
  const at = target.when === null ? '' : ` at ${formatInstant(target.when.instant, zone, 'time')}`;
  const found = (remoteId?: string) =>
    onDecide(
      { is: 'published', ...(remoteId !== undefined && { remoteId }) },
      `Noted: it is on ${platform}. It will not be sent again.`,
    );
  return (
    <ItemFrame
      waiting={waiting}
      actions={
        <>
          {open ? (
            <>
              <Button variant="outline" size="sm" loading={busy} onClick={onPublish}>
                It is not there, publish
              </Button>
              <Button variant="ghost" size="sm" disabled={busy} onClick={() => found()}>
                It is there, but not in this list
              </Button>
            </>
          ) : (
            <Button size="sm" onClick={() => setOpen(true)}>
              Show what is on {platform}
            </Button>
          )}
          <Button variant="ghost" size="sm" disabled={busy} onClick={onDrop}>
            Leave it
          </Button>
        </>
      }
      more={open && <Evidence waiting={waiting} busy={busy} onFound={found} />}
    >
      <p>
        We asked {platform} to publish it{at} and never heard back.
        {target.partlyOut && ' The first parts of the thread are out.'}
      </p>
    </ItemFrame>
  );
}

/** Still being looked for: nothing to decide yet, only when we look next. */
export function CheckingItem({ waiting }: { waiting: Waiting }) {
  const { target } = waiting;
  const zone = useZone();
  return (
    <ItemFrame waiting={waiting} actions={null}>
      <p>
        We asked {platformName(target.platform)} to publish it and heard nothing yet.
        {target.nextLookAt !== null && ` We look again at ${formatInstant(target.nextLookAt, zone, 'time')}.`}
      </p>
    </ItemFrame>
  );
}
