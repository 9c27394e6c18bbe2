import sharp from 'sharp';
import type { Practice } from './practice.ts';

/** What tests of the practice platforms share: thin clients that say exactly what goes over the wire. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
  json(path: string, body: unknown): Promise<Answer>;
  form(path: string, fields: Record<string, string>): Promise<Answer>;
  multipart(path: string, parts: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<Answer>;
  raw(path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Answer>;
  put(path: string, body: Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Answer>;
}

/** A client for one real host; `authorization` and `always` go with every call. */
export function clientOf(
  practice: Practice,
  realOrigin: string,
  authorization?: string,
  always: Record<string, string> = {},
): Client {
  const base = practice.hosts[realOrigin];
  const send = async (
    method: string,
    path: string,
    body?: URLSearchParams | FormData | Blob | string,
    headers: Record<string, string> = {},
  ) => {
    const init: RequestInit = {
      method,
      redirect: 'manual',
      headers: { ...(authorization === undefined ? {} : { authorization }), ...always, ...headers },
    };
    if (body !== undefined) init.body = body;
    return answerOf(await fetch(base + path, init));
  };
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    json: (path, body) => send('POST', path, JSON.stringify(body), { 'content-type': 'application/json' }),
    form: (path, fields) => send('POST', path, new URLSearchParams(fields)),
    multipart(path, parts) {
      const form = new FormData();
      for (const [name, value] of Object.entries(parts)) {
        form.set(name, typeof value === 'string' ? value : new Blob([value]));
      }
      return send('POST', path, form);
    },
    raw: (path, body, headers) => send('POST', path, new Blob([body]), headers),
    put: (path, body, headers) => send('PUT', path, new Blob([body]), headers),
  };
}

/** Fields as a query string. */
export const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

export const maraOnX = '1700000000000000001';
export const studioOnX = '1700000000000000002';
export const clayPage = '922337203685477001';
export const studioPage = '104857600123456';
export const marketPage = '104857600123457';

/** X's API as one of the ready users. */
export const xAs = (practice: Practice, account = maraOnX): Client =>
  clientOf(
    practice,
    'https://api.x.com',
    `Bearer ${practice.control.signIn({ platform: 'x', account }).access_token}`,
  );

/** The Graph API with the token of one of the ready Pages. */
export function pageAs(practice: Practice, page = clayPage): Client & { token: string } {
  const token =
    practice.control.signIn({ platform: 'facebook' }).pages.find(({ id }) => id === page)?.accessToken ?? '';
  return { ...clientOf(practice, 'https://graph.facebook.com', `Bearer ${token}`), token };
}

/** YouTube's API as one of the ready channels. */
export const youtubeAs = (practice: Practice, account = 'marasclay', scopes?: string[]): Client => {
  const wish = { platform: 'youtube' as const, account, ...(scopes === undefined ? {} : { scopes }) };
  const { access_token } = practice.control.signIn(wish);
  return clientOf(practice, 'https://www.googleapis.com', `Bearer ${access_token}`);
};

/** TikTok's API as one of the ready users. */
export const tiktokAs = (
  practice: Practice,
  account = 'marasclay',
  wish: { app?: string; scopes?: string[] } = {},
): Client => {
  const { access_token } = practice.control.signIn({ platform: 'tiktok', account, ...wish });
  return clientOf(practice, 'https://open.tiktokapis.com', `Bearer ${access_token}`);
};

export async function photo(width = 400, height = 300, colour = '#aa5533'): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  );
}

/** Bytes that open like an MP4 file and are nothing else. */
export function video(bytes: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes);
  file.set(Buffer.from('\0\0\0\x18ftypmp42', 'latin1'));
  return file;
}

export const clayOnInstagram = '17841400000000001';
export const studioOnInstagram = '17841400000000002';

/** Instagram's API for one of the ready accounts, by either login. */
export function instagramAs(
  practice: Practice,
  login: 'facebook' | 'instagram' = 'facebook',
  account = clayOnInstagram,
): Client & { token: string } {
  const { accessToken } = practice.control.signIn({ platform: 'instagram', account, login });
  const origin = login === 'facebook' ? 'https://graph.facebook.com' : 'https://graph.instagram.com';
  return { ...clientOf(practice, origin, `Bearer ${accessToken}`), token: accessToken };
}
