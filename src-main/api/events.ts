import type { AppEvent } from '#shared/contract/events.ts';

export interface Events {
  emit(event: AppEvent): void;
  /** A server-sent event stream; ends when the client goes away or the app closes. */
  stream(signal: AbortSignal): Response;
  close(): void;
}

/** Comment lines keep proxies and sleeping machines from taking a silent stream for a dead one. */
const HEARTBEAT_MS = 20_000;

export function createEvents(): Events {
  const encoder = new TextEncoder();
  let closed = false;
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();

  function send(text: string): void {
    const bytes = encoder.encode(text);
    for (const listener of listeners) {
      try {
        listener.enqueue(bytes);
      } catch {
        listeners.delete(listener);
      }
    }
  }

  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();

  return {
    emit: (event) => send(`data: ${JSON.stringify(event)}\n\n`),
    stream(signal) {
      let own: ReadableStreamDefaultController<Uint8Array> | null = null;
      const end = () => {
        if (own !== null) listeners.delete(own);
      };
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(encoder.encode('retry: 1000\n\n'));
          if (closed || signal.aborted) {
            controller.close();
            return;
          }
          own = controller;
          listeners.add(controller);
        },
        cancel: end,
      });
      signal.addEventListener('abort', end, { once: true });
      return new Response(body, {
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      });
    },
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const listener of listeners) {
        try {
          listener.close();
        } catch {
          // The client was faster.
        }
      }
      listeners.clear();
    },
  };
}
