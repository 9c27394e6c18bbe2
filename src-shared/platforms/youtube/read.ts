import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import type { Account, ReadBack, RemotePost } from '../platform.ts';
import { list } from './api.ts';
import { listUploads } from './uploads-list.ts';

/** Shorts can be watched there too. */
export function permalink(id: string): string {
  return `https://www.youtube.com/watch?v=${id}`;
}

const shown = 25;

/** The channel's newest uploads for the resolution screen. @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function newestPosts(account: Account, since: Instant): Promise<RemotePost[]> {
  const { videos } = await listUploads(account, since, 1);
  return videos.slice(0, shown).map(({ id, title, description, createdAt }) => ({
    remoteId: id,
    text: description === '' ? title : description,
    createdAt,
    permalink: permalink(id),
    mediaCount: 1,
  }));
}

const videoSchema = z.object({
  snippet: z.object({ description: z.string().default('') }),
  status: z.object({
    uploadStatus: z.string().catch(''),
    failureReason: z.string().catch(''),
    rejectionReason: z.string().catch(''),
  }),
});

/** Reads one video back. One that YouTube could not use or does not allow is as good as gone. @throws as newestPosts */
export async function readBack(account: Account, remoteId: string): Promise<ReadBack> {
  const { items } = await list(account, 'videos', { part: 'snippet,status', id: remoteId }, videoSchema);
  const [video] = items;
  if (video === undefined) return { state: 'gone' };
  const { uploadStatus, failureReason, rejectionReason } = video.status;
  switch (uploadStatus) {
    case 'failed':
      return { state: 'gone', why: failures[failureReason] ?? `YouTube could not use the video.` };
    case 'rejected':
      return { state: 'gone', why: rejections[rejectionReason] ?? 'YouTube has rejected the video.' };
    case 'deleted':
      return { state: 'gone' };
    default:
      return { state: 'there', text: video.snippet.description, permalink: permalink(remoteId) };
  }
}

const failures: Readonly<Record<string, string>> = {
  conversion: 'YouTube could not convert the video. Save it as MP4 (H.264) and upload it again.',
  invalidFile: 'YouTube cannot read the video file. Save it as MP4 (H.264) and upload it again.',
  emptyFile: 'YouTube says that the video file is empty.',
  tooSmall: 'YouTube says that the video is too small.',
  codec: 'YouTube does not know the codec of the video. Save it as MP4 (H.264) and upload it again.',
  uploadAborted: 'YouTube says that the upload was not finished.',
};

const rejections: Readonly<Record<string, string>> = {
  copyright: 'YouTube has rejected the video because of a copyright.',
  inappropriate: 'YouTube has rejected the video because of its content rules.',
  duplicate: 'YouTube has rejected the video because the channel has the same one already.',
  termsOfUse: 'YouTube has rejected the video because of its terms of use.',
  uploaderAccountSuspended: 'YouTube has suspended the channel.',
  length: 'YouTube has rejected the video because it is too long for this channel.',
  claim: 'YouTube has rejected the video because somebody else claims its content.',
  uploaderAccountClosed: 'The channel is closed at YouTube.',
  trademark: 'YouTube has rejected the video because of a trademark.',
  legal: 'YouTube has rejected the video for a legal reason.',
};
