import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { HttpBody, MultipartPart } from '#shared/publishing/http.ts';

export interface EncodedBody {
  type: string;
  /** Bytes. */
  length: number;
  data: Buffer | Readable;
}

/** A body as it goes over the line. Bytes are passed on as they lie in memory, never copied together. */
export function encodeBody(body: HttpBody): EncodedBody {
  switch (body.kind) {
    case 'json':
      return whole('application/json', Buffer.from(JSON.stringify(body.value)));
    case 'form':
      return whole('application/x-www-form-urlencoded', Buffer.from(formText(body.fields)));
    case 'bytes':
      return whole(body.type, view(body.bytes));
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
  const chunks = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${partHead(part)}\r\n\r\n`),
    typeof part.value === 'string' ? Buffer.from(part.value) : view(part.value),
    Buffer.from('\r\n'),
  ]);
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    data: Readable.from(chunks, { objectMode: true }),
  };
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
