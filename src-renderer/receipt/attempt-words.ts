import type { Receipt } from '#shared/contract/targets.ts';

export type Attempt = Receipt['attempts'][number];

/** An entry of the timeline: one try, or looks that all ended alike. */
export interface Entry {
  title: string;
  outcome: string;
  /** In the order in which they were made; the last one speaks for all. */
  attempts: readonly [Attempt, ...Attempt[]];
}

/** Tries and looks as entries. Where nothing could be seen for an hour, sixty looks are one entry. */
export function entriesOf(attempts: readonly Attempt[], platform: string): Entry[] {
  const groups: [Attempt, ...Attempt[]][] = [];
  for (const attempt of attempts) {
    const group = groups.at(-1);
    if (group !== undefined && areAlike(group[0], attempt)) group.push(attempt);
    else groups.push([attempt]);
  }
  let tries = 0;
  return groups.map((group) => {
    const [first] = group;
    if (!isLook(first)) tries += 1;
    return { title: entryTitle(group, tries), outcome: outcomeWords(first, platform), attempts: group };
  });
}

/** Asked nothing of the platform but whether the post is there. */
function isLook({ steps, outcome }: Attempt): boolean {
  return steps.length === 0 && (outcome === 'published' || outcome === 'unknown');
}

function areAlike(a: Attempt, b: Attempt): boolean {
  return isLook(a) && isLook(b) && a.outcome === b.outcome && a.message === b.message;
}

function entryTitle(group: readonly [Attempt, ...Attempt[]], tries: number): string {
  if (!isLook(group[0])) return `Try ${tries}`;
  return group.length === 1 ? 'Looked for it' : `Looked for it ${group.length} times`;
}

function outcomeWords({ outcome, steps }: Attempt, platform: string): string {
  switch (outcome) {
    case null:
      return 'under way';
    case 'published':
      return steps.length === 0 ? `found on ${platform}` : 'published';
    case 'refused':
      return `${platform} said no`;
    case 'unknown':
      return steps.length === 0 ? 'still not sure' : 'no answer';
    case 'retry':
      return 'tried again later';
    case 'held':
      return 'put on hold';
    case 'released':
      return 'not begun';
    case 'missed':
      return 'too late';
  }
}
