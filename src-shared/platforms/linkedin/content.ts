import { type AttachedMedia, isDocument, isVideo } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { PublishJob, Steps } from '../platform.ts';
import { uploadFile } from './upload-file.ts';
import { uploadVideo } from './upload-video.ts';

/** What hangs on a post: its `content` field, and the URNs in it, which nobody else knows. */
export interface Content {
  field: Readonly<Record<string, unknown>> | null;
  urns: readonly string[];
}

/** Uploads the files of a post, unseen by anybody, and makes its `content`. Source: linkedin.md section 3.1. */
export async function contentOf(job: PublishJob, step: Steps): Promise<Content> {
  const { kind, media, options } = job.snapshot;
  const title = options.title?.trim() ?? '';
  switch (kind) {
    case 'text':
      return { field: null, urns: [] };
    case 'link':
      return linkContent(job, step, title);
    case 'image':
    case 'images':
      return picturesContent(job, step);
    case 'video': {
      const urn = await uploadVideo(job, step, only(media, isVideo, 'Choose exactly one video.'));
      return { field: { media: { id: urn, ...(title === '' ? {} : { title }) } }, urns: [urn] };
    }
    case 'document': {
      const file = only(media, isDocument, 'Choose exactly one document.');
      if (title === '') throw missingTitle('document');
      const urn = await uploadFile(job, step, file, { kind: 'document', name: 'document' });
      return { field: { media: { id: urn, title } }, urns: [urn] };
    }
    case 'reel':
    case 'story':
      throw new PublishFailure({
        class: 'content',
        field: 'options',
        message: 'LinkedIn has one place for posts. Choose no other place.',
      });
    case 'thread':
      throw new PublishFailure({
        class: 'content',
        field: 'thread',
        message: 'LinkedIn has no threads. Make it one post.',
      });
  }
}

/** LinkedIn does not read the page: what the card shows comes from us. */
async function linkContent(job: PublishJob, step: Steps, title: string): Promise<Content> {
  const { media, options } = job.snapshot;
  const description = options.description?.trim() ?? '';
  if (title === '') throw missingTitle('link');
  const urns = await uploadPictures(job, step, media.slice(0, 1));
  const [thumbnail] = urns;
  const article = {
    source: options.link?.trim() ?? '',
    title,
    ...(description === '' ? {} : { description }),
    ...(thumbnail === undefined ? {} : { thumbnail }),
  };
  return { field: { article }, urns };
}

async function picturesContent(job: PublishJob, step: Steps): Promise<Content> {
  const { media } = job.snapshot;
  const urns = await uploadPictures(job, step, media);
  const images = urns.map((id, index) => {
    const altText = media[index]?.altText.trim() ?? '';
    return { id, ...(altText === '' ? {} : { altText }) };
  });
  // One picture must not be a list of one.
  const field = images.length === 1 ? { media: images[0] } : { multiImage: { images } };
  return { field, urns };
}

async function uploadPictures(
  job: PublishJob,
  step: Steps,
  pictures: readonly AttachedMedia[],
): Promise<string[]> {
  const urns: string[] = [];
  for (const [index, picture] of pictures.entries()) {
    urns.push(await uploadFile(job, step, picture, { kind: 'image', name: `photo ${index + 1}` }));
  }
  return urns;
}

function only(
  media: readonly AttachedMedia[],
  fits: (one: AttachedMedia) => boolean,
  otherwise: string,
): AttachedMedia {
  const [first, ...more] = media;
  if (first !== undefined && more.length === 0 && fits(first)) return first;
  throw new PublishFailure({ class: 'content', field: 'media', message: otherwise });
}

function missingTitle(kind: string): PublishFailure {
  const message = `LinkedIn wants a title for a ${kind}. Write one.`;
  return new PublishFailure({ class: 'content', field: 'options', message });
}
