import type { Clock } from '#shared/publishing/ports.ts';
import type { App } from '../host.ts';
import { type Glance, glance } from './glance.ts';

/** Electron tells neither that the network is back nor that a post is being sent, so both are looked at this often, ms. */
const LOOK_MS = 2_000;
const GLANCE_MS = 30_000;

export interface PulseOptions {
  clock: Pick<Clock, 'every'>;
  desktop: Pick<App, 'fetch' | 'wake' | 'sending'>;
  isOnline(): boolean;
  keepAwake(on: boolean): void;
  show(glance: Glance): void;
}

export interface Pulse {
  /** Shows at once what comes next. */
  refresh(): Promise<void>;
  stop(): void;
}

/** Follows the app from outside: stays awake while it sends, wakes it when the network is back, shows what comes next. */
export function startPulse({ clock, desktop, isOnline, keepAwake, show }: PulseOptions): Pulse {
  let online = isOnline();
  let sending = 0;

  async function look() {
    const before = { online, sending };
    online = isOnline();
    sending = desktop.sending();
    keepAwake(sending > 0);
    if (online && !before.online) desktop.wake();
    if (sending !== before.sending) await refresh();
  }

  async function refresh() {
    const seen = await glance(desktop.fetch);
    if (seen !== null) show(seen);
  }

  const timers = [clock.every(LOOK_MS, look), clock.every(GLANCE_MS, refresh)];
  return { refresh, stop: () => timers.forEach((timer) => timer.stop()) };
}
