import { RefreshCw } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import type { Receipt } from '#shared/contract/targets.ts';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { dayOf, Time, useNow, useZone } from '#ui/ui/time.tsx';
import { metricWords } from './metric-words.ts';

/** How often the post was seen, liked and so on, as far as the platform tells, and of when the numbers are. */
export function MetricsPart({ receipt: { target, metrics } }: { receipt: Receipt }) {
  // What was read is told to every window, which then asks for the receipt anew.
  const refresh = useMutation(api.targets.metrics.mutationOptions());
  const read = () => refresh.mutate({ id: target.id });
  return (
    <section aria-label="Numbers" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div aria-live="polite" className="min-w-0 flex-1 text-base">
          <Numbers metrics={metrics} platform={platformName(target.platform)} />
        </div>
        <Button
          variant="outline"
          size="sm"
          className="print:hidden"
          aria-label="Refresh the numbers"
          loading={refresh.isPending}
          onClick={read}
        >
          <RefreshCw aria-hidden />
          Refresh
        </Button>
      </div>
      {refresh.isError && (
        <ErrorCallout error={refresh.error} onRetry={read} connectionId={target.connectionId} />
      )}
    </section>
  );
}

function Numbers({ metrics, platform }: { metrics: Receipt['metrics']; platform: string }) {
  if (metrics === null) {
    return (
      <p className="text-muted-foreground">
        No numbers yet. They are read an hour, a day and a week after the post went out, unless the settings
        say otherwise.
      </p>
    );
  }
  const told = metricWords(metrics.numbers);
  if (told.length === 0) {
    return (
      <p className="text-muted-foreground">
        {platform} tells no numbers for this post, <AsOf at={metrics.at} />.
      </p>
    );
  }
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {told.map(({ name, count, word }) => (
          <li key={name}>
            <span className="tabular font-medium">{count}</span>{' '}
            <span className="text-muted-foreground">{word}</span>
          </li>
        ))}
      </ul>
      <p className="text-muted-foreground text-sm">
        <AsOf at={metrics.at} />
      </p>
    </>
  );
}

/** "as of 14:05"; with the day when it was another one. */
function AsOf({ at }: { at: number }) {
  const zone = useZone();
  const isToday = dayOf(at, zone) === dayOf(useNow(), zone);
  return (
    <span className="tabular">
      as of <Time instant={at} shape={isToday ? 'time' : 'day-time'} bare />
    </span>
  );
}
