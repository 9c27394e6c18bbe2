import { useQueryClient } from '@tanstack/react-query';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { defaultAccounts } from '#ui/studio/default-accounts.ts';
import { emptyDraft } from '#ui/studio/draft.ts';
import { toast, toastError } from '#ui/ui/toast.tsx';
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

  /** Takes files out of the library. Posts that use them keep them; adding a file again shows it again. */
  async function hide(media: readonly MediaView[]): Promise<void> {
    const results = await Promise.allSettled(media.map(({ id }) => client.media.remove({ id })));
    for (const result of results) if (result.status === 'rejected') toastError(result.reason);
    const count = results.filter(({ status }) => status === 'fulfilled').length;
    if (count > 0) {
      toast(count === 1 ? 'Taken out of the library.' : `${count} files taken out of the library.`, {
        description: 'Posts that use them keep them. Add a file again to have it back here.',
      });
    }
    refresh();
  }

  return { startPost, describe, hide, refresh };
}
