import { z } from 'zod';
import {
  type Http,
  type HttpBody,
  type HttpRequest,
  type HttpResponse,
  jsonOf,
} from '../../publishing/http.ts';
import { api } from './api.ts';
import document from './openapi.test-data.json' with { type: 'json' };

/** A piece of the description, as far as it is used here. */
interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  [key: string]: unknown;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: { 'application/json': { schema: Schema } } }>;
}

const paths = document.paths as unknown as Record<string, Record<string, Operation>>;
const schemas = document.components.schemas as unknown as Record<string, Schema>;

/** Said in the words of the description, not in its schema. */
const saidInWords = { continuous_refresh: { type: 'string', enum: ['true'] } };

/**
 * A line to Pinterest on which every request and every good answer is held against Pinterest's own description of its API.
 * What does not fit is gathered in `faults`.
 */
export function described(http: Http): { http: Http; faults: string[] } {
  const faults: string[] = [];
  const watching: Http = async (request) => {
    if (!request.url.startsWith(`${api}/`)) return http(request);
    const found = operationOf(request);
    const unknown = `${request.method} ${request.url} is not described`;
    faults.push(...(found === undefined ? [unknown] : found.faults));
    const answer = await http(request);
    if (found !== undefined) faults.push(...answerFaults(found.operation, answer));
    return answer;
  };
  return { http: watching, faults };
}

function operationOf(request: HttpRequest) {
  const { pathname, searchParams } = new URL(request.url);
  const parts = pathname.slice(new URL(api).pathname.length).split('/');
  for (const [path, methods] of Object.entries(paths)) {
    const pattern = path.split('/');
    const fits =
      pattern.length === parts.length &&
      pattern.every((part, index) => part.startsWith('{') || part === parts[index]);
    const operation = methods[request.method.toLowerCase()];
    if (!fits || operation === undefined) continue;
    const inPath = Object.fromEntries(pattern.map((part, index) => [part.slice(1, -1), parts[index] ?? '']));
    const name = `${request.method} ${path}`;
    const faults = [
      ...parameterFaults(operation, inPath, searchParams),
      ...bodyFaults(operation, request.body),
    ].map((fault) => `${name}: ${fault}`);
    return { operation, faults };
  }
  return undefined;
}

function parameterFaults(
  operation: Operation,
  inPath: Record<string, string>,
  query: URLSearchParams,
): string[] {
  const known = operation.parameters ?? [];
  const odd = [...query].filter(([name]) => !known.some((one) => one.in === 'query' && one.name === name));
  const wrong = known.flatMap(({ name, in: place, required, schema }) => {
    const value = place === 'path' ? inPath[name] : (query.get(name) ?? undefined);
    if (value === undefined) return required === true ? [`${name} is missing`] : [];
    return misfit(schema, whole(schema).type === 'integer' ? Number(value) : value, name);
  });
  return [...odd.map(([name]) => `${name} is not a parameter`), ...wrong];
}

function bodyFaults({ requestBody }: Operation, body: HttpBody | undefined): string[] {
  if (requestBody === undefined) return body === undefined ? [] : ['there is no body here'];
  const [type, content] = Object.entries(requestBody.content)[0] ?? [];
  if (content === undefined) return [];
  if (body?.kind === 'json' && type === 'application/json') return misfit(content.schema, body.value, 'body');
  if (body?.kind !== 'form' || type !== 'application/x-www-form-urlencoded')
    return [`the body must be ${type}`];
  const fields = Object.fromEntries(body.fields);
  const { mapping = {} } =
    content.schema.$ref === undefined ? {} : (named(content.schema.$ref).discriminator ?? {});
  const target = mapping[fields.grant_type ?? ''] ?? '';
  return misfit({ allOf: [{ $ref: target }, { type: 'object', properties: saidInWords }] }, fields, 'body');
}

function answerFaults({ responses }: Operation, answer: HttpResponse): string[] {
  if (answer.status < 200 || answer.status > 299 || answer.text === '' || jsonOf(answer) === undefined)
    return [];
  const content = responses[String(answer.status)]?.content['application/json'];
  if (content === undefined) return [`an answer ${answer.status} is not described`];
  return misfit(content.schema, jsonOf(answer), 'answer', false);
}

/** @param strict fields that are not described are a fault */
function misfit(schema: Schema, value: unknown, name: string, strict = true): string[] {
  const parsed = z
    .fromJSONSchema(whole(schema, strict) as Parameters<typeof z.fromJSONSchema>[0], {
      defaultTarget: 'openapi-3.0',
    })
    .safeParse(value);
  return parsed.success ? [] : [`${name}: ${z.prettifyError(parsed.error)}`];
}

function named(reference: string): Schema {
  const schema = schemas[reference.split('/').at(-1) ?? ''];
  if (schema === undefined) throw new Error(`${reference} leads nowhere`);
  return schema;
}

/** A schema with everything that it refers to or is made of in its place. */
function whole(schema: Schema, strict = false): Schema {
  const { $ref, allOf = [], discriminator: _, format: _format, ...own } = schema;
  if ($ref !== undefined) return whole(named($ref), strict);
  const merged: Schema = { ...own };
  for (const part of allOf) {
    const { properties, required, ...rest } = whole(part, strict);
    Object.assign(merged, rest, {
      ...(properties === undefined ? {} : { properties: { ...merged.properties, ...properties } }),
      ...(required === undefined ? {} : { required: [...(merged.required ?? []), ...required] }),
    });
  }
  for (const [key, value] of Object.entries(merged)) {
    if (key === 'properties') {
      merged.properties = Object.fromEntries(
        Object.entries(merged.properties ?? {}).map(([name, one]) => [name, whole(one, strict)]),
      );
    } else if (Array.isArray(value) && (key === 'oneOf' || key === 'anyOf')) {
      merged[key] = value.map((one: Schema) => whole(one, strict));
    } else if (key === 'items') {
      merged[key] = whole(value as Schema, strict);
    }
  }
  if (strict && merged.properties !== undefined) merged.additionalProperties = false;
  return merged;
}
