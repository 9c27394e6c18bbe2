import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { close as closeDrawer, openPost, useDrawer } from '#ui/app/drawer-store.ts';
import { toast, toastError, toastUndo } from '#ui/ui/toast.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import type { WhenInput } from '#shared/contract/schedule.ts';
import type { Undoable } from '#ui/studio/undo-line.tsx';
import { scheduleOf } from './post-times.ts';

/** What can be done with whole posts, from any place that shows them. Each tells its result and, where it can, undoes. */
export function usePostActions() {
  const cache = useQueryClient();
  return useMemo(() => {
    const refresh = () => void cache.invalidateQueries({ queryKey: api.posts.key() });

    /** Copies a post into a new draft and opens it. */
    function duplicate(post: PostView): void {
      client.schedule
        .duplicate({ id: post.id, key: crypto.randomUUID() })
        .then((answer) => {
          refresh();
          toast('Copied into a new draft.');
          openPost(answer.post.id, 'edit');
        })
        .catch((error: unknown) => toastError(error, { postId: post.id, retry: () => duplicate(post) }));
    }

    /** Posts it again later: a copy, opened where its time is chosen. */
    function repost(post: PostView): void {
      client.schedule
        .duplicate({ id: post.id, key: crypto.randomUUID() })
        .then((answer) => {
          refresh();
          openPost(answer.post.id, 'edit', 'when');
        })
        .catch((error: unknown) => toastError(error, { postId: post.id, retry: () => repost(post) }));
    }

    async function remove(posts: readonly PostView[], onRemoved?: () => void): Promise<void> {
      const results = await Promise.allSettled(posts.map(({ id }) => client.posts.remove({ id })));
      const gone = posts.filter((_, index) => results[index]?.status === 'fulfilled');
      for (const result of results) if (result.status === 'rejected') toastError(result.reason);
      refresh();
      if (gone.length === 0) return;
      onRemoved?.();
      closeDrawerOf(gone);
      const words =
        gone.length === 1 ? 'Post moved to the trash.' : `${gone.length} posts moved to the trash.`;
      toastUndo(words, () => void undoRemove(gone));
    }

    /** Brings deleted posts back as they were, with the times that are still to come. */
    async function undoRemove(posts: readonly PostView[]): Promise<void> {
      try {
        for (const post of posts) await scheduleAgain(await client.posts.restore({ id: post.id }), post);
        toast(posts.length === 1 ? 'The post is back.' : 'The posts are back.');
      } catch (error) {
        toastError(error);
      }
      refresh();
    }

    /** Takes posts out of the trash, as drafts. */
    async function restore(posts: readonly PostView[]): Promise<void> {
      const results = await Promise.allSettled(posts.map(({ id }) => client.posts.restore({ id })));
      for (const result of results) if (result.status === 'rejected') toastError(result.reason);
      refresh();
      const count = results.filter(({ status }) => status === 'fulfilled').length;
      if (count > 0)
        toast.success(count === 1 ? 'The post is back as a draft.' : `${count} posts are back as drafts.`);
    }

    /** Takes what is scheduled back to drafts. @throws ApiError */
    async function cancel(post: PostView): Promise<Undoable> {
      const answer = await client.schedule.patch({
        id: post.id,
        expectedRevision: post.revision,
        cancel: true,
      });
      refresh();
      return {
        words: 'Taken off the schedule. It is a draft now.',
        undo: () => void undoMove(answer.post, post),
      };
    }

    /** Moves everything that is not out yet to another time. @throws ApiError, for the form that asked for it */
    async function move(post: PostView, when: WhenInput, done: string): Promise<Undoable | null> {
      const answer = await client.schedule.patch({ id: post.id, expectedRevision: post.revision, when });
      refresh();
      const words = [...new Set([done, ...answer.notes])].join(' ');
      return 'now' in when ? null : { words, undo: () => void undoMove(answer.post, post) };
    }

    async function undoMove(post: PostView, before: PostView): Promise<void> {
      try {
        await scheduleAgain(post, before);
      } catch (error) {
        toastError(error, { postId: post.id });
      }
      refresh();
    }

    return { duplicate, repost, remove, restore, cancel, move };
  }, [cache]);
}

/** Puts the accounts of a post back to the times they had before. */
async function scheduleAgain(restored: PostView, before: PostView): Promise<void> {
  let { revision } = restored;
  for (const { when, targetIds } of scheduleOf(before)) {
    const { post } = await client.schedule.patch({
      id: restored.id,
      expectedRevision: revision,
      when,
      targetIds,
    });
    revision = post.revision;
  }
}

function closeDrawerOf(posts: readonly PostView[]): void {
  const { drawer } = useDrawer.getState();
  if (drawer.show === 'post' && posts.some(({ id }) => id === drawer.postId)) closeDrawer();
}
