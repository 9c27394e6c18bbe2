import { useMutation } from '@tanstack/react-query';
import { ApiError } from '#ui/api/api-error.ts';
import { client } from '#ui/api/client.ts';
import { toast, toastError, toastUndo } from '#ui/ui/toast.tsx';
import { formatInstant, useZone } from '#ui/ui/time.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import type { WhenInput } from '#shared/contract/schedule.ts';
import { canonicalJson } from '#shared/model/json.ts';
import type { Autosave } from './autosave.ts';

interface Order {
  when: WhenInput;
  lateMinutes: number;
}

/** Everything that lets a post go out, or changes one that will. `onDone` hears of success only. */
export function usePublishing(autosave: Autosave, onDone: (post: PostView) => void) {
  const zone = useZone();

  const finish = ({ post, notes }: { post: PostView; notes: string[] }, words: string) => {
    autosave.adopt(post);
    const description = [...new Set(notes)].join(' ');
    const undo = () => {
      client.schedule
        .patch({ id: post.id, expectedRevision: post.revision, cancel: true })
        .then(() => toast('Taken back to a draft.'))
        .catch((error: unknown) => toastError(error, { postId: post.id }));
    };
    const mayUndo = post.targets.every(({ state }) => state === 'scheduled' || state === 'draft');
    if (mayUndo && nextTime(post) > Date.now()) toastUndo(words, undo, description);
    else toast.success(words, { description });
    onDone(post);
  };

  const publish = useMutation({
    mutationFn: async ({ when, lateMinutes }: Order) => {
      const post = await savedPost(autosave);
      const key = `${post.id} ${post.revision} ${canonicalJson(when)}`.slice(0, 100);
      return client.schedule.create({
        postId: post.id,
        expectedRevision: post.revision,
        when,
        lateMinutes,
        key,
      });
    },
    onSuccess: (answer, { when }) => finish(answer, words(answer.post, when, zone)),
  });

  const update = useMutation({
    mutationFn: async ({ when, lateMinutes, isMoved }: Order & { isMoved: boolean }) => {
      if (autosave.dirty && !(await autosave.update())) return null;
      const { post } = autosave.store.getState();
      if (post === null) return null;
      const added = post.targets.filter(({ state }) => state === 'draft').map(({ id }) => id);
      if (!isMoved && added.length === 0) return { post, notes: [] };
      const change = { id: post.id, expectedRevision: post.revision, when, lateMinutes };
      return client.schedule.patch(isMoved ? change : { ...change, targetIds: added });
    },
    onSuccess: (answer, { when, isMoved }) => {
      if (answer === null) return;
      autosave.adopt(answer.post);
      const description = [...new Set(answer.notes)].join(' ');
      toast.success(isMoved ? words(answer.post, when, zone) : 'The scheduled post is updated.', {
        description,
      });
      onDone(answer.post);
    },
  });

  return { publish, update };
}

/** The post with everything in it that is written, or the reason why it could not be saved. */
async function savedPost(autosave: Autosave): Promise<PostView> {
  await autosave.flush();
  const { post, save } = autosave.store.getState();
  if (save.is === 'failed') throw save.error;
  if (post === null || autosave.dirty) {
    throw new ApiError({
      code: 'CONFLICT',
      message: 'The post could not be saved yet. Look at the remark above.',
    });
  }
  return post;
}

/** The time of the account that goes out next, in ms; 0 without any. */
function nextTime(post: PostView): number {
  const times = post.targets.flatMap(({ state, when }) =>
    state === 'scheduled' && when !== null ? [when.instant] : [],
  );
  return times.length === 0 ? 0 : Math.min(...times);
}

function words(post: PostView, when: WhenInput, zone: string): string {
  if ('now' in when) return 'On its way. You can follow it under Posts.';
  const time = nextTime(post);
  return time === 0 ? 'Scheduled.' : `Scheduled for ${formatInstant(time, zone)}.`;
}
