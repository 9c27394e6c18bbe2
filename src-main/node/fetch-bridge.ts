import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';

/** Headers that belong to this one line, or to the door, and are nobody else's business. */
const ownHeaders = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'cookie',
]);

/**
 * Lets a web-standard `fetch` answer an Express request. Bodies stream both ways; when the browser goes away, the
 * request's signal aborts and the answer's stream is canceled.
 */
export async function answerByFetch(
  fetch: (request: Request) => Promise<Response>,
  incoming: ExpressRequest,
  outgoing: ExpressResponse,
  origin: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const answer = await fetch(webRequest(incoming, origin, gone.signal));

  outgoing.status(answer.status);
  // Not `append`, by which Express would add a charset of its own.
  for (const [name, value] of answer.headers) outgoing.appendHeader(name, value);
  // An event stream says its first word late; the browser must see at once that it is open.
  outgoing.flushHeaders();
  try {
    if (answer.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(answer.body), outgoing, { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    // What the app did not want to read must not hold up the next request on this line.
    incoming.resume();
  }
}

function webRequest(incoming: ExpressRequest, origin: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (!ownHeaders.has(name)) for (const value of values ?? []) headers.append(name, value);
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const body = () => ReadableStream.from(incoming.iterator({ destroyOnReturn: false }));
  return new Request(origin + incoming.originalUrl, {
    method: incoming.method,
    headers,
    signal,
    ...(hasBody ? { body: body(), duplex: 'half' as const } : {}),
  });
}
