import { type Health, healthSchema, settingsSchema } from '#shared/contract/app.ts';
import type { App } from '../host.ts';
import { windowAddress } from './address.ts';

/** What the tray and the badge show. */
export interface Glance {
  line: string;
  /** Posts that wait for the seller. */
  needsYou: number;
}

/** Reads, through the same door as the window, what comes next; null when the app does not answer. */
export async function glance(fetch: App['fetch']): Promise<Glance | null> {
  try {
    const read = async (path: string) => (await fetch(new Request(windowAddress(path)))).json();
    const [health, settings] = await Promise.all([read('/api/health'), read('/api/settings')]);
    const { publisher, queue } = healthSchema.parse(health);
    const { zone } = settingsSchema.parse(settings);
    return { line: lineOf(publisher, queue, zone), needsYou: queue.needsYou };
  } catch {
    return null;
  }
}

function lineOf(publisher: Health['publisher'], queue: Health['queue'], timeZone: string): string {
  if (queue.sending > 0) return 'Sending a post';
  if (publisher.nextDueAt === null) return 'No post is planned';
  const when = new Intl.DateTimeFormat(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return `Next post: ${when.format(publisher.nextDueAt)}`;
}
