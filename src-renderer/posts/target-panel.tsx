import { ExternalLink, ReceiptText } from 'lucide-react';
import { Link } from 'wouter';
import { useLive } from '#ui/api/events.ts';
import { close } from '#ui/app/drawer-store.ts';
import { AccountChip } from '#ui/ui/account-chip.tsx';
import { Button } from '#ui/ui/button.tsx';
import { actionButton } from '#ui/ui/error-action.ts';
import { Callout } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { TargetState } from '#ui/ui/target-state.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { TargetView } from '#shared/contract/posts.ts';
import { needsSeller } from '#shared/model/states.ts';
import { TargetTimes } from './target-times.tsx';

/** One account of a post: how far it has come, why, and the way on. */
export function TargetPanel({ target }: { target: TargetView }) {
  const { id, platform, state, permalink } = target;
  const progress = useLive(({ progress }) => progress[id]);
  return (
    <li className="grid gap-2 p-3">
      <div className="flex items-center gap-3">
        <AccountChip
          platform={platform}
          name={target.accountName}
          handle={target.accountHandle}
          className="flex-1"
        />
        <TargetState state={state} nextLookAt={target.nextLookAt} />
      </div>
      {state === 'sending' && progress !== undefined && progress < 1 && (
        <progress
          value={progress}
          max={1}
          aria-label={`Sending to ${target.accountName}`}
          className="h-1 w-full accent-primary"
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <TargetTimes target={target} />
        <span className="ml-auto flex gap-1">
          {state !== 'draft' && (
            <Button asChild variant="ghost" size="sm">
              <Link href={`/receipts/${id}`} onClick={close}>
                <ReceiptText aria-hidden />
                Receipt
                <span className="sr-only"> of {target.accountName}</span>
              </Link>
            </Button>
          )}
          {permalink !== null && (
            <Button asChild variant="ghost" size="sm">
              <a href={permalink} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                See it on {platformName(platform)}
              </a>
            </Button>
          )}
        </span>
      </div>
      {target.partlyOut && state !== 'published' && (
        <p className="text-warning text-xs">
          A part of the thread is out already. It goes on where it stopped.
        </p>
      )}
      <Reason target={target} />
    </li>
  );
}

function Reason({ target }: { target: TargetView }) {
  const { reason, state, nextLookAt, publisher } = target;
  const mustDecide = needsSeller.includes(state) && !(state === 'unknown' && nextLookAt !== null);
  const subject = { postId: target.postId, targetId: target.id, field: reason?.field };
  const button =
    actionButton(reason?.action ?? null, subject) ?? (mustDecide ? actionButton('resolve', subject) : null);
  if (reason === null && !mustDecide) {
    const hasNobody = state === 'scheduled' && publisher.by === 'nobody' && publisher.why !== null;
    return hasNobody ? <Callout variant="warning">{publisher.why}</Callout> : null;
  }
  const leads = reason?.action === 'reconnect' || reason?.action === 'resolve' || reason === null;
  return (
    <Callout
      variant={state === 'held' || state === 'scheduled' ? 'warning' : 'danger'}
      action={
        button !== null && (
          <Button
            variant="outline"
            size="sm"
            onClick={() => {
              if (leads) close();
              button.run();
            }}
          >
            {button.label}
          </Button>
        )
      }
    >
      {reason?.message ?? 'It waits for your decision.'}
      {reason !== null && reason.code !== null && (
        <span className="block font-mono text-2xs text-muted-foreground">{reason.code}</span>
      )}
      {target.nextTryAt !== null && (
        <span className="block text-xs">
          Tried again at <Time instant={target.nextTryAt} shape="time" />.
        </span>
      )}
    </Callout>
  );
}
