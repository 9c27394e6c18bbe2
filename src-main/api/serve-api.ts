import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { desktopContract } from '#shared/contract/desktop.ts';
import { mediaViewSchema } from '#shared/contract/media.ts';
import { AppError, appErrorSchema } from '#shared/model/app-error.ts';
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
          if (thrown instanceof ORPCError) throw asWire(thrown);
          const { status, body } = wireError(thrown, log);
          throw new ORPCError(body.code, {
            status,
            cause: new AppError(body.code, body.message, pick(body)),
          });
        }
      },
    ],
  });

  /** The status of the wire error, which for a fault of the request differs from oRPC's own. */
  function asWire(error: ORPCError<string, unknown>): ORPCError<string, unknown> {
    const { status, body } = wireError(error, log);
    return new ORPCError(body.code, { status, cause: new AppError(body.code, body.message, pick(body)) });
  }

  return async function answer(request) {
    const { pathname } = new URL(request.url);
    try {
      if (pathname === '/api/openapi.json')
        return Response.json(await openApiDocument(desktop.config.version));
      if (pathname === '/api/docs') return apiPage(await openApiDocument(desktop.config.version));
      if (pathname === '/api/media' && request.method === 'POST') return await uploadMedia(request, desktop);
      const { matched, response } = await handler.handle(await bounded(request), {
        prefix: '/api',
        context: { desktop },
      });
      if (!matched)
        throw new AppError(
          'NOT_FOUND',
          `There is no ${request.method} ${pathname} in this app. See /api/docs.`,
        );
      response.headers.set('cache-control', 'no-store');
      return response;
    } catch (fault) {
      return errorResponse(fault, log);
    }
  };
}

function pick({ field, action }: { field?: string | undefined; action?: AppError['data']['action'] }) {
  return { ...(field === undefined ? {} : { field }), ...(action === undefined ? {} : { action }) };
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

let document: Promise<object> | null = null;

/** The OpenAPI 3.1 document, made once when it is first asked for. */
export function openApiDocument(version: string): Promise<object> {
  document ??= generate(version);
  return document;
}

async function generate(version: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const generated = await generator.generate(desktopContract, {
    info: {
      title: 'Picscripter desktop API',
      version,
      description:
        'What the window of Picscripter and its local server say to each other. Every error is `{code, message, field?, action?}` with a sentence for the seller.',
    },
    servers: [{ url: '/api' }],
    commonSchemas: {
      AppError: { error: undefined as never, schema: appErrorSchema },
      Media: { schema: mediaViewSchema },
    } as never,
    customErrorResponseBodySchema: () => errorSchema,
  });
  const paths = generated.paths ?? {};
  paths['/media'] = {
    ...paths['/media'],
    post: {
      summary: 'Take in a photo or video: its raw bytes are the body',
      operationId: 'media.upload',
      parameters: [
        {
          name: 'name',
          in: 'query',
          schema: { type: 'string' },
          description: 'The file name, for display only.',
        },
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        '201': { description: 'The file as it is kept; the same bytes again are the same file.' },
        ...Object.fromEntries(
          [
            ['413', 'TOO_LARGE: larger than any platform takes.'],
            ['422', 'MEDIA_REFUSED: not a photo or video that can be used; the message says why.'],
            ['507', 'DISK_FULL: the disk is full or the folder is read-only.'],
          ].map(([status, description]) => [
            status,
            { description, content: { 'application/json': { schema: errorSchema } } },
          ]),
        ),
      },
    },
  };
  return { ...generated, paths };
}

const errorSchema = {
  type: 'object' as const,
  required: ['code', 'message'],
  properties: {
    code: { type: 'string' as const },
    message: { type: 'string' as const, description: 'A sentence the seller understands.' },
    field: { type: 'string' as const },
    action: { type: 'string' as const },
  },
};
