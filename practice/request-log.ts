import type { Platform } from './hosts.ts';

/** One call as it came in, kept for tests and benches. Tokens and secrets are masked before anything is stored. */
export interface LoggedRequest {
  id: string;
  /** Milliseconds since 1970 with fractions, taken before anything else happens. */
  arrivedAt: number;
  platform: Platform;
  method: string;
  /** Address at the real platform, secrets masked. */
  url: string;
  path: string;
  headers: Record<string, string>;
  account: string | undefined;
  /** Undefined until answered; 0 when the line was cut without an answer. */
  status: number | undefined;
  answeredAt: number | undefined;
  /** The fault that struck, if one did. */
  fault: string | undefined;
  /** Parameters the platform silently ignores; a sender that relies on one is wrong. */
  ignored: string[];
}

const kept = 20_000;
const secretParams = new Set([
  'access_token',
  'client_secret',
  'fb_exchange_token',
  'input_token',
  'code',
  'appsecret_proof',
  'refresh_token',
  'upload_id',
  'upload_token',
]);

export class RequestLog {
  #entries: LoggedRequest[] = [];

  list(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > kept) this.#entries.splice(0, this.#entries.length - kept);
  }
}

/** The first four characters and the length: enough to tell two tokens apart, useless to sign in with. */
export const masked = (secret: string): string => `${secret.slice(0, 4)}…(${secret.length})`;

export function maskedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
    result[name] = name === 'authorization' || name === 'cookie' ? maskedCredentials(text) : text;
  }
  return result;
}

function maskedCredentials(value: string): string {
  const space = value.indexOf(' ');
  return space < 0 ? masked(value) : `${value.slice(0, space)} ${masked(value.slice(space + 1))}`;
}

export function maskedUrl(url: URL): string {
  if (url.search === '') return url.href;
  const copy = new URL(url);
  for (const [name, value] of url.searchParams) {
    if (secretParams.has(name)) copy.searchParams.set(name, masked(value));
  }
  return copy.href;
}
