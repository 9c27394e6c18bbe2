import { type ZodType, z } from 'zod';
import type { HttpRequest, HttpResponse } from '../../publishing/http.ts';
import { address, call, read } from '../call.ts';
import type { Account } from '../platform.ts';
import { classify } from './errors.ts';

export const api = 'https://www.googleapis.com/youtube/v3';
/** Takes the bytes of videos and thumbnails. */
export const uploadApi = 'https://www.googleapis.com/upload/youtube/v3';

/** Ids of videos, channels and playlists. */
export const idSchema = z.string().regex(/^[\w-]+$/);

/** Sends one request with the account's token, asked for anew each time; any status is an answer. @throws HttpFailure */
export async function ask(account: Account, request: HttpRequest): Promise<HttpResponse> {
  return account.http({ ...request, headers: { ...request.headers, ...(await bearer(account)) } });
}

/** As ask, for calls whose every refusal is a failure. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function callYoutube(account: Account, request: HttpRequest): Promise<HttpResponse> {
  return call(account, { ...request, headers: { ...request.headers, ...(await bearer(account)) } }, classify);
}

/** One page of a list; 1 unit of quota. @throws as callYoutube */
export async function list<T>(
  account: Account,
  resource: 'channels' | 'playlistItems' | 'videos',
  query: Readonly<Record<string, string>>,
  item: ZodType<T>,
): Promise<{ items: T[]; nextPageToken: string | undefined }> {
  const answer = await callYoutube(account, { method: 'GET', url: address(`${api}/${resource}`, query) });
  const page = read(
    answer,
    z.object({ items: z.array(item).default([]), nextPageToken: z.string().optional() }),
  );
  return { items: page.items, nextPageToken: page.nextPageToken };
}

async function bearer(account: Account): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await account.token()}` };
}
