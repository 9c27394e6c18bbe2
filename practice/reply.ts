/** What a practice platform answers. Handlers return one; nothing else writes to the socket. */
export class Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;

  constructor(
    status: number,
    headers: Readonly<Record<string, string>> = {},
    body: string | Uint8Array = '',
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get accepted(): boolean {
    return this.status >= 200 && this.status < 400;
  }

  /** The same answer with more headers. */
  with(headers: Record<string, string>): Reply {
    return new Reply(this.status, { ...this.headers, ...headers }, this.body);
  }
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return new Reply(
    status,
    { 'content-type': 'application/json; charset=utf-8', ...headers },
    JSON.stringify(value),
  );
}

export const redirect = (location: string): Reply => new Reply(302, { location });
