import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { Account } from '../platform.ts';
import { idSchema, list } from './api.ts';

const itemSchema = z
  .object({
    snippet: z.object({ title: z.string(), description: z.string().default(''), publishedAt: z.string() }),
    contentDetails: z.object({ videoId: idSchema }),
  })
  .transform(({ snippet, contentDetails }) => ({
    id: contentDetails.videoId,
    title: snippet.title,
    description: snippet.description,
    createdAt: Date.parse(snippet.publishedAt),
  }));
export type ListedVideo = z.output<typeof itemSchema>;

/**
 * The channel's uploads since an instant, newest first, private ones too, in at most `pages` calls of 50.
 * `complete` is false when there are more. New ones may be missing for minutes.
 * @throws PublishFailure, UnmappedAnswer, HttpFailure
 */
export async function listUploads(
  account: Account,
  since: Instant,
  pages: number,
): Promise<{ videos: ListedVideo[]; complete: boolean }> {
  const playlistId = await uploadsPlaylist(account);
  const videos: ListedVideo[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < pages; page++) {
    const query = {
      part: 'snippet,contentDetails',
      playlistId,
      maxResults: '50',
      ...(pageToken === undefined ? {} : { pageToken }),
    };
    const { items, nextPageToken } = await list(account, 'playlistItems', query, itemSchema);
    // A time that cannot be read rules nothing out.
    videos.push(...items.filter(({ createdAt }) => !(createdAt < since)));
    if (nextPageToken === undefined || items.some(({ createdAt }) => createdAt < since)) {
      return { videos, complete: true };
    }
    pageToken = nextPageToken;
  }
  return { videos, complete: false };
}

const channelSchema = z.object({
  contentDetails: z.object({ relatedPlaylists: z.object({ uploads: idSchema }) }),
});

async function uploadsPlaylist(account: Account): Promise<string> {
  const query = { part: 'contentDetails', mine: 'true' };
  const [channel] = (await list(account, 'channels', query, channelSchema)).items;
  if (channel === undefined) {
    const message = 'YouTube no longer shows this channel. Connect it again.';
    throw new PublishFailure({ class: 'account', message, reconnect: true });
  }
  return channel.contentDetails.relatedPlaylists.uploads;
}
