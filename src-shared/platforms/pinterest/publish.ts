import { z } from 'zod';
import { isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { joinedAltTexts } from '../../rules/alt-texts.ts';
import type { Published, PublishJob, Steps } from '../platform.ts';
import { callPinterest, idSchema } from './api.ts';
import { MEDIA_GONE } from './error-table.ts';
import { permalinkOf } from './pin.ts';
import { picturesOf } from './pictures.ts';
import { findPin, looks, type Wanted } from './reconcile.ts';
import { uploadVideo } from './upload-video.ts';

/** ms; the photos travel inside of the call. */
const PIN_TIMEOUT = 5 * 60_000;
/** The frame that becomes the cover, in seconds: the very first is often black. */
const COVER_SECOND = 1;

/**
 * Photos go out in the one visible call that makes the Pin; a video is uploaded before it.
 * There is no duplicate check at Pinterest that could help us. Source: pinterest.md sections 3 and 6.
 */
export async function publish(job: PublishJob, step: Steps): Promise<Published> {
  const { kind, media } = job.snapshot;
  switch (kind) {
    case 'image':
    case 'images':
      return pin(job, step, kind === 'image' ? 'REGULAR' : 'CAROUSEL', () => picturesOf(media, job.media));
    case 'video':
      return pinVideo(job, step);
    default:
      throw refused('media', 'Pinterest needs a photo or a video in every post. Add one.');
  }
}

/** When Pinterest no longer has the upload, which it surely refuses for, it is made once more. */
async function pinVideo(job: PublishJob, step: Steps): Promise<Published> {
  const [video, ...more] = job.snapshot.media;
  if (video === undefined || more.length > 0 || !isVideo(video))
    throw refused('media', 'Choose exactly one video.');
  const inRound = async (round: 1 | 2) => {
    const id = await uploadVideo(job, step, video, round);
    return pin(job, step, 'VIDEO', async () => ({
      source_type: 'video_id',
      media_id: id,
      cover_image_key_frame_time: COVER_SECOND,
    }));
  };
  try {
    return await inRound(1);
  } catch (failure) {
    if (!(failure instanceof PublishFailure) || failure.error.code !== MEDIA_GONE) throw failure;
    return inRound(2);
  }
}

/** @param source what the Pin shows, made when it is needed: photos are large */
async function pin(
  { account, snapshot, taken }: PublishJob,
  step: Steps,
  creativeType: Wanted['creativeType'],
  source: () => Promise<object>,
): Promise<Published> {
  const { text, media, options } = snapshot;
  const wanted: Wanted = {
    board: options.board?.trim() ?? '',
    section: options.section?.trim() || null,
    title: options.title?.trim() ?? '',
    description: text,
    link: options.link?.trim() ?? '',
    altText: joinedAltTexts(media),
    creativeType,
  };
  if (wanted.board === '') throw refused('options', 'Choose the board that the Pin goes on.');
  const create = async () => {
    const value = { ...fieldsOf(wanted), media_source: await source() };
    const request = {
      method: 'POST',
      path: '/pins',
      body: { kind: 'json', value },
      timeoutMs: PIN_TIMEOUT,
    } as const;
    const { id } = await callPinterest(account, request, z.object({ id: idSchema }));
    return { id };
  };
  const { id } = await step.visible('pin', create, {
    // The media by content, not by the id of one upload, so that the fingerprint says what the public gets.
    sent: { ...wanted, media: media.map(({ hash }) => hash) },
    find: (evidence) => findPin(account, wanted, taken, evidence),
    looks,
  });
  return { remoteId: id, permalink: permalinkOf(id) };
}

/** Texts that are empty are left out. */
function fieldsOf({ board, section, title, description, link, altText }: Wanted): Record<string, string> {
  return {
    board_id: board,
    ...(section === null ? {} : { board_section_id: section }),
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(altText === '' ? {} : { alt_text: altText }),
    ...(link === '' ? {} : { link }),
  };
}

function refused(field: 'media' | 'options', message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field, message });
}
