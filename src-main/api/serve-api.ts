import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import { AppError } from '#shared/model/app-error.ts';
import type { Desktop } from '../desktop.ts';
import { apiPage } from './api-page.ts';
import { uploadMedia } from './media.ts';
import { router } from './router.ts';
import { errorResponse, wireError } from './wire-errors.ts';

/** Requests other than uploads are small. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Answers everything under `/api`, but for the event stream. Never throws. */
export function createApi(desktop: Desktop): (request: Request) => Promise<Response> {
  const { log } = desktop;
  const handler = new OpenAPIHandler(router, {
    customErrorResponseBodyEncoder: (error) =>
      wireError(error.cause instanceof AppError ? error.cause : error, log).body,
    clientInterceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (thrown) {
          throw asWire(thrown);
        }
      },
    ],
  });

  /** With the status of the wire error, which for a fault of the request differs from oRPC's own. */
  function asWire(thrown: unknown): ORPCError<string, unknown> {
    const { status, body } = wireError(thrown, log);
    const { code, message, field, action } = body;
    const more = { ...(field === undefined ? {} : { field }), ...(action === undefined ? {} : { action }) };
    return new ORPCError(code, { status, cause: new AppError(code, message, more) });
  }

  return async function answer(request) {
    const { pathname } = new URL(request.url);
    const asked = `${request.method} ${pathname}`;
    try {
      if (asked === 'GET /api/openapi.json') return Response.json(await openApiOf(desktop));
      if (asked === 'GET /api/docs') return apiPage(await openApiOf(desktop));
      if (asked === 'POST /api/media') return await uploadMedia(request, desktop);
      const { matched, response } = await handler.handle(await bounded(request), {
        prefix: '/api',
        context: { desktop },
      });
      if (!matched) throw new AppError('NOT_FOUND', `There is no ${asked} in this app. See /api/docs.`);
      response.headers.set('cache-control', 'no-store');
      return response;
    } catch (fault) {
      return errorResponse(fault, log);
    }
  };
}

/** The generator is loaded on first use: few ever read the document. */
async function openApiOf({ config }: Desktop): Promise<object> {
  const { openApiDocument } = await import('./openapi.ts');
  return openApiDocument(config.version);
}

/** The request with its body read, at most MAX_BODY_BYTES of it. @throws AppError TOO_LARGE */
async function bounded(request: Request): Promise<Request> {
  if (request.body === null) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError('TOO_LARGE', 'This is more than can be sent at once.');
    chunks.push(chunk);
  }
  const { method, headers, url } = request;
  return new Request(url, { method, headers, ...(size === 0 ? {} : { body: Buffer.concat(chunks) }) });
}
