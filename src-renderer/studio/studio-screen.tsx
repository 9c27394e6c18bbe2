import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Composer } from './composer.tsx';

/** The form as a page: `/studio` begins a post, `/studio/:postId` edits one. */
export function StudioScreen({ postId }: { postId?: string | undefined }) {
  const [, navigate] = useLocation();
  const asked = postId ?? null;
  // `begun`: the post that the form made or went on with. The address follows it; any other address is another form.
  const [form, setForm] = useState<{ key: number; postId: string | null; begun: string | null }>({
    key: 0,
    postId: asked,
    begun: null,
  });
  if (asked !== form.postId) {
    const isSame = asked !== null && asked === form.begun;
    setForm({ key: isSame ? form.key : form.key + 1, postId: asked, begun: null });
  }
  const { begun } = form;
  useEffect(() => {
    if (begun !== null) navigate(`/studio/${begun}`, { replace: true });
  }, [begun, navigate]);
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
