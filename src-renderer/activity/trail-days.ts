import type { AuditEvent } from '#shared/contract/notices.ts';
import { dayOf } from '#ui/ui/time.tsx';

/** What events are about, as the seller would ask: the first word of their action. */
export const subjects = [
  { id: 'all', label: 'Everything', nouns: null },
  { id: 'posts', label: 'Posts', nouns: ['post', 'target', 'schedule', 'media', 'template'] },
  { id: 'accounts', label: 'Accounts', nouns: ['connection', 'platform', 'attempt', 'token'] },
  { id: 'app', label: 'App', nouns: ['app', 'settings', 'vault', 'backup', 'publisher', 'health', 'notice'] },
] as const satisfies readonly { id: string; label: string; nouns: readonly string[] | null }[];
export type SubjectId = (typeof subjects)[number]['id'];

/** Whether an event belongs to a filter. Nouns that no filter names count as the app's own. */
export function isAbout(event: Pick<AuditEvent, 'action'>, id: SubjectId): boolean {
  if (id === 'all') return true;
  const noun = event.action.split('.')[0] ?? '';
  const named = subjects.find(({ nouns }) => nouns?.some((one) => one === noun) ?? false);
  return (named?.id ?? 'app') === id;
}

export interface TrailDay {
  /** 2026-11-24 in the seller's zone. */
  date: string;
  events: AuditEvent[];
}

/** Groups events, newest first, by the seller's calendar day. */
export function byDay(events: readonly AuditEvent[], zone: string): TrailDay[] {
  const days: TrailDay[] = [];
  for (const event of events) {
    const date = dayOf(event.at, zone);
    const last = days.at(-1);
    if (last?.date === date) last.events.push(event);
    else days.push({ date, events: [event] });
  }
  return days;
}
