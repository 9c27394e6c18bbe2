import { z } from 'zod';
import { AppError } from '#shared/model/app-error.ts';

/** Real origin (`https://api.x.com`) -> loopback origin with an optional path prefix (`http://127.0.0.1:4173/x/api`). */
export type HostMap = ReadonlyMap<string, string>;

/**
 * Reads PICSCRIPTER_HOSTS, which sends every platform to a practice platform on this machine. Only loopback targets
 * are taken: what stands in the environment must not be able to lead tokens to somebody else's server.
 * @throws AppError (BAD_INPUT) naming the entry that is wrong
 */
export function parseHostMap(text: string): HostMap {
  const parsed = z.record(z.string(), z.string()).safeParse(jsonOrUndefined(text));
  if (!parsed.success || Object.keys(parsed.data).length === 0) {
    throw refusal('It must be a JSON object such as {"https://api.x.com": "http://127.0.0.1:4173/x/api"}.');
  }
  return new Map(Object.entries(parsed.data).map(([real, local]) => [realOrigin(real), localBase(local)]));
}

/**
 * Where a request to `url` goes.
 * @throws AppError (UNREACHABLE) when the origin is not in the map: practice never touches the real network
 */
export function mapUrl(url: string, hosts: HostMap): string {
  const mapped = tryMap(url, hosts);
  if (mapped === null) {
    throw new AppError(
      'UNREACHABLE',
      `${new URL(url).origin} has no practice stand-in, and in practice mode nothing else is called.`,
    );
  }
  return mapped;
}

/**
 * Where the seller's browser goes for a permalink or a consent page. Other pages (help, a developer console) open as
 * they are. Null as map: the real platforms.
 */
export function mapForBrowser(url: string, hosts: HostMap | null): string {
  return (hosts === null ? null : tryMap(url, hosts)) ?? url;
}

function tryMap(url: string, hosts: HostMap): string | null {
  const { origin, pathname, search, hash } = new URL(url);
  const base = hosts.get(origin);
  return base === undefined ? null : base + pathname + search + hash;
}

function realOrigin(text: string): string {
  if (!URL.canParse(text) || !text.startsWith('https://') || new URL(text).origin !== text) {
    throw refusal(`"${text}" is not the origin of a platform, such as https://api.x.com.`);
  }
  return text;
}

function localBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url?.protocol === 'http:' && `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (url === null || !plain || !isLoopback(url.hostname)) {
    throw refusal(`"${text}" is not on this machine; use http://127.0.0.1:PORT, with a path if need be.`);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The URL parser has already brought every way of writing an IPv4 address into four numbers. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(why: string): AppError {
  return new AppError('BAD_INPUT', `PICSCRIPTER_HOSTS is not right. ${why}`);
}
