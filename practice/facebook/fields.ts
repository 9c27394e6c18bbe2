import { Reply } from '../reply.ts';
import { invalid } from './errors.ts';

/** One asked-for field: `picture.type(large){url}` -> name, modifiers, fields inside. */
export interface Field {
  name: string;
  modifiers: Record<string, string>;
  inside: Field[] | undefined;
}

/** Reads a `fields` parameter; a text that does not parse is refused as Facebook does. */
export function parseFields(text: string): Field[] | Reply {
  const reader = { text: text.replaceAll(/\s/g, ''), at: 0 };
  const fields = readList(reader);
  if (fields === undefined || reader.at < reader.text.length) {
    return invalid(
      `Syntax error "Expected end of string instead of "${reader.text[reader.at] ?? ''}"." at character ${reader.at}: ${text}`,
    );
  }
  return fields;
}

interface Reader {
  text: string;
  at: number;
}

function readList(reader: Reader): Field[] | undefined {
  const fields: Field[] = [];
  for (;;) {
    const field = readField(reader);
    if (field === undefined) return undefined;
    fields.push(field);
    if (reader.text[reader.at] !== ',') return fields;
    reader.at += 1;
  }
}

function readField(reader: Reader): Field | undefined {
  const name = take(reader, /\w+/y);
  if (name === undefined) return undefined;
  const field: Field = { name, modifiers: {}, inside: undefined };
  while (reader.text[reader.at] === '.') {
    const modifier = take(reader, /\.\w+\([^()]*\)/y);
    const [, key, value] = /^\.(\w+)\((.*)\)$/.exec(modifier ?? '') ?? [];
    if (key === undefined || value === undefined) return undefined;
    field.modifiers[key] = value;
  }
  if (reader.text[reader.at] !== '{') return field;
  reader.at += 1;
  field.inside = readList(reader);
  if (field.inside === undefined || reader.text[reader.at] !== '}') return undefined;
  reader.at += 1;
  return field;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

/** A kind of thing the API shows: which fields it has, and which it shows unasked. */
export interface NodeType<T> {
  name: string;
  unasked: readonly string[];
  fields: Record<string, FieldOf<T>>;
}

export type FieldOf<T> = (node: T, field: Field) => unknown;

/** Shows a node with the asked-for fields. `id` always comes along; an unknown field refuses the call. */
export function show<T>(
  type: NodeType<T>,
  node: T,
  asked: readonly Field[] | undefined,
): Record<string, unknown> | Reply {
  const shown: Record<string, unknown> = {};
  const fields = asked ?? type.unasked.map((name) => ({ name, modifiers: {}, inside: undefined }));
  for (const field of [...fields, { name: 'id', modifiers: {}, inside: undefined }]) {
    const read = type.fields[field.name];
    if (read === undefined) {
      if (field.name === 'id') continue;
      return nonexisting(type, field);
    }
    const value = read(node, field);
    if (value instanceof Reply) return value;
    if (value !== undefined) shown[field.name] = value;
  }
  return shown;
}

const nonexisting = <T>(type: NodeType<T>, field: Field): Reply =>
  invalid(`Tried accessing nonexisting field (${field.name}) on node type (${type.name})`);

/** Shows many nodes; the first refusal refuses all. */
export function showAll<T>(
  type: NodeType<T>,
  nodes: readonly T[],
  asked: readonly Field[] | undefined,
): Record<string, unknown>[] | Reply {
  const all: Record<string, unknown>[] = [];
  const unknown = asked?.find((field) => type.fields[field.name] === undefined);
  if (unknown !== undefined) return nonexisting(type, unknown);
  for (const node of nodes) {
    const shown = show(type, node, asked);
    if (shown instanceof Reply) return shown;
    all.push(shown);
  }
  return all;
}

/** Cuts a page out of a list and adds the cursors and the address of the next page. */
export function paged<T>(
  rows: readonly T[],
  url: URL,
  usualLimit = 25,
): { rows: T[]; paging: object } | Reply {
  const limit = Number(url.searchParams.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1) return invalid('limit must be a positive number');
  const after = url.searchParams.get('after');
  const start = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString('utf8').slice(1));
  if (!Number.isInteger(start)) return invalid('Invalid cursors values');
  const page = rows.slice(start, start + Math.min(limit, 100));
  if (page.length === 0) return { rows: [], paging: {} };
  const cursor = (position: number) => Buffer.from(`c${position}`).toString('base64url');
  const paging: Record<string, unknown> = {
    cursors: { before: cursor(start), after: cursor(start + page.length) },
  };
  if (start + page.length < rows.length) {
    const next = new URL(url);
    next.searchParams.set('after', cursor(start + page.length));
    next.searchParams.set('limit', String(limit));
    paging.next = next.href;
  }
  return { rows: page, paging };
}
