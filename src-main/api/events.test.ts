import { expect, test } from 'vitest';
import { openDesk } from '../desk.suite.ts';
import { createEvents } from './events.ts';

type Chunks = ReadableStreamDefaultReader<Uint8Array>;
const open = (response: Response): Chunks => (response.body as ReadableStream<Uint8Array>).getReader();
const next = async (chunks: Chunks) => {
  const { done, value } = await chunks.read();
  return done ? null : new TextDecoder().decode(value);
};

test('a stream opens at once, tells what changed, and ends with the app', async () => {
  const events = createEvents();
  const response = events.stream(new AbortController().signal);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const chunks = open(response);
  expect(await next(chunks)).toBe('retry: 1000\n\n');
  events.emit({ topic: 'post', postId: 'p1' });
  expect(await next(chunks)).toBe('data: {"topic":"post","postId":"p1"}\n\n');
  events.close();
  expect(await next(chunks)).toBeNull();
});

test('every window is told; one that left is forgotten', async () => {
  const events = createEvents();
  const leaving = new AbortController();
  const [stays, leaves, aborted] = [
    open(events.stream(new AbortController().signal)),
    open(events.stream(new AbortController().signal)),
    open(events.stream(leaving.signal)),
  ];
  for (const chunks of [stays, leaves, aborted]) await next(chunks);
  await leaves.cancel();
  leaving.abort();
  events.emit({ topic: 'notice' });
  expect(await next(stays)).toBe('data: {"topic":"notice"}\n\n');
  events.close();
  expect(await next(stays)).toBeNull();
});

test('a window that left before its stream was opened, or comes after the end, is not kept waiting', async () => {
  const events = createEvents();
  const left = open(events.stream(AbortSignal.abort()));
  expect(await next(left)).toBe('retry: 1000\n\n');
  expect(await next(left)).toBeNull();
  events.close();
  const late = open(events.stream(new AbortController().signal));
  await next(late);
  expect(await next(late)).toBeNull();
});

test('closing the app ends the stream that a window holds', async () => {
  const desk = await openDesk();
  const chunks = open(await desk.app.fetch(new Request('http://app/api/events')));
  await next(chunks);
  await desk.ok('PATCH', '/api/settings', { theme: 'dark' });
  expect(await next(chunks)).toBe('data: {"topic":"settings"}\n\n');
  await desk.close();
  expect(await next(chunks)).toBeNull();
});
