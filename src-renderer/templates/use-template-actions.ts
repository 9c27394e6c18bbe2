import { useQueryClient } from '@tanstack/react-query';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { defaultAccounts } from '#ui/studio/default-accounts.ts';
import { emptyDraft } from '#ui/studio/draft.ts';
import { toastError, toastUndo } from '#ui/ui/toast.tsx';
import type { Template } from '#shared/contract/app.ts';

export function useTemplateActions() {
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: api.app.templates.key() });

  /** Begins a post with the text of the template. */
  async function use({ body }: Template): Promise<void> {
    try {
      const connections = await cache.ensureQueryData(api.connections.list.queryOptions({ input: {} }));
      const draft = { ...emptyDraft(defaultAccounts(connections)), caption: body };
      const post = await client.posts.create({ draft, key: crypto.randomUUID() });
      openPost(post.id, 'edit');
    } catch (error) {
      toastError(error);
    }
  }

  /** Deletes a template; undoing makes it again. */
  async function remove({ id, name, body }: Template): Promise<void> {
    try {
      await client.app.removeTemplate({ id });
      toastUndo(`“${name}” deleted.`, () => {
        client.app.createTemplate({ name, body }).then(refresh).catch(toastError);
      });
    } catch (error) {
      toastError(error);
    }
    refresh();
  }

  return { use, remove };
}
