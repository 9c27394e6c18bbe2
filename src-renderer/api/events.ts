import type { QueryKey } from '@tanstack/react-query';
import { create } from 'zustand';
import { type AppEvent, appEventSchema } from '#shared/contract/events.ts';
import { api } from './queries.ts';
import { queryClient } from './query-client.ts';

type Topic = Exclude<AppEvent['topic'], 'progress' | 'attempt'>;

/** Which answers may have changed when a topic is told. */
const staleBy: Record<Topic, QueryKey[]> = {
  post: [
    api.posts.key(),
    api.schedule.key(),
    api.calendar.key(),
    api.targets.key(),
    api.connections.list.key(),
    api.notices.activity.key(),
    api.app.health.key(),
    api.app.summary.key(),
    api.media.key(),
  ],
  connection: [api.connections.key(), api.posts.key(), api.targets.key(), api.calendar.key()],
  notice: [api.notices.key(), api.app.health.key()],
  media: [api.media.key(), api.posts.key()],
  settings: [api.app.settings.key(), api.app.templates.key()],
  health: [api.app.health.key()],
};

interface LiveState {
  /** `lost`: the stream of changes broke, so what is shown may be old. */
  link: 'connecting' | 'open' | 'lost';
  /** How far uploads to a platform are, 0..1, by target. */
  progress: Readonly<Record<string, number>>;
}

/** What is known of the running app between two answers; nothing here is stored data. */
export const useLive = create<LiveState>(() => ({ link: 'connecting', progress: {} }));

/** ms; the browser tries by itself as long as nobody answers, but not after an answer that is no stream. */
const openAgainAfter = 3000;

/** Follows `/api/events` until the returned function is called. */
export function followEvents(): () => void {
  const stale = new StaleKeys();
  let source = open();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): EventSource {
    const opened = new EventSource('/api/events');
    opened.addEventListener('open', () => {
      // Changes between the break and now were not told.
      if (useLive.getState().link === 'lost') void queryClient.invalidateQueries();
      useLive.setState({ link: 'open' });
    });
    opened.addEventListener('error', () => {
      if (useLive.getState().link !== 'lost') {
        useLive.setState({ link: 'lost' });
        stale.add([api.app.health.key()]);
      }
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => {
        source = open();
      }, openAgainAfter);
    });
    opened.addEventListener('message', (message: MessageEvent<string>) => {
      const event = parseEvent(message.data);
      if (event !== null) apply(event, stale);
    });
    return opened;
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function apply(event: AppEvent, stale: StaleKeys): void {
  switch (event.topic) {
    case 'progress':
      useLive.setState(({ progress }) => ({ progress: { ...progress, [event.targetId]: event.done } }));
      return;
    case 'attempt':
      stale.add([api.connections.attempt.key({ input: { id: event.attemptId } })]);
      return;
    default:
      stale.add(staleBy[event.topic]);
  }
}

function parseEvent(text: string): AppEvent | null {
  try {
    return appEventSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A busy minute tells the same thing many times; keys are gathered and asked for once. */
class StaleKeys {
  private readonly keys = new Map<string, QueryKey>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  add(keys: readonly QueryKey[]): void {
    for (const key of keys) this.keys.set(JSON.stringify(key), key);
    this.timer ??= setTimeout(() => this.flush(), 60);
  }

  private flush(): void {
    this.timer = undefined;
    for (const queryKey of this.keys.values()) void queryClient.invalidateQueries({ queryKey });
    this.keys.clear();
  }
}
