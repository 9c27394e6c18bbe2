import { z } from 'zod';
import { targetKindSchema } from './platform-id.ts';

/** A photo or video as it is attached to a post: what is sent is exactly the file with this hash. */
export const attachedMediaSchema = z.object({
  mediaId: z.string(),
  /** SHA-256 of the bytes, hex; also the name in the media store. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/quicktime']),
  /** Bytes. */
  size: z.number().int().positive(),
  /** Pixels after orientation; 0 for a video whose size is not known. */
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  animated: z.boolean(),
  altText: z.string(),
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
  /** Stands above the caption, on platforms where a post has a title. */
  title: z.string().max(1000).optional(),
  /** Words to be found by, without #. */
  tags: z.array(z.string().max(1000)).max(500).optional(),
  /** Who may see it; unset: everybody. */
  privacy: z.enum(['public', 'unlisted', 'private']).optional(),
  /** Whether it is made for children, where the platform must know. */
  madeForKids: z.boolean().optional(),
  /** The picture that stands for a video: id of a file in the library. */
  thumbnail: z.string().max(100).optional(),
  /** Instant in ms at which the platform itself makes public what was handed to it before. */
  publishAt: z.number().int().positive().optional(),
});
export type TargetOptions = z.infer<typeof targetOptionsSchema>;

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

export function isVideo(media: { type: string }): boolean {
  return media.type.startsWith('video/');
}
