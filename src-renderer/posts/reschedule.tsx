import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { startTiming } from '#ui/studio/start-timing.ts';
import { judgeTime } from '#ui/studio/schedule-times.ts';
import { WhenFields } from '#ui/studio/when-fields.tsx';
import { Button } from '#ui/ui/button.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { formatInstant, useNow } from '#ui/ui/time.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import type { WhenInput } from '#shared/contract/schedule.ts';
import type { Undoable } from '#ui/studio/undo-line.tsx';
import { usePostActions } from './use-post-actions.ts';

/** Another time for everything of the post that is not out yet, chosen in place. */
export function Reschedule({ post, onDone }: { post: PostView; onDone: (moved: Undoable | null) => void }) {
  const { data: settings } = useQuery(api.app.settings.queryOptions({ input: {} }));
  if (settings === undefined) return null;
  return (
    <RescheduleForm post={post} zone={settings.zone} lateMinutes={settings.lateMinutes} onDone={onDone} />
  );
}

interface RescheduleFormProps {
  post: PostView;
  zone: string;
  lateMinutes: number;
  onDone: (moved: Undoable | null) => void;
}

function RescheduleForm({ post, zone, lateMinutes, onDone }: RescheduleFormProps) {
  const now = useNow(10_000);
  const actions = usePostActions();
  const [local, setLocal] = useState(
    () => startTiming({ post, initialWhen: null, zone, lateMinutes, now }).local,
  );
  const time = judgeTime({ local, zone }, now);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
    section.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);
  const move = useMutation({
    mutationFn: ({ when, words }: { when: WhenInput; words: string }) => actions.move(post, when, words),
    onSuccess: onDone,
  });
  return (
    <section
      ref={section}
      aria-label="Another time"
      className="grid gap-3 rounded-lg border border-border p-3"
    >
      <WhenFields local={local} zone={zone} now={now} onLocal={setLocal} />
      {move.isError && <ErrorCallout error={move.error} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {time?.past === true && <p className="flex-1 text-warning">Post it now instead?</p>}
        <Button variant="ghost" onClick={() => onDone(null)}>
          Leave it
        </Button>
        {time?.past === true ? (
          <Button
            loading={move.isPending}
            onClick={() => move.mutate({ when: { now: true }, words: 'On its way.' })}
          >
            Post now
          </Button>
        ) : (
          <Button
            disabled={time === null}
            loading={move.isPending}
            onClick={() =>
              time !== null &&
              move.mutate({ when: { local, zone }, words: `Moved to ${formatInstant(time.instant, zone)}.` })
            }
          >
            {time === null ? 'Move' : `Move to ${formatInstant(time.instant, zone)}`}
          </Button>
        )}
      </div>
    </section>
  );
}
