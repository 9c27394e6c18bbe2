import { ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { openPost } from '#ui/app/drawer-store.ts';
import { AccountChip } from '#ui/ui/account-chip.tsx';
import { Button } from '#ui/ui/button.tsx';
import { TargetState } from '#ui/ui/target-state.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { Waiting } from './attention.ts';

interface ItemFrameProps {
  waiting: Waiting;
  /** Stands before it, such as a checkbox. */
  before?: ReactNode;
  /** What happened, as a sentence. */
  children: ReactNode;
  actions: ReactNode;
  /** Below, over the whole width. */
  more?: ReactNode;
}

/** One post on one account that waits: which, what happened, what can be done. */
export function ItemFrame({ waiting: { post, target }, before, children, actions, more }: ItemFrameProps) {
  const photo = post.media[0];
  const caption = target.captionOverride ?? post.caption;
  return (
    <li
      data-waiting={target.id}
      tabIndex={-1}
      aria-label={`${target.accountName}: ${caption === '' ? 'post without a caption' : caption.slice(0, 80)}`}
      className="grid gap-3 p-3"
    >
      <div className="flex gap-3">
        {before}
        {photo !== undefined && (
          <img src={photo.thumbUrl} alt="" className="size-14 shrink-0 rounded-md bg-muted object-cover" />
        )}
        <div className="grid min-w-0 flex-1 content-start gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <AccountChip
              platform={target.platform}
              name={target.accountName}
              handle={target.accountHandle}
              className="flex-1"
            />
            {target.when !== null && (
              <Time instant={target.when.instant} className="text-muted-foreground text-xs" />
            )}
            <TargetState state={target.state} nextLookAt={target.nextLookAt} />
          </div>
          <button
            type="button"
            onClick={() => openPost(post.id)}
            className="w-fit max-w-full truncate text-left text-base hover:underline"
          >
            {caption === '' ? <span className="text-muted-foreground">No caption</span> : firstLine(caption)}
          </button>
          <div className="text-muted-foreground">{children}</div>
          <div className="flex flex-wrap items-center gap-1.5 pt-1">
            {actions}
            <Button asChild variant="ghost" size="sm" className="ml-auto">
              <Link href={`/receipts/${target.id}`}>
                <ReceiptText aria-hidden />
                Receipt
              </Link>
            </Button>
          </div>
        </div>
      </div>
      {more}
    </li>
  );
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? text;
}
