import type { App as ElectronApp, PowerMonitor } from 'electron';
import type { Clock } from '#shared/publishing/ports.ts';
import type { App } from '../host.ts';

// running  -> waiting   someone wants to quit (menu, tray, system, update) while a post is being sent
// waiting  -> running   the seller would rather keep it open
// running, waiting -> closing   nothing is being sent, or the computer is shutting down
// closing  -> left      the database is closed; only now Electron may quit

const LOOK_MS = 250;
/** After this long, ms, what is under way is left to the journal: it is found again at the next start, never sent twice. */
const GRACE_MS = 30_000;
/** A computer that shuts down gives a program little time. */
const SHUTDOWN_GRACE_MS = 3_000;

export interface QuitOptions {
  app: ElectronApp;
  powerMonitor: PowerMonitor;
  clock: Pick<Clock, 'every'>;
  desktop: Pick<App, 'sending' | 'close'>;
  /** Tells the seller that quitting waits. Resolves with their answer; `dismiss` takes the message away. */
  askToWait(dismiss: AbortSignal): Promise<'wait' | 'stay'>;
  /** Ends what runs beside the app. */
  onClosing(): void;
}

export interface Quit {
  /** Quits when nothing is being sent any more; `last` is the last thing done (default: quit). */
  request(last?: () => void): void;
}

/** The one way out: an attempt in flight is waited for, and the database is closed before the process ends. */
export function createQuit(options: QuitOptions): Quit {
  const { app, powerMonitor, clock, desktop, askToWait, onClosing } = options;
  let state: 'running' | 'waiting' | 'closing' | 'left' = 'running';

  async function leave(graceMs: number, last: () => void) {
    if (state === 'closing' || state === 'left') return;
    state = 'closing';
    try {
      onClosing();
      await desktop.close(graceMs);
    } finally {
      state = 'left';
      last();
    }
  }

  async function request(last: () => void) {
    if (state !== 'running') return;
    state = 'waiting';
    if (desktop.sending() > 0 && (await waitForSending()) === 'stay') {
      state = 'running';
      return;
    }
    await leave(GRACE_MS, last);
  }

  async function waitForSending(): Promise<'stay' | 'sent'> {
    const done = new AbortController();
    const sent = new Promise<'sent'>((resolve) => {
      const timer = clock.every(LOOK_MS, async () => {
        if (desktop.sending() === 0) resolve('sent');
      });
      done.signal.addEventListener('abort', () => timer.stop());
    });
    const stay = askToWait(done.signal).then((answer) => (answer === 'stay' ? answer : sent));
    const outcome = await Promise.race([sent, stay]);
    done.abort();
    return outcome;
  }

  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    void request(() => app.quit());
  });
  // Electron's types leave out the event that its documentation asks to be prevented.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    void leave(SHUTDOWN_GRACE_MS, () => app.quit());
  });

  return { request: (last = () => app.quit()) => void request(last) };
}
