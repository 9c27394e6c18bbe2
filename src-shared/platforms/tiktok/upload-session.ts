import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { MediaSource } from '../../publishing/ports.ts';
import { type Account, UnmappedAnswer } from '../platform.ts';
import { callTikTok } from './api.ts';
import { chunkPlan } from './chunks.ts';
import { lookUp, type Publication } from './publication.ts';

const MINUTE = 60_000;
/** A chunk on a slow line. */
const chunkTimeoutMs = 10 * MINUTE;

/** An opened upload. Its address is a credential. It takes the bytes of one video, and becomes one post at most. */
export interface Session {
  account: Account;
  video: AttachedMedia;
  publishId: string;
  uri: string;
}

export interface Opened {
  publishId: string;
  uri: string;
  /** ms since 1970. */
  at: number;
}

const openedSchema = z.object({ publish_id: z.string().min(1), upload_url: z.string() });

/**
 * Opens an upload. Nothing can be published from it without bytes, and it is over after an hour.
 * @param info what is said of the video; null: it becomes a draft, of which nothing can be said
 * @throws as callTikTok
 */
export async function openSession(
  account: Account,
  { size }: AttachedMedia,
  info: object | null,
): Promise<{ [Name in keyof Opened]: Opened[Name] }> {
  const plan = chunkPlan(size);
  const source = {
    source: 'FILE_UPLOAD',
    video_size: size,
    chunk_size: plan.chunkSize,
    total_chunk_count: plan.count,
  };
  const at = account.clock.now();
  const opened = await callTikTok(
    account,
    info === null
      ? { path: '/v2/post/publish/inbox/video/init/', body: { source_info: source } }
      : { path: '/v2/post/publish/video/init/', body: { post_info: info, source_info: source } },
    openedSchema,
  );
  if (!isTikToks(opened.upload_url)) throw new UnmappedAnswer(200, 'the upload lies elsewhere');
  return { publishId: opened.publish_id, uri: opened.upload_url, at };
}

/** Users of some regions are given other hosts of TikTok. */
function isTikToks(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' && hostname.endsWith('.tiktokapis.com');
}

/** How far the upload is, by what TikTok says. @throws as callTikTok */
export function standingOf({ account, video, publishId }: Session): Promise<Publication> {
  return lookUp(account, publishId, video.size);
}

/**
 * What came of sending bytes. `all`: TikTok has the whole video. `elsewhere`: it wants other bytes, and says which when it is
 * asked. `gone`: it does not take bytes for this upload any more.
 */
export type Sent = 'more' | 'all' | 'elsewhere' | 'gone';

/**
 * Sends the bytes from `start`, where the upload must be, to `end` (exclusive), where a chunk ends. Its address needs no token of ours.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function sendBytes(
  { account, video, uri }: Session,
  media: MediaSource,
  { start, end }: { start: number; end: number },
  timeoutMs = chunkTimeoutMs,
): Promise<Sent> {
  const answer = await account.http({
    method: 'PUT',
    url: uri,
    headers: { 'content-range': `bytes ${start}-${end - 1}/${video.size}` },
    body: {
      kind: 'slices',
      slices: {
        size: end - start,
        read: (from, to) => media.read(video.hash, start + from, start + to),
      },
      type: video.type,
    },
    timeoutMs,
  });
  switch (answer.status) {
    case 201:
      return 'all';
    case 206:
      return 'more';
    case 416:
      return 'elsewhere';
    case 403:
    case 404:
      return 'gone';
    case 400: {
      const message = 'TikTok does not take this video. Save it anew as MP4 (H.264).';
      throw new PublishFailure({ class: 'content', field: 'media', message, code: 'HTTP 400' });
    }
    default:
      // What stands there could be the address of the upload.
      throw new UnmappedAnswer(answer.status, 'of the upload');
  }
}
