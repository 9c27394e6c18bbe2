import { z } from 'zod';
import { mediaViewSchema } from '#shared/contract/media.ts';
import { draftInputSchema } from '#shared/contract/posts.ts';

/** What was written and is not known to be saved yet. */
export const stashedSchema = z.object({
  draft: draftInputSchema,
  /** The files of the draft, to show them again. */
  media: z.array(mediaViewSchema),
  /** What was saved when this was written; null: the post was never saved. */
  base: draftInputSchema.nullable(),
  /** The key under which a new post is made, so that it is made once only. */
  key: z.string(),
  at: z.number(),
});
export type Stashed = z.infer<typeof stashedSchema>;

/** The way out when saving fails or the window dies: the text stays on this computer until it is saved. */
export interface Stash {
  keep(postId: string | null, stashed: Stashed): void;
  read(postId: string | null): Stashed | null;
  drop(postId: string | null): void;
  /** Saved posts with something set aside. */
  posts(): string[];
}

const PREFIX = 'picscripter.unsaved.';
const nameOf = (postId: string | null) => `${PREFIX}${postId ?? 'new'}`;

export function storageStash(storage: Storage): Stash {
  return {
    keep(postId, stashed) {
      try {
        storage.setItem(nameOf(postId), JSON.stringify(stashed));
      } catch {
        // Full or forbidden: the post is still saved the normal way.
      }
    },
    read(postId) {
      const text = storage.getItem(nameOf(postId));
      if (text === null) return null;
      try {
        return stashedSchema.safeParse(JSON.parse(text)).data ?? null;
      } catch {
        return null;
      }
    },
    drop(postId) {
      storage.removeItem(nameOf(postId));
    },
    posts() {
      return Object.keys(storage)
        .filter((name) => name.startsWith(PREFIX) && name !== nameOf(null))
        .map((name) => name.slice(PREFIX.length));
    },
  };
}
