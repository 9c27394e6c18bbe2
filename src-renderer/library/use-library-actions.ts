import { useQueryClient } from '@tanstack/react-query';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { defaultAccounts } from '#ui/studio/default-accounts.ts';
import { emptyDraft } from '#ui/studio/draft.ts';
import { sendFile } from '#ui/studio/send-file.ts';
import { toastError, toastUndo } from '#ui/ui/toast.tsx';
import type { MediaView } from '#shared/contract/media.ts';

export function useLibraryActions() {
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: api.media.key() });

  /** Begins a post with these files, in this order. */
  async function startPost(media: readonly MediaView[]): Promise<boolean> {
    try {
      const connections = await cache.ensureQueryData(api.connections.list.queryOptions({ input: {} }));
      const draft = {
        ...emptyDraft(defaultAccounts(connections)),
        media: media.map(({ id, altText }) => ({ mediaId: id, altText })),
      };
      const post = await client.posts.create({ draft, key: crypto.randomUUID() });
      openPost(post.id, 'edit');
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  }

  async function describe({ id }: MediaView, altText: string): Promise<void> {
    try {
      await client.media.patch({ id, altText });
    } catch (error) {
      toastError(error);
    }
    refresh();
  }

  /** Takes files out of the library. Posts that use them keep them. */
  async function hide(media: readonly MediaView[]): Promise<void> {
    const results = await Promise.allSettled(media.map(({ id }) => client.media.remove({ id })));
    for (const result of results) if (result.status === 'rejected') toastError(result.reason);
    const gone = media.filter((_, index) => results[index]?.status === 'fulfilled');
    if (gone.length > 0) {
      const words =
        gone.length === 1 ? 'Taken out of the library.' : `${gone.length} files taken out of the library.`;
      toastUndo(words, () => void show(gone), 'Posts that use them keep them.');
    }
    refresh();
  }

  /** A file that is stored once more is the same file, and is shown again. */
  async function show(media: readonly MediaView[]): Promise<void> {
    try {
      for (const { url, name, type } of media) {
        const bytes = await (await fetch(url)).blob();
        const never = new AbortController().signal;
        await sendFile(new File([bytes], name, { type }), { signal: never, onProgress: () => undefined });
      }
    } catch (error) {
      toastError(error);
    }
    refresh();
  }

  return { startPost, describe, hide, refresh };
}
