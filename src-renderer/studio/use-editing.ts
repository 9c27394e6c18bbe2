import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import { Autosave } from './autosave.ts';
import type { AutosavePorts, Edited } from './save-state.ts';
import { storageStash } from './stash.ts';

const ports: AutosavePorts = {
  create: (draft, key) => client.posts.create({ draft, key }),
  patch: (id, expectedRevision, draft) => client.posts.patch({ id, expectedRevision, draft }),
  read: (id) => client.posts.get({ id }),
  part(post, draft, key) {
    const url = post === null ? '/api/posts' : `/api/posts/${post.id}`;
    const body = post === null ? { draft, key } : { expectedRevision: post.revision, draft };
    fetch(url, {
      method: post === null ? 'POST' : 'PATCH',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Nobody is left to hear of a failure; the stash has the text.
    }).catch(() => undefined);
  },
  stash: storageStash(localStorage),
  newKey: () => crypto.randomUUID(),
  now: () => Date.now(),
};

export interface Editing extends Edited {
  autosave: Autosave;
  change(edit: (draft: DraftInput) => DraftInput): void;
}

/** A post in the form, saved as it is written. The post given at the first render counts. */
export function useEditing(start: PostView | null, blank: () => DraftInput): Editing {
  const [autosave] = useState(() => new Autosave(start, blank(), ports));
  const edited = useStore(autosave.store);
  useNews(autosave, edited.post);
  useOpening(autosave);
  return { ...edited, autosave, change: (edit) => autosave.change(edit) };
}

/** What others do to the post reaches the form, and what the form saves reaches everybody else. */
function useNews(autosave: Autosave, post: PostView | null): void {
  const cache = useQueryClient();
  const id = post?.id ?? '';
  const { data: told } = useQuery({ ...api.posts.get.queryOptions({ input: { id } }), enabled: id !== '' });
  useEffect(() => {
    if (told !== undefined) autosave.adopt(told);
  }, [autosave, told]);
  useEffect(() => {
    if (post === null) return;
    cache.setQueryData(api.posts.get.queryKey({ input: { id: post.id } }), (known) =>
      known !== undefined && known.revision > post.revision ? known : post,
    );
  }, [cache, post]);
}

function useOpening(autosave: Autosave): void {
  useEffect(() => {
    autosave.open();
    const save = () => void autosave.flush();
    const part = () => autosave.part();
    const hidden = () => document.visibilityState === 'hidden' && part();
    addEventListener('blur', save);
    addEventListener('online', save);
    addEventListener('pagehide', part);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      removeEventListener('blur', save);
      removeEventListener('online', save);
      removeEventListener('pagehide', part);
      document.removeEventListener('visibilitychange', hidden);
      void autosave.close();
    };
  }, [autosave]);
}
