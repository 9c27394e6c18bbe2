// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppEvent } from '#shared/contract/events.ts';
import { followEvents, useLive } from './events.ts';
import { api } from './queries.ts';
import { queryClient } from './query-client.ts';

/** The browser's EventSource, driven by the test. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  constructor() {
    super();
    Stream.opened.push(this);
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
  tell(event: AppEvent | string): void {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  static get newest(): Stream {
    const stream = Stream.opened.at(-1);
    if (stream === undefined) throw new Error('no stream was opened');
    return stream;
  }
}

/** ms; longer than events are gathered before the desktop is asked. */
const gathering = 200;

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  Stream.opened = [];
  queryClient.clear();
  useLive.setState({ link: 'connecting', progress: {} });
  stop = followEvents();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function known(key: readonly unknown[]) {
  queryClient.setQueryData(key, {});
  return () => queryClient.getQueryState(key)?.isInvalidated;
}

test('a changed post makes posts and the calendar stale, and leaves settings alone', () => {
  const post = known(api.posts.get.queryKey({ input: { id: '0190a000-0000-7000-8000-000000000001' } }));
  const days = known(
    api.calendar.days.queryKey({ input: { from: '2026-11-01', to: '2026-11-30', zone: 'UTC' } }),
  );
  const settings = known(api.app.settings.queryKey({ input: {} }));
  Stream.newest.tell({ topic: 'post', postId: 'p1' });
  vi.advanceTimersByTime(gathering);
  expect([post(), days(), settings()]).toEqual([true, true, false]);
});

test('an attempt makes only itself stale', () => {
  const mine = known(api.connections.attempt.queryKey({ input: { id: 'a1' } }));
  const other = known(api.connections.attempt.queryKey({ input: { id: 'a2' } }));
  Stream.newest.tell({ topic: 'attempt', attemptId: 'a1' });
  vi.advanceTimersByTime(gathering);
  expect([mine(), other()]).toEqual([true, false]);
});

test('a hundred changes at once ask the desktop once', async () => {
  const ask = vi.fn(() => Promise.resolve([]));
  const observer = new QueryObserver(queryClient, {
    queryKey: api.connections.list.queryKey({ input: {} }),
    queryFn: ask,
  });
  const leave = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(gathering);
  ask.mockClear();
  for (let i = 0; i < 100; i++) Stream.newest.tell({ topic: 'connection' });
  await vi.advanceTimersByTimeAsync(gathering);
  leave();
  expect(ask).toHaveBeenCalledTimes(1);
});

test('after a break everything is asked for anew, because changes were not told', () => {
  Stream.newest.dispatchEvent(new Event('open'));
  const settings = known(api.app.settings.queryKey({ input: {} }));
  Stream.newest.dispatchEvent(new Event('error'));
  expect(useLive.getState().link).toBe('lost');
  Stream.newest.dispatchEvent(new Event('open'));
  expect(settings()).toBe(true);
  expect(useLive.getState().link).toBe('open');
});

test('a stream that was refused is opened again', () => {
  Stream.newest.close();
  Stream.newest.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(3000);
  expect(Stream.opened).toHaveLength(2);
});

test('progress is kept by target; a message that is not an event is ignored', () => {
  Stream.newest.tell({ topic: 'progress', targetId: 't1', postId: 'p1', done: 0.4 });
  Stream.newest.tell('{"topic":"unheard-of"}');
  Stream.newest.tell('not json');
  expect(useLive.getState().progress).toEqual({ t1: 0.4 });
});
