import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { z } from 'zod';
import { Composer } from './composer.tsx';

/** The post that was begun at `/studio`. Kept beside the address: a change of the address would move the focus. */
const begunSchema = z.object({ begun: z.string() });

/** The form as a page: `/studio` begins a post, and comes back to it after a reload; `/studio/:postId` edits one. */
export function StudioScreen({ postId }: { postId?: string | undefined }) {
  const [path, navigate] = useLocation();
  const entry = useHistoryState<unknown>();
  const asked = begunSchema.safeParse(entry).data?.begun ?? postId ?? null;
  const [form, setForm] = useState<{ key: number; postId: string | null; begun: string | null }>({
    key: 0,
    postId: asked,
    begun: null,
  });
  if (asked !== form.postId) {
    // What the form itself has begun is the same form; anything else is another one.
    const isSame = asked !== null && asked === form.begun;
    setForm({ key: isSame ? form.key : form.key + 1, postId: asked, begun: null });
  }
  const { begun } = form;
  useEffect(() => {
    if (begun !== null) navigate(path, { replace: true, state: { begun } });
  }, [begun, path, navigate]);
  return (
    <Composer
      key={form.key}
      postId={asked}
      layout="page"
      onStarted={({ id }) => setForm((form) => ({ ...form, begun: id }))}
      onDone={() => navigate('/posts')}
    />
  );
}
