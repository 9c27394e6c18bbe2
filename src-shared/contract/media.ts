import { z } from 'zod';
import { attachedMediaSchema } from '../model/content.ts';
import { idSchema } from '../model/ids.ts';
import { recipeSchema } from '../model/rendition.ts';
import { errors, route } from './base.ts';

export const mediaViewSchema = z.object({
  id: idSchema,
  hash: attachedMediaSchema.shape.hash,
  type: attachedMediaSchema.shape.type,
  /** Bytes. */
  size: z.number(),
  width: z.number(),
  height: z.number(),
  animated: z.boolean(),
  video: attachedMediaSchema.shape.video,
  altText: z.string(),
  /** The file's name as the seller had it; for display only. */
  name: z.string(),
  /** Paths at this app: the file and a small picture of it. */
  url: z.string(),
  thumbUrl: z.string(),
  createdAt: z.number(),
  /** Number of posts that use it. */
  uses: z.number(),
});
export type MediaView = z.infer<typeof mediaViewSchema>;

/** Uploading is not in here: `POST /api/media?name=…` takes the raw bytes as a stream and answers a MediaView. */
export const uploadPath = '/api/media';

export const mediaContract = {
  list: route
    .route({ method: 'GET', path: '/media', summary: 'Photos and videos, newest first' })
    .input(
      z.strictObject({
        search: z.string().max(200).optional(),
        cursor: z.string().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(60),
      }),
    )
    .output(z.object({ items: z.array(mediaViewSchema), nextCursor: z.string().nullable() })),
  patch: route
    .route({ method: 'PATCH', path: '/media/{id}', summary: 'Change the alt text a file starts with' })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ id: idSchema, altText: z.string().max(5000) }))
    .output(mediaViewSchema),
  fit: route
    .route({
      method: 'POST',
      path: '/media/{id}/renditions',
      summary:
        'Make a picture from another one, such as a platform takes it; the same recipe again gives the same file',
      successStatus: 201,
    })
    .errors(errors('NOT_FOUND', 'MEDIA_REFUSED'))
    .input(z.strictObject({ id: idSchema, recipe: recipeSchema }))
    .output(mediaViewSchema),
  remove: route
    .route({
      method: 'DELETE',
      path: '/media/{id}',
      summary: 'Hide a file from the library; posts that use it keep it',
      successStatus: 200,
    })
    .errors(errors('NOT_FOUND'))
    .input(z.strictObject({ id: idSchema }))
    .output(z.object({ hidden: z.boolean() })),
};
