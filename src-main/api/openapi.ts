import { OpenAPIGenerator } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { errors } from '#shared/contract/base.ts';
import { desktopContract } from '#shared/contract/desktop.ts';
import { mediaViewSchema } from '#shared/contract/media.ts';
import { appErrorSchema } from '#shared/model/app-error.ts';

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
    commonSchemas: { AppError: { schema: appErrorSchema }, Media: { schema: mediaViewSchema } },
  });
  const paths = (generated.paths ?? {}) as Record<string, Record<string, Operation>>;
  traverseContractProcedures({ router: desktopContract, path: [] }, ({ contract }) => {
    const { route, errorMap } = contract['~orpc'];
    const operation = paths[route.path ?? '']?.[route.method?.toLowerCase() ?? ''];
    if (operation !== undefined) Object.assign(operation.responses, errorAnswers(errorMap));
  });
  paths['/media'] = { ...paths['/media'], post: upload };
  paths['/events'] = { get: events };
  return { ...generated, paths };
}

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, object>;
  [more: string]: unknown;
}

/** One answer a status, which names every code that comes with it and what it means. */
function errorAnswers(
  errorMap: Record<string, { status?: number; message?: string } | undefined>,
): Record<string, object> {
  const byStatus = Map.groupBy(Object.entries(errorMap), ([, error]) => String(error?.status ?? 500));
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map(([code, error]) => `${code}: ${error?.message ?? ''}`).join(' '),
        content: {
          'application/json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/AppError' }],
              properties: { code: { enum: group.map(([code]) => code) } },
            },
          },
        },
      },
    ]),
  );
}

/** Not in the contract, because its body is a stream and not JSON. */
const upload: Operation = {
  operationId: 'media.upload',
  summary: 'Take in a photo or video: its raw bytes are the body',
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
    '201': {
      description: 'The file as it is kept; the same bytes again are the same file.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Media' } } },
    },
    ...errorAnswers(errors('UNAUTHORIZED', 'TOO_LARGE', 'MEDIA_REFUSED', 'DISK_FULL', 'INTERNAL')),
  },
};

const events: Operation = {
  operationId: 'events',
  summary: 'Server-sent events that say what changed, never what it is now',
  responses: {
    '200': {
      description: 'A stream that ends with the app; each event is a JSON object with a `topic`.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    ...errorAnswers(errors('UNAUTHORIZED')),
  },
};
