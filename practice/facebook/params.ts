import type { ReceivedCall } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import { invalid } from './errors.ts';

/** Accepted with every call, so never "ignored". */
const universal = [
  'access_token',
  'appsecret_proof',
  'fields',
  'format',
  'locale',
  'pretty',
  'debug',
  'method',
];

/** The parameters of a call, from the address and from a form, multipart or JSON body alike. */
export class Params {
  readonly #values = new Map<string, unknown>();
  readonly #asked = new Set<string>(universal);

  static of(call: ReceivedCall): Params | Reply {
    const params = new Params();
    params.#addAll(call.url.searchParams);
    const { body } = call;
    switch (body.kind) {
      case 'form':
        params.#addAll(body.fields);
        break;
      case 'multipart':
        params.#addAll(body.form);
        break;
      case 'json':
        if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value))
          return invalid('The body must be a JSON object.');
        params.#addAll(Object.entries(body.value));
        break;
      case 'malformed':
      case 'raw':
        return invalid('The body must be a form, multipart/form-data or JSON.');
      case 'too-large':
        return new Reply(
          413,
          { 'content-type': 'text/html' },
          '<html><body>413 Request Entity Too Large</body></html>',
        );
      case 'none':
    }
    if (params.#values.has('date_format')) return invalid('date_format is no longer supported.');
    return params;
  }

  #addAll(entries: Iterable<[string, unknown]>): void {
    for (const [name, value] of entries) this.#values.set(name, value);
  }

  has(name: string): boolean {
    this.#asked.add(name);
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    this.#asked.add(name);
    const value = this.#values.get(name);
    if (value === undefined || value === null || value instanceof Blob) return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  file(name: string): Blob | undefined {
    this.#asked.add(name);
    const value = this.#values.get(name);
    return value instanceof Blob ? value : undefined;
  }

  flag(name: string, absent: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    return value === undefined ? absent : value === 'true' || value === '1';
  }

  /** Unix seconds or an ISO time, as milliseconds; NaN for neither. */
  time(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  }

  /** A list given as JSON, as `name[0]=…`, or as both mixed; each item may itself be JSON text. */
  list(name: string): unknown[] {
    this.#asked.add(name);
    const whole = this.#values.get(name);
    const listed = typeof whole === 'string' ? parsed(whole) : whole;
    const items: unknown[] = Array.isArray(listed) ? [...(listed as unknown[])] : [];
    for (const [key, value] of this.#values) {
      if (!new RegExp(`^${name}\\[\\d*\\]$`).test(key)) continue;
      this.#asked.add(key);
      items.push(value);
    }
    return items.map((item) => (typeof item === 'string' ? parsed(item) : item));
  }

  /** What was sent and nobody asked for. The Graph API ignores it without a word. */
  ignored(): string[] {
    return [...this.#values.keys()].filter((name) => !this.#asked.has(name));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
