import { z } from 'zod';
import { targetKindSchema } from './platform-id.ts';

/** A photo, video or document as it is attached to a post: what is sent is exactly the file with this hash. */
export const attachedMediaSchema = z.object({
  mediaId: z.string(),
  /** SHA-256 of the bytes, hex; also the name in the media store. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum([
    'image/jpeg',
    'image/png',
    'image/gif',
    'image/webp',
    'video/mp4',
    'video/quicktime',
    'video/webm',
    'application/pdf',
  ]),
  /** Bytes. */
  size: z.number().int().positive(),
  /** Pixels after orientation; 0 for a video whose size is not known, and for a document. */
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  animated: z.boolean(),
  altText: z.string(),
  /** What is in a video, as far as the file tells. */
  video: z
    .object({
      durationMs: z.number().int().nonnegative(),
      /** As the file names it, lower case: "avc", "hevc", "vp9". */
      codec: z.string().nullable(),
      /** Frames per second, the average. */
      frameRate: z.number().positive().nullable(),
      /** Null: it is silent. */
      audioCodec: z.string().nullable(),
    })
    .optional(),
});
export type AttachedMedia = z.infer<typeof attachedMediaSchema>;

/** What is special about a post on one account. Fields that a platform does not know are refused by its rules. */
export const targetOptionsSchema = z.strictObject({
  /** Further parts of a thread, after the caption. */
  thread: z.array(z.string().max(100_000)).max(24).optional(),
  /** The page a link post points to. */
  link: z.string().max(2000).optional(),
  /** Says that an attached picture or video was made by AI, where the platform asks for it. */
  madeWithAi: z.boolean().optional(),
  /** A heading beside the caption: of a Pin, a document, a video, or of the card that shows the link. */
  title: z.string().max(1000).optional(),
  /** What the card says below the title. */
  description: z.string().max(10_000).optional(),
  /** Who may see it: one of the values in the platform's rule pack. */
  privacy: z.string().max(50).optional(),
  /** Where in the app it stands. Left out: where the platform's rule pack says that such media usually stands. */
  placement: z.enum(['feed', 'reel', 'story']).optional(),
  /** A comment by the account below its own post, made right after it. */
  firstComment: z.string().max(10_000).optional(),
  /** The platform's id of the board the post goes on, and of the section of it. */
  board: z.string().max(100).optional(),
  section: z.string().max(100).optional(),
  /** Words to be found by, without #. */
  tags: z.array(z.string().max(1000)).max(500).optional(),
  /** Whether it is made for children, where the platform must know. */
  madeForKids: z.boolean().optional(),
  /** The picture that stands for a video: id of a file in the library. */
  thumbnail: z.string().max(100).optional(),
  /** What others may do with the post: values of the platform's rule pack. Nothing is allowed that is not in it. */
  allow: z.array(z.string().max(30)).max(10).optional(),
  /** Advertises the seller's own business. */
  yourBrand: z.boolean().optional(),
  /** Advertises somebody else's, who pays for it. */
  brandedContent: z.boolean().optional(),
  /** The frame of a video that stands for it, ms from its beginning. */
  coverMs: z.number().int().nonnegative().max(86_400_000).optional(),
  /** The platform adds music to photos. */
  autoMusic: z.boolean().optional(),
  /** Goes into the inbox of the platform's app instead, where the seller finishes and posts it. */
  asDraft: z.boolean().optional(),
  /** What the seller has agreed to, for this post: the id of the statement in the rule pack, and when (instant in ms). */
  agreed: z.strictObject({ to: z.string().max(100), at: z.number().int().positive() }).optional(),
  /** Renditions that this account gets instead of files of the post: ids in the library, by the id of the file. */
  fitted: z.record(z.string().max(100), z.string().max(100)).optional(),
  /** Instant in ms at which the platform itself makes public what was handed to it before. */
  publishAt: z.number().int().positive().optional(),
});
export type TargetOptions = z.infer<typeof targetOptionsSchema>;

/**
 * What one account gets of a post's media: the rendition made for it where there is one, with the description of the file it
 * was made from. One that is not there any more is as if it had never been made.
 */
export function fittedMedia<Media extends { altText: string }>(
  media: readonly Media[],
  idOf: (one: Media) => string,
  { fitted = {} }: Pick<TargetOptions, 'fitted'>,
  find: (mediaId: string) => Media | undefined,
): Media[] {
  return media.map((one) => {
    const rendition = find(fitted[idOf(one)] ?? '');
    return rendition === undefined ? one : { ...rendition, altText: one.altText };
  });
}

/** Frozen when a target is scheduled. Executors publish snapshots only. */
export const snapshotSchema = z.object({
  kind: targetKindSchema,
  text: z.string(),
  media: z.array(attachedMediaSchema),
  options: targetOptionsSchema,
  /** The file that `options.thumbnail` names. */
  thumbnail: attachedMediaSchema.optional(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Only pictures have a description for people who cannot see them. */
export function isPicture(media: { type: string }): boolean {
  return media.type.startsWith('image/');
}

export function isDocument(media: { type: string }): boolean {
  return media.type === 'application/pdf';
}

export function isVideo(media: { type: string }): boolean {
  return media.type.startsWith('video/');
}
