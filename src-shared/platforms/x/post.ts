import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { idSchema } from './api.ts';

const urlsSchema = z
  .array(z.object({ url: z.string(), expanded_url: z.string().optional().catch(undefined) }))
  .catch([]);
const entitiesSchema = z.object({ urls: urlsSchema }).catch({ urls: [] });
/** The whole of a long post; `text` beside it is cut. */
const noteSchema = z.object({ text: z.string(), entities: entitiesSchema }).optional().catch(undefined);

/** A post as X's reads give it; both spellings of what was renamed. */
export const postSchema = z.object({
  id: idSchema,
  text: z.string(),
  created_at: z.string().optional().catch(undefined),
  conversation_id: idSchema.optional().catch(undefined),
  entities: entitiesSchema,
  attachments: z
    .object({ media_keys: z.array(z.string()).catch([]) })
    .optional()
    .catch(undefined),
  note_tweet: noteSchema,
  note_post: noteSchema,
});
export type XPost = z.infer<typeof postSchema>;

/** Fields to ask for so that the text can be compared; the last one is needed for long posts only. */
export const textFields = ['created_at', 'entities', 'conversation_id'] as const;
export const longTextField = 'note_tweet';

/** NaN when X did not say. */
export function createdAt(post: XPost): Instant {
  return Date.parse(post.created_at ?? '');
}

/** The text as its author wrote it: links in full, without the link X adds for media, "&" for "&amp;". */
export function writtenText(post: XPost): string {
  const note = post.note_tweet ?? post.note_post;
  const urls = [...(note?.entities.urls ?? []), ...post.entities.urls];
  let text = unescaped(note?.text ?? post.text);
  for (const { url, expanded_url: expanded } of urls) {
    if (expanded === undefined) continue;
    if (isOwnMedia(expanded, post.id))
      text = text.trimEnd().endsWith(url) ? text.trimEnd().slice(0, -url.length) : text;
    else text = text.replaceAll(url, () => expanded);
  }
  return text.trim();
}

/** True when the text was cut and the whole did not come along. */
export function isCut(post: XPost): boolean {
  return (post.note_tweet ?? post.note_post) === undefined && post.text.trimEnd().endsWith('…');
}

/** True when photos or a video hang on the post, as far as its links tell. */
export function hasMedia(post: XPost): boolean {
  return post.entities.urls.some(
    ({ expanded_url: expanded }) => expanded !== undefined && isOwnMedia(expanded, post.id),
  );
}

function isOwnMedia(url: string, id: string): boolean {
  return new RegExp(`/status/${id}/(photo|video)/\\d+$`).test(url);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
