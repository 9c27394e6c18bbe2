import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { HttpBody, MultipartPart, Slices } from '#shared/publishing/http.ts';

export interface EncodedBody {
  type: string;
  /** Bytes. */
  length: number;
  data: Buffer | Readable;
}

/** A body as it goes over the line. Bytes are passed on as they lie in memory, never copied together; slices as they are read. */
export function encodeBody(body: HttpBody): EncodedBody {
  switch (body.kind) {
    case 'json':
      return whole('application/json', Buffer.from(JSON.stringify(body.value)));
    case 'form':
      return whole('application/x-www-form-urlencoded', Buffer.from(formText(body.fields)));
    case 'bytes':
      return whole(body.type, view(body.bytes));
    case 'slices':
      return { type: body.type, length: body.slices.size, data: streamOf([body.slices]) };
    case 'multipart':
      return multipart(body.parts);
  }
}

function whole(type: string, data: Buffer): EncodedBody {
  return { type, length: data.length, data };
}

function formText(fields: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
}

function multipart(parts: readonly MultipartPart[]): EncodedBody {
  const boundary = `picscripter-${randomBytes(18).toString('hex')}`;
  const chunks: (Buffer | Slices)[] = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${partHead(part)}\r\n\r\n`),
    valueOf(part),
    Buffer.from('\r\n'),
  ]);
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: chunks.reduce((sum, chunk) => sum + (chunk instanceof Uint8Array ? chunk.length : chunk.size), 0),
    data: streamOf(chunks),
  };
}

function valueOf({ value }: MultipartPart): Buffer | Slices {
  if (typeof value === 'string') return Buffer.from(value);
  return value instanceof Uint8Array ? view(value) : value;
}

/** Bytes; so much of a file is in memory at once. */
const sliceSize = 1024 * 1024;

const streamOf = (chunks: readonly (Buffer | Slices)[]): Readable =>
  Readable.from(inTurn(chunks), { objectMode: true, highWaterMark: 1 });

async function* inTurn(chunks: readonly (Buffer | Slices)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    if (chunk instanceof Uint8Array) yield chunk;
    else
      for (let start = 0; start < chunk.size; start += sliceSize)
        yield view(await chunk.read(start, Math.min(start + sliceSize, chunk.size)));
  }
}

function partHead({ name, filename, type }: MultipartPart): string {
  const file = filename === undefined ? '' : `; filename="${quoted(filename)}"`;
  const line = `Content-Disposition: form-data; name="${quoted(name)}"${file}`;
  return type === undefined ? line : `${line}\r\nContent-Type: ${type}`;
}

/** As browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm"). */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
