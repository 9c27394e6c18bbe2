import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { address, read } from '../call.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { ask, callYoutube, idSchema, uploadApi } from './api.ts';
import { classify } from './errors.ts';
import type { Resource } from './resource.ts';

/** ms; a slow line needs a while for a piece. */
const pieceTimeoutMs = 10 * 60_000;

/** A resumable upload: the address that takes the bytes of one video, and makes of them one video at most. */
export interface Session {
  account: Account;
  video: AttachedMedia;
  uri: string;
}

/**
 * How far an upload is. `at`: so many bytes are there, and no video yet. `done`: it became this video. `gone`: YouTube
 * does not know the session any more, which does not say what became of it.
 */
export type Standing = { state: 'at'; bytes: number } | { state: 'done'; id: string } | { state: 'gone' };

/** Opens a session. Nothing exists at YouTube from it. @returns its address. @throws as callYoutube */
export async function openSession(
  account: Account,
  video: AttachedMedia,
  resource: Resource,
): Promise<string> {
  const answer = await callYoutube(account, {
    method: 'POST',
    url: address(`${uploadApi}/videos`, {
      uploadType: 'resumable',
      part: 'snippet,status',
      notifySubscribers: 'true',
    }),
    headers: { 'x-upload-content-type': video.type, 'x-upload-content-length': String(video.size) },
    body: {
      kind: 'bytes',
      bytes: new TextEncoder().encode(JSON.stringify(resource)),
      type: 'application/json; charset=UTF-8',
    },
  });
  const uri = answer.headers.location ?? '';
  // Our token must not follow it anywhere else.
  if (!isGoogles(uri))
    throw new UnmappedAnswer(answer.status, `location: ${uri === '' ? '(none)' : 'not Google'}`);
  return uri;
}

function isGoogles(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' && hostname.endsWith('.googleapis.com');
}

/** Asks how far the upload is. Changes nothing. @throws as callYoutube */
export async function standingOf({ account, video, uri }: Session): Promise<Standing> {
  const answer = await ask(account, {
    method: 'PUT',
    url: uri,
    headers: { 'content-range': `bytes */${video.size}` },
    body: { kind: 'bytes', bytes: new Uint8Array(), type: video.type },
  });
  return readStanding(account, answer);
}

/** Sends bytes from `start`, where the upload must be. What counts is how far it is then, not what was sent. @throws as callYoutube */
export async function sendBytes(
  { account, video, uri }: Session,
  start: number,
  bytes: Uint8Array,
  timeoutMs = pieceTimeoutMs,
): Promise<Standing> {
  const answer = await ask(account, {
    method: 'PUT',
    url: uri,
    headers: { 'content-range': `bytes ${start}-${start + bytes.length - 1}/${video.size}` },
    body: { kind: 'bytes', bytes, type: video.type },
    timeoutMs,
  });
  return readStanding(account, answer);
}

function readStanding(account: Account, answer: HttpResponse): Standing {
  const { status, headers } = answer;
  if (status === 200 || status === 201) {
    return { state: 'done', id: read(answer, z.object({ id: idSchema })).id };
  }
  if (status === 308) return { state: 'at', bytes: bytesThere(status, headers.range) };
  if (status === 404 || status === 410) return { state: 'gone' };
  const error = classify(answer, account.clock.now());
  throw error === null ? new UnmappedAnswer(status, answer.text.slice(0, 200)) : new PublishFailure(error);
}

/** "bytes=0-8388607"; without the header nothing is there. */
function bytesThere(status: number, range: string | undefined): number {
  if (range === undefined) return 0;
  const last = /^bytes=0-(\d+)$/.exec(range)?.[1];
  if (last === undefined) throw new UnmappedAnswer(status, `range: ${range}`);
  return Number(last) + 1;
}
