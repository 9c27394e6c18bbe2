import { z } from 'zod';
import { type AttachedMedia, isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { PublishJob } from '../platform.ts';
import { callApi } from './api.ts';
import { productOf } from './products.ts';

const HOUR = 60 * 60_000;
/** Meta fetches a file once and asks for it to be kept up for a day. Source: instagram.md section 3.1. */
const KEPT_MS = 25 * HOUR;
const UPLOAD_TIMEOUT = 3 * 60_000;

type Field = readonly [name: string, value: string];

/**
 * The parameters that say where Instagram gets a file. A video is sent where that is possible; every other file is fetched, from
 * an address that is new at each call.
 * @throws PublishFailure `account` where nothing serves files to the public and they cannot go another way
 */
export async function sourceOf(job: PublishJob, file: AttachedMedia): Promise<Field[]> {
  const { takesBytes } = productOf(job.account);
  if (isVideo(file) && takesBytes) return [['upload_type', 'resumable']];
  const name = isVideo(file) ? 'video_url' : 'image_url';
  if (job.publicMedia !== null) return [[name, await job.publicMedia.address(file, KEPT_MS)]];
  if (takesBytes) return [[name, await addressAtPage(job, file)]];
  throw new PublishFailure({
    class: 'account',
    message:
      'Instagram fetches the files from the internet, and this computer has no public address. Connect the account by way of its Facebook Page instead.',
  });
}

/**
 * The detour for pictures: an unpublished photo of the linked Page has an address that Instagram can fetch. That this still works
 * today is not confirmed. Source: instagram.md section 3.1.
 */
async function addressAtPage({ account, media }: PublishJob, photo: AttachedMedia): Promise<string> {
  const bytes = await media.read(photo.hash, 0, photo.size);
  const upload = await callApi(account, {
    method: 'POST',
    // With the token of a Page, "me" is the Page.
    path: '/me/photos',
    body: {
      kind: 'multipart',
      parts: [
        { name: 'published', value: 'false' },
        { name: 'source', value: bytes, filename: 'photo.jpeg', type: photo.type },
      ],
    },
    timeoutMs: UPLOAD_TIMEOUT,
  });
  const { id } = read(upload, z.object({ id: z.coerce.string() }));
  const shown = await callApi(account, { method: 'GET', path: `/${id}`, query: { fields: 'images' } });
  const [first, ...others] = read(shown, imagesSchema).images;
  return others.reduce((largest, image) => (image.width > largest.width ? image : largest), first).source;
}

const imageSchema = z.object({ source: z.url({ protocol: /^https$/ }), width: z.number() });
const imagesSchema = z.object({ images: z.tuple([imageSchema], imageSchema) });
