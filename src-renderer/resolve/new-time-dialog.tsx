import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Instant } from '#shared/model/time.ts';
import { api } from '#ui/api/queries.ts';
import { firstOffer, judgeTime } from '#ui/studio/schedule-times.ts';
import { WhenFields } from '#ui/studio/when-fields.tsx';
import { Button } from '#ui/ui/button.tsx';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#ui/ui/dialog.tsx';
import { formatInstant, useNow, useZone } from '#ui/ui/time.tsx';
import { paced, type Waiting } from './attention.ts';
import { paceNote } from './pace-note.ts';
import type { Decision } from './use-decide.ts';

interface NewTimeDialogProps {
  chosen: readonly Waiting[];
  onClose: () => void;
  onDecide: (decisions: readonly [Waiting, Decision][]) => void;
}

/** Another time for one post, or a first time for several. */
export function NewTimeDialog({ chosen, onClose, onDecide }: NewTimeDialogProps) {
  const zone = useZone();
  const now = useNow(10_000);
  const minutes = useQuery(api.app.settings.queryOptions({ input: {} })).data?.catchUpMinutes ?? 5;
  const [local, setLocal] = useState(() => firstOffer(now, zone));
  const time = judgeTime({ local, zone }, now);
  const plan = time === null ? [] : paced(chosen, time.instant, minutes, now);

  const onMove = (start: Instant) => {
    const alone = chosen.length === 1;
    onDecide(
      paced(chosen, start, minutes, now).map(({ waiting, when }) => [
        waiting,
        { is: 'publish', when: alone ? { local, zone } : when },
      ]),
    );
    onClose();
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {chosen.length === 1 ? 'New time' : `New times for ${chosen.length} posts`}
          </DialogTitle>
          <DialogDescription>
            {chosen.length === 1
              ? `For ${chosen[0]?.target.accountName ?? 'this account'}.`
              : 'The first one goes out at this time.'}
          </DialogDescription>
        </DialogHeader>
        <WhenFields local={local} zone={zone} now={now} onLocal={setLocal} />
        {chosen.length > 1 && <p className="text-muted-foreground">{paceNote(plan, minutes, zone)}</p>}
        {time?.past === true && <p className="text-warning">This time has passed. Choose a later one.</p>}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Leave it</Button>
          </DialogClose>
          <Button disabled={time === null || time.past} onClick={() => time !== null && onMove(time.instant)}>
            {time === null ? 'Schedule' : `Schedule for ${formatInstant(time.instant, zone)}`}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
