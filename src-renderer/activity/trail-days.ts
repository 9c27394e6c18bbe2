import type { AuditEvent } from '#shared/contract/notices.ts';
import { dayOf } from '#ui/ui/time.tsx';

export const subjects = [
  { id: 'all', label: 'Everything' },
  { id: 'posts', label: 'Posts' },
  { id: 'accounts', label: 'Accounts' },
  { id: 'app', label: 'App' },
] as const;
export type SubjectId = (typeof subjects)[number]['id'];

/** What events are about, as the seller would ask, by the first word of their action. */
const subjectOf: Readonly<Record<string, SubjectId>> = {
  post: 'posts',
  target: 'posts',
  media: 'posts',
  template: 'posts',
  connection: 'accounts',
  platform: 'accounts',
};

/** Whether an event belongs to a filter. Everything else is the app's own. */
export function isAbout({ action }: Pick<AuditEvent, 'action'>, id: SubjectId): boolean {
  return id === 'all' || id === (subjectOf[action.split('.')[0] ?? ''] ?? 'app');
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
