import { parseJson } from '../model/json.ts';

/** Bytes that are read while they are sent, so that never more than a slice of them is in memory. */
export interface Slices {
  /** Bytes in all. */
  size: number;
  /** From start (inclusive) to end (exclusive). What it throws ends the call and comes out of it as it is. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface MultipartPart {
  name: string;
  value: string | Uint8Array | Slices;
  /** Set for file parts only. */
  filename?: string;
  type?: string;
}

export type HttpBody =
  | { kind: 'json'; value: unknown }
  | { kind: 'form'; fields: readonly (readonly [string, string])[] }
  | { kind: 'multipart'; parts: readonly MultipartPart[] }
  | { kind: 'bytes'; bytes: Uint8Array; type: string }
  | { kind: 'slices'; slices: Slices; type: string };

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The platform's real address; a host map may send it elsewhere. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** ms until the answer is given up; default 60 000. Writes need more than the platform's worst known time. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

/**
 * Sends one request once. No retry, no redirect is followed, any status is an answer.
 * @throws HttpFailure when there is no answer, PublishFailure when a file to be sent cannot be read
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * No answer came. `not-sent`: the request surely did not reach the other side (name unknown, connection refused),
 * so nothing was done there. `no-answer`: it may have been carried out.
 */
export class HttpFailure extends Error {
  readonly kind: 'not-sent' | 'no-answer';

  constructor(kind: 'not-sent' | 'no-answer', message: string) {
    super(message);
    this.name = 'HttpFailure';
    this.kind = kind;
  }
}

/** The answer's JSON with long integers kept exact, or undefined when it is not JSON (HTML, empty, cut off). */
export function jsonOf(response: HttpResponse): unknown {
  try {
    return parseJson(response.text);
  } catch {
    return undefined;
  }
}
