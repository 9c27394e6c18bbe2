import type { ReactNode } from 'react';
import { Time } from '#ui/ui/time.tsx';
import type { TargetView } from '#shared/contract/posts.ts';

/** When it goes or went out, and what is known of it since, in one line. */
export function TargetTimes({ target }: { target: TargetView }) {
  return <p className="text-muted-foreground text-xs">{words(target)}</p>;
}

function words(target: TargetView): ReactNode {
  const { state, when, publishedAt, nextLookAt } = target;
  const planned = when === null ? null : <Time instant={when.instant} />;
  switch (state) {
    case 'draft':
      return 'Not scheduled';
    case 'scheduled':
    case 'claimed':
      return (
        <>
          Goes out {planned}
          {target.publisher.by === 'laptop' && ', by this laptop'}
          {target.publisher.by === 'relay' && ', by the relay'}
        </>
      );
    case 'sending':
      return 'Being sent right now';
    case 'published':
      return (
        <>
          {publishedAt !== null && <Time instant={publishedAt} />}
          {lateness(target.lateMs)}
          {seen(target)}
        </>
      );
    case 'unknown':
      if (nextLookAt === null) return <>Planned for {planned}</>;
      return (
        <>
          Looked for again at <Time instant={nextLookAt} shape="time" />
        </>
      );
    case 'refused':
    case 'held':
    case 'missed':
      return <>Planned for {planned}</>;
    case 'canceled':
      return 'Taken off the schedule';
  }
}

function lateness(ms: number | null): string {
  if (ms === null) return '';
  if (ms < 60_000) return ', on time';
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `, ${minutes} min late` : `, ${Math.round(minutes / 60)} hours late`;
}

function seen({ verification }: TargetView): string {
  switch (verification) {
    case 'there':
      return ' · seen there';
    case 'changed':
      return ' · there, but the text differs from what was sent';
    case 'gone':
      return ' · not there any more';
    case 'unsure':
      return ' · could not be looked at';
    case 'pending':
    case null:
      return '';
  }
}
