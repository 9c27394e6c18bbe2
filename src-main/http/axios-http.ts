import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import axios, { AxiosHeaders, type AxiosResponse } from 'axios';
import { AppError } from '#shared/model/app-error.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '#shared/publishing/http.ts';
import { encodeBody } from './body.ts';
import { type HostMap, mapUrl } from './host-map.ts';

export interface HttpOptions {
  /** Set in practice mode: every request goes where the map says, and an origin that is not in it is not called. */
  hosts: HostMap | null;
}

/** Platforms answer in kilobytes; what is larger is not for us. Bytes after decompression. */
const largestAnswer = 32 * 1024 * 1024;
const defaultTimeoutMs = 60_000;

/**
 * The one HTTP client of the desktop: sends once, no retry, no redirect, no proxy, any status is an answer.
 *
 * Only reads reuse lines. A kept line may be closing at the other end just when a request enters it; for a read that
 * is a passing fault, for a write nobody could tell whether it arrived.
 */
export function createHttp({ hosts }: HttpOptions): Http {
  const kept = agents(true);
  const fresh = agents(false);

  return async (request) => {
    const url = addressOf(request, hosts);
    const deadline = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
    const caller = request.signal;
    const line = new Line();
    const body = request.body && encodeBody(request.body);
    const headers = new AxiosHeaders({ ...request.headers });
    headers.set('User-Agent', 'Picscripter', false);
    if (body) headers.set({ 'Content-Type': body.type, 'Content-Length': String(body.length) });

    try {
      const answer = await axios.request<string>({
        ...(request.method === 'GET' ? kept : fresh),
        adapter: 'http',
        method: request.method,
        url,
        headers,
        data: body?.data,
        signal: caller === undefined ? deadline : AbortSignal.any([caller, deadline]),
        transport: line,
        maxRedirects: 0,
        proxy: false,
        decompress: true,
        responseType: 'text',
        maxContentLength: largestAnswer,
        maxBodyLength: -1,
        validateStatus: () => true,
        transformRequest: (data: unknown) => data,
        transformResponse: (data: unknown) => data,
      });
      return plain(answer);
    } catch (error) {
      const unreadable = error instanceof Error ? error.cause : undefined;
      if (unreadable instanceof PublishFailure) throw unreadable;
      const reason = deadline.aborted
        ? 'it took too long'
        : caller?.aborted
          ? 'it was stopped'
          : reasonOf(error);
      throw failure(line.ready ? 'no-answer' : 'not-sent', request, reason);
    }
  };
}

/**
 * Watches whether the line to the other side was ever ready (for https: with the handshake done). Until then not a
 * byte of the request can have arrived.
 */
class Line {
  ready = false;

  /** What axios asks of a `transport`. */
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    const request = (options.protocol === 'https:' ? https : http).request(options, onResponse);
    request.once('socket', (socket: Socket) => {
      const isReady = () => {
        this.ready = true;
      };
      if (socket.connecting) socket.once('encrypted' in socket ? 'secureConnect' : 'connect', isReady);
      else isReady();
    });
    return request;
  }
}

function agents(keepAlive: boolean) {
  return { httpAgent: new http.Agent({ keepAlive }), httpsAgent: new https.Agent({ keepAlive }) };
}

function addressOf(request: HttpRequest, hosts: HostMap | null): string {
  if (!URL.canParse(request.url) || !/^https?:/.test(request.url)) {
    throw failure('not-sent', request, 'this is no web address');
  }
  if (hosts === null) return request.url;
  try {
    return mapUrl(request.url, hosts);
  } catch (error) {
    if (error instanceof AppError) throw failure('not-sent', request, error.message);
    throw error;
  }
}

function plain({ status, headers, data }: AxiosResponse<string>): HttpResponse {
  const pairs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return { status, headers: Object.fromEntries(pairs), text: data };
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name of the server is not known; is this computer online?',
  EAI_AGAIN: 'the name of the server could not be looked up; is this computer online?',
  ECONNREFUSED: 'nothing answers there',
  EHOSTUNREACH: 'there is no way to the server',
  ENETUNREACH: 'there is no network',
  ECONNRESET: 'the line was cut',
  EPIPE: 'the line was cut',
  ERR_BAD_RESPONSE: 'the answer was cut off or too large',
};

/** The reason alone. The error itself holds the request with its tokens and must not travel on. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`);
}

/** Names the address without its query and credentials, which may hold tokens. */
function failure(kind: HttpFailure['kind'], { method, url }: HttpRequest, reason: string): HttpFailure {
  const where = URL.canParse(url) ? new URL(url).host + new URL(url).pathname : '(no address)';
  return new HttpFailure(kind, `${method} ${where}: ${reason}`);
}
