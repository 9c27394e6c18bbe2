import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Health } from '#shared/contract/app.ts';
import { errorActionSchema } from '#shared/model/app-error.ts';
import { useHealth } from '#ui/app/health.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Button } from '#ui/ui/button.tsx';
import { actionButton } from '#ui/ui/error-action.ts';
import { Callout, ErrorState } from '#ui/ui/error-state.tsx';
import { Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';

/** Is the publisher running, when did it look last, what comes next. */
export function PublisherPanel() {
  const { data: health, error, refetch } = useHealth();
  return (
    <section aria-labelledby="publisher" className="grid gap-4 rounded-lg border border-border bg-card p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="publisher" className="font-semibold text-base">
          Publisher
        </h2>
        {health !== undefined && <Alive alive={health.publisher.alive} />}
        <CheckNow />
      </div>
      {health === undefined ? (
        error === null ? (
          <Skeleton className="h-12" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} className="py-4" />
        )
      ) : (
        <>
          <Facts health={health} />
          <Faults faults={health.faults} />
        </>
      )}
    </section>
  );
}

function Alive({ alive }: { alive: boolean }) {
  return alive ? (
    <span className="inline-flex items-center gap-1 text-success">
      <CircleCheck aria-hidden className="size-4" />
      Running
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 text-danger">
      <CircleX aria-hidden className="size-4" />
      Stopped. It is started again by itself; if it stays so, close Picscripter and open it again.
    </span>
  );
}

function CheckNow() {
  const check = useMutation(
    api.app.checkNow.mutationOptions({
      onSuccess: ({ woken }) => {
        void queryClient.invalidateQueries({ queryKey: api.app.health.key() });
        if (woken) toast.success('The publisher is looking at the queue.');
        else toast.warning('The publisher does not answer. It is started again by itself.');
      },
      onError: (error) => toastError(error),
    }),
  );
  return (
    <Button
      variant="outline"
      size="sm"
      className="ml-auto"
      loading={check.isPending}
      onClick={() => check.mutate({})}
    >
      {!check.isPending && <RefreshCw aria-hidden />}
      Check now
    </Button>
  );
}

function Facts({ health: { publisher, queue } }: { health: Health }) {
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
      <Fact label="Next look">
        {publisher.nextDueAt === null ? 'Nothing planned' : <Time instant={publisher.nextDueAt} />}
      </Fact>
      <Fact label="Last look">
        {publisher.lastTickAt === null ? 'Not yet' : <Time instant={publisher.lastTickAt} shape="relative" />}
      </Fact>
      <Fact label="Restarts since start">{publisher.restarts}</Fact>
      <Fact label="Planned">{queue.scheduled}</Fact>
      <Fact label="Going out now">{queue.sending}</Fact>
      <Fact label="Waiting for you">{queue.needsYou}</Fact>
    </dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="tabular font-medium">{children}</dd>
    </div>
  );
}

function Faults({ faults }: Pick<Health, 'faults'>) {
  if (faults.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {faults.map(({ message, action }) => {
        const button = actionButton(errorActionSchema.safeParse(action).data ?? null, {});
        return (
          <li key={message}>
            <Callout
              variant="warning"
              action={
                button !== null && (
                  <Button variant="outline" size="sm" onClick={button.run}>
                    {button.label}
                  </Button>
                )
              }
            >
              {message}
            </Callout>
          </li>
        );
      })}
    </ul>
  );
}
