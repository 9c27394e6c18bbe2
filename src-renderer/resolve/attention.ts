import type { PostView, TargetView } from '#shared/contract/posts.ts';
import type { WhenInput } from '#shared/contract/schedule.ts';
import type { Instant } from '#shared/model/time.ts';

/** A post on one account that waits for the seller. */
export interface Waiting {
  target: TargetView;
  post: PostView;
}

export type Section = 'unknown' | 'missed' | 'held' | 'refused' | 'checking';

/** In the order of harm: a possible double post first, what needs nothing yet last. */
export const sections: readonly { section: Section; title: string; about: string }[] = [
  {
    section: 'unknown',
    title: 'Not sure whether it went out',
    about: 'Look at the account and say whether the post is there. It is never sent again by itself.',
  },
  { section: 'missed', title: 'Missed', about: 'Too late to go out by itself. Nothing was published.' },
  { section: 'held', title: 'On hold', about: 'Something must be put right first. Nothing was published.' },
  {
    section: 'refused',
    title: 'Refused',
    about: 'The platform does not take it like this. Nothing was published.',
  },
  { section: 'checking', title: 'Being checked', about: 'Nothing to do: we are still looking by ourselves.' },
];

export function sectionOf({ state, nextLookAt }: TargetView): Section | null {
  switch (state) {
    case 'unknown':
      return nextLookAt === null ? 'unknown' : 'checking';
    case 'missed':
    case 'held':
    case 'refused':
      return state;
    default:
      return null;
  }
}

export function inSections(waiting: readonly Waiting[]): Map<Section, Waiting[]> {
  const groups = new Map<Section, Waiting[]>();
  for (const one of waiting.toSorted(byTime)) {
    const section = sectionOf(one.target);
    if (section === null) continue;
    const group = groups.get(section);
    if (group === undefined) groups.set(section, [one]);
    else group.push(one);
  }
  return groups;
}

function byTime(a: Waiting, b: Waiting): number {
  return dueAt(a) - dueAt(b);
}

function dueAt({ target }: Waiting): Instant {
  return target.when?.instant ?? 0;
}

/** Only these may be chosen together: an unknown one must be looked at by itself. */
export function isChoosable({ target }: Waiting): boolean {
  return target.state === 'missed' || target.state === 'held' || target.state === 'refused';
}

export interface Paced {
  waiting: Waiting;
  when: WhenInput;
  at: Instant;
}

/**
 * Times for several posts at once, in the order in which they were due: the first of each account at `start`, each
 * further one of that account `minutes` later, so that what was missed during a night does not come as a flood.
 * @param start null: now
 */
export function paced(
  chosen: readonly Waiting[],
  start: Instant | null,
  minutes: number,
  now: Instant,
): Paced[] {
  const earlier = new Map<string, number>();
  return chosen.toSorted(byTime).map((waiting) => {
    const { connectionId } = waiting.target;
    const place = earlier.get(connectionId) ?? 0;
    earlier.set(connectionId, place + 1);
    const at = (start ?? now) + place * minutes * 60_000;
    const isNow = start === null && at === now;
    return { waiting, at, when: isNow ? { now: true } : { at: new Date(at).toISOString() } };
  });
}

/** True when a post at the platform reads like ours; addresses are left out, as platforms shorten them. */
export function readsAlike(ours: string, theirs: string): boolean {
  return plain(ours) !== '' && plain(ours) === plain(theirs);
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
