import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '#ui/api/queries.ts';
import { useHealth } from '#ui/app/health.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Notifying } from './notifying.tsx';
import { Publishing } from './publishing.tsx';
import { TimeSettings } from './time-settings.tsx';

/** Every change is saved at once. */
export function SettingsScreen() {
  const settings = useQuery(api.app.settings.queryOptions({ input: {} }));
  const health = useHealth();
  const known = settings.data !== undefined && health.data !== undefined;
  useEffect(() => {
    if (known) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [known]);
  return (
    <>
      <PageHeader title="Settings" description="Changes are saved at once." />
      <div className="grid max-w-2xl gap-8 px-6 pb-10">
        {settings.data !== undefined && health.data !== undefined ? (
          <>
            <TimeSettings settings={settings.data} />
            <Publishing settings={settings.data} />
            <Notifying settings={settings.data} health={health.data} />
            <Appearance settings={settings.data} />
            <About health={health.data} />
          </>
        ) : settings.error !== null || health.error !== null ? (
          <ErrorState
            error={settings.error ?? health.error}
            onRetry={() => {
              void settings.refetch();
              void health.refetch();
            }}
          />
        ) : (
          <Loading className="grid gap-4">
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} className="h-14" />
            ))}
          </Loading>
        )}
      </div>
    </>
  );
}
