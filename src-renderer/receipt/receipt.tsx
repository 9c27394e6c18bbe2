import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { Receipt as ReceiptData } from '#shared/contract/targets.ts';
import { needsSeller } from '#shared/model/states.ts';
import { api } from '#ui/api/queries.ts';
import { AccountChip } from '#ui/ui/account-chip.tsx';
import { Button } from '#ui/ui/button.tsx';
import { actionButton } from '#ui/ui/error-action.ts';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { TargetState } from '#ui/ui/target-state.tsx';
import { machineZone, Time, useZone, zoneLabel } from '#ui/ui/time.tsx';
import './receipt.css';
import { headline } from './headline.ts';
import { MetricsPart } from './metrics-part.tsx';
import { SentPart } from './sent-part.tsx';
import { TechnicalPart } from './technical-part.tsx';
import { Timeline } from './timeline.tsx';

/** The journal of a post on one account, as the seller reads it: did it go out, what was sent, how it went. */
export function Receipt({ targetId }: { targetId: string }) {
  const query = useQuery(api.targets.receipt.queryOptions({ input: { id: targetId } }));
  if (query.isPending) {
    return (
      <Loading label="Opening the receipt…" className="grid gap-4">
        <Skeleton className="h-10 w-3/4" />
        <Skeleton className="h-28" />
        <Skeleton className="h-40" />
      </Loading>
    );
  }
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <ReceiptSheet receipt={query.data} />;
}

export function ReceiptSheet({ receipt }: { receipt: ReceiptData }) {
  const { target, sent, attempts, checks } = receipt;
  return (
    <article className="receipt grid gap-6">
      <Head receipt={receipt} />
      {target.state === 'published' && target.remoteId !== null && <MetricsPart receipt={receipt} />}
      {sent !== null && <SentPart sent={sent} isOut={target.state === 'published'} />}
      {checks.length > 0 && <Checks checks={checks} platform={platformName(target.platform)} />}
      {attempts.length > 0 && <Timeline attempts={attempts} target={target} />}
      <TechnicalPart receipt={receipt} />
    </article>
  );
}

function Head({ receipt: { target } }: { receipt: ReceiptData }) {
  const zone = useZone();
  const { title, note } = headline(target, zone);
  const subject = { postId: target.postId, targetId: target.id, field: target.reason?.field };
  const waits = needsSeller.includes(target.state) && target.nextLookAt === null;
  const button =
    actionButton(target.reason?.action ?? null, subject) ?? (waits ? actionButton('resolve', subject) : null);
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <AccountChip
          platform={target.platform}
          name={target.accountName}
          handle={target.accountHandle}
          className="flex-1"
        />
        <TargetState state={target.state} nextLookAt={target.nextLookAt} />
      </div>
      <div>
        <h2 className="text-balance font-semibold text-lg">{title}</h2>
        {note !== null && <p className="max-w-prose text-base text-muted-foreground">{note}</p>}
        {zone !== machineZone && <p className="text-muted-foreground text-xs">Times in {zoneLabel(zone)}</p>}
      </div>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {target.permalink !== null && (
          <Button asChild variant="outline">
            <a href={target.permalink} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              See it on {platformName(target.platform)}
            </a>
          </Button>
        )}
        {button !== null && (
          <Button className="print:hidden" onClick={button.run}>
            {button.label}
          </Button>
        )}
      </div>
      {target.permalink !== null && <p className="hidden text-xs print:block">{target.permalink}</p>}
    </header>
  );
}

const results: Record<ReceiptData['checks'][number]['result'], (platform: string) => string> = {
  there: () => 'It is there, as it was sent',
  changed: () => 'It is there, but its text differs from what was sent',
  gone: () => 'It was not there any more',
  unsure: (platform) => `${platform} did not let us look`,
};

function Checks({ checks, platform }: { checks: ReceiptData['checks']; platform: string }) {
  return (
    <section aria-label="Looked at again">
      <h3 className="pb-2 font-medium">Looked at again afterwards</h3>
      <ul className="grid gap-1">
        {checks.map(({ at, result, note }) => (
          <li key={at} className="flex flex-wrap gap-x-3">
            <Time instant={at} shape="exact" className="text-muted-foreground" />
            <span>
              {results[result](platform)}
              {note !== null && <span className="text-muted-foreground"> ({note})</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
