import type { IncomingMessage } from 'node:http';

/** A request body, told apart by what its content type claims; `malformed` is one that does not keep the claim. */
export type Body =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'form'; fields: URLSearchParams }
  | { kind: 'multipart'; form: FormData }
  | { kind: 'raw'; bytes: Buffer }
  | { kind: 'malformed' }
  | { kind: 'too-large' };

/** Reads a body of at most `maxBytes`. A larger one is read to its end and thrown away, so that the answer arrives. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxBytes) return { kind: 'too-large' };
  if (size === 0) return { kind: 'none' };
  return parseBody(Buffer.concat(chunks, size), request.headers['content-type'] ?? '');
}

async function parseBody(bytes: Buffer, contentType: string): Promise<Body> {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  try {
    if (type === 'application/json') return { kind: 'json', value: JSON.parse(bytes.toString('utf8')) };
    if (type === 'application/x-www-form-urlencoded') {
      return { kind: 'form', fields: new URLSearchParams(bytes.toString('utf8')) };
    }
    if (type === 'multipart/form-data') {
      const response = new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } });
      return { kind: 'multipart', form: await response.formData() };
    }
    return { kind: 'raw', bytes };
  } catch {
    return { kind: 'malformed' };
  }
}
