import type { PostView } from '#shared/contract/posts.ts';
import { isEditable } from '#shared/model/states.ts';
import { type Instant, resolveWallTime, type WallTime } from '#shared/model/time.ts';
import type { Timing } from './schedule-box.tsx';
import { firstOffer, toMinute } from './schedule-times.ts';

interface Start {
  post: PostView | null;
  /** Asked for where the form was opened, such as a day of the calendar. */
  initialWhen: WallTime | null;
  zone: string;
  lateMinutes: number;
  now: Instant;
}

/** The time the form begins with: the post's own, else the one asked for, else the next good one. */
export function startTiming({ post, initialWhen, zone, lateMinutes, now }: Start): Timing {
  const target = post?.targets.find(({ state, when }) => when !== null && isEditable(state));
  const planned = target?.when?.instant ?? null;
  if (planned !== null && (planned > now || target?.state === 'scheduled')) {
    return { local: toMinute(planned, zone), lateMinutes: target?.lateMinutes ?? lateMinutes };
  }
  const asked = initialWhen === null ? null : resolveWallTime(initialWhen).instant;
  return { local: asked === null ? firstOffer(now, zone) : toMinute(asked, zone), lateMinutes };
}
