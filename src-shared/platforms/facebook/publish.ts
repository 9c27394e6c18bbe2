import { z } from 'zod';
import type { AttachedMedia } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { PublishJob, Published, Steps } from '../platform.ts';
import { comment } from './comment.ts';
import { contentOf, finished, finishTimeoutMs, onlyVideo } from './finish.ts';
import { graphUrl, permalinkFrom, publicAddress } from './graph.ts';
import { accepted, callPage } from './page-call.ts';
import { findPost, findVideo, listLooks, type PostAnswer, photoLooks, videoLooks } from './reconcile.ts';
import { mediaRefused } from './media.ts';
import { publishReel } from './reel.ts';
import { publishStory } from './story.ts';
import { uploadPhotos } from './upload-photos.ts';
import { askVideo, startVideo, transferVideo, type VideoSession } from './upload-video.ts';

const minute = 60_000;
const feedTimeoutMs = 3 * minute;
const onePieceTimeoutMs = 15 * minute;

/** A whole video in memory; larger ones go in parts or not at all. */
const maxOnePieceBytes = 100 * 1024 * 1024;

/**
 * Everything is uploaded unseen and ends in one visible call: `/feed` for text, link and photos, `finish` for videos and reels, and
 * the like for stories. A first comment is a visible call of its own.
 * There is no `whenAlreadyThere`: 506 speaks of the text alone and may mean an older post, so what cannot be found
 * is not claimed to be ours. Source: facebook.md sections 3 and 6.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const published = await show(job, step);
  const shortfalls = await comment(job, step, published.remoteId);
  return { ...published, shortfalls };
}

async function show(job: PublishJob, step: Steps): Promise<Published> {
  switch (job.snapshot.kind) {
    case 'text':
    case 'link':
      return publishPost(job, step, []);
    case 'image':
    case 'images':
      return publishPost(job, step, await uploadPhotos(job, step));
    case 'video':
      return publishVideo(job, step);
    case 'reel':
      return publishReel(job, step);
    case 'story':
      return publishStory(job, step);
    case 'document':
      throw mediaRefused('Facebook takes no documents. Save its pages as pictures.');
    case 'thread':
      throw new PublishFailure({
        class: 'content',
        field: 'thread',
        message: 'Facebook has no threads. Make it one post.',
      });
  }
}

const madeSchema = z.object({ id: z.coerce.string().min(1), permalink_url: z.string().optional() });

async function publishPost(job: PublishJob, step: Steps, photoIds: readonly string[]): Promise<Published> {
  const { account, snapshot } = job;
  const { text } = snapshot;
  const link = snapshot.kind === 'link' ? (snapshot.options.link ?? null) : null;
  const post = async (): Promise<PostAnswer> => {
    const answer = await callPage(account, {
      method: 'POST',
      url: graphUrl(`/${account.accountId}/feed`, { fields: 'id,permalink_url' }),
      body: { kind: 'json', value: feedBody(text, link, photoIds) },
      timeoutMs: feedTimeoutMs,
    });
    const { id, permalink_url } = read(answer, madeSchema);
    return { id, permalink: permalinkFrom(permalink_url, id) };
  };
  const { id, permalink } = await step.visible('post', post, {
    sent: { page: account.accountId, message: text, link, media: contentOf(snapshot.media) },
    find: (evidence) => findPost(job, { text, link, photoIds, video: false }, evidence),
    looks: photoIds.length > 0 ? photoLooks : listLooks,
  });
  return { remoteId: id, permalink };
}

function feedBody(text: string, link: string | null, photoIds: readonly string[]): Record<string, unknown> {
  return {
    ...(text === '' ? {} : { message: text }),
    ...(link === null ? {} : { link }),
    ...(photoIds.length === 0 ? {} : { attached_media: photoIds.map((id) => ({ media_fbid: id })) }),
    published: true,
  };
}

async function publishVideo(job: PublishJob, step: Steps): Promise<Published> {
  const video = onlyVideo(job);
  const opened = await startVideo(job.account, video, step);
  if (opened === null) return publishInOnePiece(job, step, video);
  await transferVideo(job, step, video, opened);
  return finishVideo(job, step, video, opened);
}

async function finishVideo(
  { account, snapshot: { text } }: PublishJob,
  step: Steps,
  video: AttachedMedia,
  { session, videoId }: VideoSession,
): Promise<Published> {
  const finish = async (): Promise<PostAnswer> => {
    const fields: [string, string][] = [
      ['upload_phase', 'finish'],
      ['upload_session_id', session],
    ];
    if (text !== '') fields.push(['description', text]);
    const answer = await askVideo(account, { kind: 'form', fields }, finishTimeoutMs);
    return finished(account, videoId, answer);
  };
  const { id, permalink } = await step.visible('publish video', finish, {
    sent: { page: account.accountId, description: text, media: contentOf([video]) },
    find: () => findVideo(account, videoId),
    looks: videoLooks,
  });
  return { remoteId: id, permalink };
}

async function publishInOnePiece(job: PublishJob, step: Steps, video: AttachedMedia): Promise<Published> {
  const { account, media, snapshot } = job;
  const { text } = snapshot;
  if (video.size > maxOnePieceBytes) {
    throw mediaRefused(
      'Facebook takes this video only in one piece, and then up to 100 MB. Choose a smaller file.',
    );
  }
  const send = async (): Promise<PostAnswer> => {
    const parts = [
      ...(text === '' ? [] : [{ name: 'description', value: text }]),
      { name: 'published', value: 'true' },
      {
        name: 'source',
        value: await media.read(video.hash, 0, video.size),
        filename: 'video.mp4',
        type: video.type,
      },
    ];
    const answer = await askVideo(account, { kind: 'multipart', parts }, onePieceTimeoutMs);
    const { id } = read(accepted(account, answer), madeSchema);
    return { id, permalink: publicAddress(id) };
  };
  const { id, permalink } = await step.visible('publish video in one piece', send, {
    sent: { page: account.accountId, description: text, media: contentOf([video]) },
    find: (evidence) => findPost(job, { text, link: null, photoIds: [], video: true }, evidence),
    looks: listLooks,
  });
  return { remoteId: id, permalink };
}
