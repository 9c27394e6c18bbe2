import { formatInstant } from '#ui/ui/time.tsx';
import type { Paced } from './attention.ts';

/** How several posts will follow each other, as a sentence. */
export function paceNote(plan: readonly Paced[], minutes: number, zone: string): string {
  const last = Math.max(...plan.map(({ at }) => at));
  const first = Math.min(...plan.map(({ at }) => at));
  if (plan.length === 0 || last === first) return 'They all go out at once.';
  const every = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `On each account they follow ${every} apart; the last one goes out ${formatInstant(last, zone)}.`;
}
