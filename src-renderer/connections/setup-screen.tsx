import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { Link, useSearchParams } from 'wouter';
import type { PlatformView } from '#shared/contract/connections.ts';
import { NotFound } from '#ui/app/not-found.tsx';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { Callout, ErrorState } from '#ui/ui/error-state.tsx';
import { Label } from '#ui/ui/label.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { RadioGroup, RadioGroupItem } from '#ui/ui/radio-group.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { AppForm } from './app-form.tsx';
import { GuideSteps } from './guide-steps.tsx';

/** How the seller makes an own app at a platform, and where its id and secret are entered. */
export function SetupScreen({ platform: id }: { platform: string }) {
  const { data, error, refetch } = useQuery(api.connections.platforms.queryOptions({ input: {} }));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return (
      <Loading className="grid gap-4 px-6 py-5">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-64 max-w-2xl" />
      </Loading>
    );
  }
  const platform = data.find((one) => one.id === id);
  return platform === undefined ? <NotFound /> : <Setup platform={platform} />;
}

function Setup({ platform }: { platform: PlatformView }) {
  const { name, consents } = platform;
  const [search, setSearch] = useSearchParams();
  const consent = consents.find(({ id }) => id === search.get('consent')) ?? consents[0];
  return (
    <>
      <PageHeader
        title={`Set up ${name}`}
        description="Needed once. After that an account is connected in a few clicks."
        actions={
          <Button asChild variant="outline">
            <Link href="/connections">
              <ArrowLeft aria-hidden />
              Accounts
            </Link>
          </Button>
        }
      />
      <div className="grid items-start gap-x-10 gap-y-6 px-6 pb-10 lg:grid-cols-[minmax(0,36rem)_minmax(0,22rem)]">
        <div className="grid gap-6">
          <p className="text-base text-muted-foreground">
            {name} lets a program post only by way of an app that is registered there. Registered by you, the
            app is yours: its limits and its costs are yours alone, and nobody stands between you and {name}.
          </p>
          {consents.length > 0 && (
            <WhatToConnect
              consents={consents}
              value={consent?.id ?? ''}
              onValue={(id) => setSearch({ consent: id }, { replace: true })}
            />
          )}
          {(consent?.missing ?? null) !== null && <Callout variant="warning">{consent?.missing}</Callout>}
          <GuideSteps guide={(consent ?? platform).guide} redirects={platform.redirects} />
        </div>
        <AppForm key={consent?.id ?? ''} platform={platform} consent={consent} />
      </div>
    </>
  );
}

interface WhatToConnectProps {
  consents: PlatformView['consents'];
  value: string;
  onValue: (id: string) => void;
}

/** Where each way to connect takes another app, the guide and the form are about one of them. */
function WhatToConnect({ consents, value, onValue }: WhatToConnectProps) {
  return (
    <div className="grid gap-2">
      <p id="what-to-connect">What do you want to connect? Each of these takes an app of its own.</p>
      <RadioGroup aria-labelledby="what-to-connect" value={value} onValueChange={onValue}>
        {consents.map(({ id, label }) => (
          <Label key={id} className="flex items-center gap-2 font-normal">
            <RadioGroupItem value={id} />
            {label}
          </Label>
        ))}
      </RadioGroup>
    </div>
  );
}
