import type { TargetView } from '#shared/contract/posts.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { formatInstant } from '#ui/ui/time.tsx';
import { briefly } from './step-words.ts';

export interface Headline {
  title: string;
  /** What it means, or what to do; null when the title says it all. */
  note: string | null;
}

/** The first thing that a receipt says: did it go out, when, and if not, what now. */
export function headline(target: TargetView, zone: string): Headline {
  const platform = platformName(target.platform);
  switch (target.state) {
    case 'published':
      return { title: publishedTitle(target, platform, zone), note: verification(target, platform) };
    case 'refused':
      return {
        title: `${platform} did not take this post`,
        note: reasonOr(target, 'Nothing was published.'),
      };
    case 'unknown':
      return target.nextLookAt === null
        ? {
            title: `Not sure whether this post is on ${platform}`,
            note: `We asked ${platform} to publish it and never heard back. Look at the account and decide; until then it is not sent again.`,
          }
        : {
            title: `Checking whether this post is on ${platform}`,
            note: `We asked ${platform} to publish it and heard nothing yet. We look again at ${formatInstant(target.nextLookAt, zone, 'time')}; until then it is not sent again.`,
          };
    case 'held':
      return {
        title: 'On hold: it has not gone out',
        note: reasonOr(target, 'Something must be put right first.'),
      };
    case 'missed':
      return { title: 'Missed: it has not gone out', note: reasonOr(target, 'Choose what to do with it.') };
    case 'scheduled':
      return scheduledHeadline(target, zone);
    case 'claimed':
    case 'sending':
      return { title: `Going out to ${platform} now`, note: null };
    case 'canceled':
      return { title: 'Canceled: it does not go out', note: 'The post is kept; you can schedule it again.' };
    case 'draft':
      return { title: 'A draft: it has no time yet', note: null };
  }
}

function publishedTitle({ publishedAt, lateMs }: TargetView, platform: string, zone: string): string {
  if (publishedAt === null) return `Published on ${platform}`;
  const title = `Published on ${platform}, ${formatInstant(publishedAt, zone, 'exact')}`;
  return lateMs === null ? title : `${title}, ${punctuality(lateMs)}`;
}

/** "on time", "2 s after its time" */
export function punctuality(lateMs: number): string {
  return lateMs < 1000 ? 'on time' : `${briefly(lateMs)} after its time`;
}

function verification({ verification: state }: TargetView, platform: string): string | null {
  switch (state) {
    case 'there':
      return `We looked again afterwards: it is there, as you wrote it.`;
    case 'changed':
      return `We looked again afterwards: it is there, but its text is not quite what was sent.`;
    case 'gone':
      return `We looked again afterwards and did not find it any more. ${platform}, or someone with access to the account, removed it.`;
    case 'unsure':
      return `${platform} does not let us look again, so please look once yourself.`;
    case 'pending':
      return 'We look whether it is there one minute and 15 minutes after it went out.';
    case null:
      return null;
  }
}

function scheduledHeadline(target: TargetView, zone: string): Headline {
  if (target.nextTryAt !== null) {
    return {
      title: `Tried again at ${formatInstant(target.nextTryAt, zone, 'exact')}`,
      note: reasonOr(target, null),
    };
  }
  const title = target.when === null ? 'Scheduled' : `Goes out ${formatInstant(target.when.instant, zone)}`;
  return { title, note: target.publisher.by === 'nobody' ? target.publisher.why : null };
}

function reasonOr<T extends string | null>({ reason }: TargetView, otherwise: T): string | T {
  return reason === null ? otherwise : reason.message;
}
