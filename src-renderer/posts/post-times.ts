import type { PostView, TargetView } from '#shared/contract/posts.ts';
import type { TargetState } from '#shared/model/states.ts';
import { isEditable } from '#shared/model/states.ts';
import type { Instant, WallTime } from '#shared/model/time.ts';

const waiting: readonly TargetState[] = ['scheduled', 'claimed', 'sending', 'held'];

/** The time that matters most in a list: the next one to come, else the last one that was. */
export interface PostTime {
  kind: 'next' | 'published' | 'planned' | 'edited';
  instant: Instant;
}

export function postTime(post: PostView): PostTime {
  const next = earliest(post.targets.filter(({ state }) => waiting.includes(state)).map(plannedAt));
  if (next !== null) return { kind: 'next', instant: next };
  const out = post.targets.flatMap(({ publishedAt }) => publishedAt ?? []);
  if (out.length > 0) return { kind: 'published', instant: Math.max(...out) };
  const planned = earliest(post.targets.filter(({ state }) => state !== 'draft').map(plannedAt));
  if (planned !== null) return { kind: 'planned', instant: planned };
  return { kind: 'edited', instant: post.updatedAt };
}

const plannedAt = ({ when }: TargetView): Instant | null => when?.instant ?? null;

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Targets whose time can still be changed, or taken away. */
export function movable(post: PostView): TargetView[] {
  return post.targets.filter(({ state }) => isEditable(state) && state !== 'draft' && state !== 'canceled');
}

/** What is scheduled now and will be canceled when the post is deleted, by its time: so that it can be undone. */
export function scheduleOf(post: PostView): { when: WallTime; targetIds: string[] }[] {
  const scheduled = post.targets.filter(({ state, when }) => state === 'scheduled' && when !== null);
  const groups = Map.groupBy(scheduled, ({ when }) => `${when?.local} ${when?.zone}`);
  return [...groups.values()].flatMap((targets) => {
    const when = targets[0]?.when;
    if (when === null || when === undefined) return [];
    return [{ when: { local: when.local, zone: when.zone }, targetIds: targets.map(({ id }) => id) }];
  });
}
