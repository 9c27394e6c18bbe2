const hour = 60 * 60 * 1000;

/** What a counter grows by in an hour, by what it counts. */
const perHour = { views: 120, reach: 90, likes: 12, comments: 3, shares: 2, saves: 4, clicks: 5 };

/**
 * A counter of a post as it stands now: what it was set to by hand, else grown with the age of the post, the same at the same age.
 * @param set the post's own counters, by the platform's names
 */
export function counted(
  set: Readonly<Record<string, number>>,
  name: string,
  counts: keyof typeof perHour,
  ageMs: number,
): number {
  return set[name] ?? Math.floor((perHour[counts] * Math.max(ageMs, 0)) / hour);
}
