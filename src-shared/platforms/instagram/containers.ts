import { z } from 'zod';
import { type AttachedMedia, isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import { sendVideo } from '../facebook/send-video.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { callApi } from './api.ts';
import { waitForContainer } from './container-status.ts';
import { sourceOf } from './file-source.ts';
import { uploadPlace } from './upload-place.ts';

const HOUR = 60 * 60_000;
/** A container runs out after 24 hours; an hour is left for what is still to be done with it. */
const VALID_MS = 23 * HOUR;
/** Meta fetches the file before it answers. */
const CREATE_TIMEOUT = 3 * 60_000;
/** Containers made for one thing before it is given up: the first, and twice another. Source: instagram.md section 5. */
const MAX_CONTAINERS = 3;

type Field = readonly [name: string, value: string];

interface Wanted {
  /** "photo 1", "video 2", "carousel". */
  name: string;
  fields: readonly Field[];
  /** Null: it gathers other containers. */
  file: AttachedMedia | null;
}

/** Makes the container of the whole post, unseen by anybody, and waits until it can be published. @returns its id */
export async function prepare(job: PublishJob, step: Steps): Promise<string> {
  const { kind, media, text, options } = job.snapshot;
  const caption: Field[] = text === '' ? [] : [['caption', text]];
  const mark: Field[] = options.madeWithAi === true ? [['is_ai_generated', 'true']] : [];
  switch (kind) {
    case 'image': {
      const photo = only(media, (file) => !isVideo(file), 'Choose exactly one photo.');
      return container(job, step, {
        name: 'photo',
        fields: [...caption, ...altOf(photo), ...mark],
        file: photo,
      });
    }
    case 'reel': {
      const file = only(media, isVideo, 'Choose exactly one video.');
      const fields: Field[] = [['media_type', 'REELS'], ['share_to_feed', 'true'], ...caption, ...mark];
      return container(job, step, { name: 'video', fields, file });
    }
    case 'story': {
      const file = only(media, () => true, 'A story is one photo or one video.');
      const name = isVideo(file) ? 'video' : 'photo';
      return container(job, step, { name, fields: [['media_type', 'STORIES'], ...mark], file });
    }
    case 'images': {
      const children: string[] = [];
      for (const [index, file] of media.entries()) {
        children.push(await container(job, step, childOf(file, index)));
      }
      const fields: Field[] = [
        ['media_type', 'CAROUSEL'],
        ['children', children.join(',')],
        ...caption,
        ...mark,
      ];
      return container(job, step, { name: 'carousel', fields, file: null });
    }
    case 'text':
    case 'link':
    case 'video':
    case 'document':
    case 'thread':
      throw unfit('Instagram shows photos and videos. Add one.');
  }
}

function childOf(file: AttachedMedia, index: number): Wanted {
  const kind: Field[] = isVideo(file) ? [['media_type', 'VIDEO']] : altOf(file);
  return {
    name: `${isVideo(file) ? 'video' : 'photo'} ${index + 1}`,
    fields: [['is_carousel_item', 'true'], ...kind],
    file,
  };
}

const createdSchema = z.object({ id: z.coerce.string().min(1), uri: z.string().optional() });

/**
 * One container that is ready. It is kept in the journal before anything is done with it, and used again as long as it lives:
 * never is another one made beside one that may be published.
 */
async function container(job: PublishJob, step: Steps, { name, fields, file }: Wanted): Promise<string> {
  const { account } = job;
  const sent = { account: account.accountId, fields, file: file?.hash ?? null };
  for (let round = 1; round <= MAX_CONTAINERS; round += 1) {
    const what = round === 1 ? name : `${name}, try ${round}`;
    const create = async () => {
      const source = file === null ? [] : await sourceOf(job, file);
      const answer = await callApi(account, {
        method: 'POST',
        path: `/${account.accountId}/media`,
        body: { kind: 'form', fields: [...fields, ...source] },
        timeoutMs: CREATE_TIMEOUT,
      });
      const { id, uri = null } = read(answer, createdSchema);
      return { id, uri };
    };
    const { id, uri } = await step.repeatable(`prepare ${what}`, create, { sent, validMs: VALID_MS });
    if (file !== null && uri !== null)
      await step.repeatable(`send ${what}`, () => sendVideo(job, file, uploadPlace(account, { id, uri })), {
        sent: { id },
      });
    // Asked anew in every run: it may have run out since.
    const wait = () => waitForContainer(account, id);
    const state = await step.repeatable(`wait for ${what}`, wait, { sent: { id }, validMs: 0 });
    if (state === 'ready') return id;
  }
  throw unfit('Instagram could not work with this file. Choose another one, or try again later.');
}

const altOf = ({ altText }: AttachedMedia): Field[] => (altText === '' ? [] : [['alt_text', altText]]);

function only(
  media: readonly AttachedMedia[],
  fits: (file: AttachedMedia) => boolean,
  message: string,
): AttachedMedia {
  const [file, ...more] = media;
  if (file === undefined || more.length > 0 || !fits(file)) throw unfit(message);
  return file;
}

function unfit(message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field: 'media', message });
}
