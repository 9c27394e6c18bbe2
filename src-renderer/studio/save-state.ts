import type { ApiError } from '#ui/api/api-error.ts';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import type { Instant } from '#shared/model/time.ts';
import type { Stash } from './stash.ts';

/**
 * Keeps what is written safe without being asked.
 *
 *   blank -> waiting -> saving -> saved        a draft: at once at the first key, then after each pause
 *   saved -> unsent  -> saving -> saved        a scheduled post: only `update` sends, half a sentence must not go out
 *   saving -> failed                           tried again by itself where that can help; the text is in the stash
 *   saving -> conflict | too-late | gone       the seller decides; nothing is sent meanwhile
 */
export type SaveState =
  | { is: 'blank' }
  | { is: 'saved'; at: Instant | null; from: 'here' | 'elsewhere' }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'unsent' }
  | { is: 'failed'; error: ApiError; retryAt: Instant | null }
  | { is: 'conflict'; theirs: PostView }
  | { is: 'too-late' }
  | { is: 'gone' };

export interface Edited {
  draft: DraftInput;
  /** The post as the desktop last told it; null before the first save. */
  post: PostView | null;
  save: SaveState;
}

export interface AutosavePorts {
  create(draft: DraftInput, key: string): Promise<PostView>;
  patch(id: string, expectedRevision: number, draft: DraftInput): Promise<PostView>;
  read(id: string): Promise<PostView>;
  /** Sends without waiting for an answer, because the window is going away. */
  part(post: PostView | null, draft: DraftInput, key: string): void;
  stash: Stash;
  newKey(): string;
  now(): Instant;
}
