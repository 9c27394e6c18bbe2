import { address } from '../call.ts';

/** The Graph API version that every call names; of 29 July 2026. An ended version silently falls forward. */
export const graphVersion = 'v26.0';

export const graphOrigin = 'https://graph.facebook.com';
/** Takes the bytes of videos. */
export const videoOrigin = 'https://graph-video.facebook.com';
export const siteOrigin = 'https://www.facebook.com';

/** The address of a node or edge, such as `/1029/feed`. Page tokens never belong into the query. */
export function graphUrl(
  path: string,
  query: Readonly<Record<string, string>> = {},
  origin: string = graphOrigin,
): string {
  return address(`${origin}/${graphVersion}${path}`, query);
}

/** The header that carries a token, so that it stands in no address and no log. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/**
 * The address of a list's next part, as `paging.next` names it, without the token that Facebook writes into it.
 * Null when it points anywhere else: our token must not follow it there.
 */
export function nextUrl(next: string): string | null {
  if (!URL.canParse(next)) return null;
  const url = new URL(next);
  if (url.origin !== graphOrigin) return null;
  const query = [...url.searchParams].filter(([name]) => name !== 'access_token');
  return address(`${url.origin}${url.pathname}`, Object.fromEntries(query));
}

/**
 * The public address of a post (`{page}_{post}`) or a video (a bare number; Facebook shows Page videos as reels).
 * Source: facebook.md section 7.
 */
export function publicAddress(id: string): string {
  return id.includes('_') ? `${siteOrigin}/${id}` : `${siteOrigin}/reel/${id}`;
}

/** `permalink_url` made absolute: of a video Facebook tells only the path. Anything but Facebook's own is not believed. */
export function permalinkFrom(told: string | undefined, id: string): string {
  if (told === undefined) return publicAddress(id);
  const absolute = told.startsWith('/') ? siteOrigin + told : told;
  if (!URL.canParse(absolute)) return publicAddress(id);
  const { protocol, hostname, href } = new URL(absolute);
  const isFacebook = hostname === 'facebook.com' || hostname.endsWith('.facebook.com');
  return protocol === 'https:' && isFacebook ? href : publicAddress(id);
}
