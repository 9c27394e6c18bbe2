import { CloudOff, FlaskConical, type LucideIcon, OctagonAlert, PlugZap } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import type { Health } from '#shared/contract/app.ts';
import { toApiError } from '#ui/api/api-error.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { useHealth } from './health.ts';
import { opensVault, useVault } from './vault-store.ts';

/** What the seller must know on every screen, the gravest first. */
export function Banners() {
  const { data: health, error } = useHealth();
  const online = useOnline();
  const gone = error !== null;

  return (
    <div aria-live="polite">
      {gone && (
        <Banner icon={PlugZap} look="danger" action={<RetryButton />}>
          {toApiError(error).message}
        </Banner>
      )}
      {!gone &&
        health?.faults.map((fault) => (
          <Banner
            key={fault.message}
            icon={OctagonAlert}
            look="danger"
            action={<FaultButton fault={fault} />}
          >
            {fault.message}
          </Banner>
        ))}
      {!online && (
        <Banner icon={CloudOff} look="warning">
          This computer is offline. Go on working; posts go out when the connection is back.
        </Banner>
      )}
      {health?.practice && (
        <Banner icon={FlaskConical} look="practice">
          Practice: posts go to pretend platforms on this computer
        </Banner>
      )}
    </div>
  );
}

const looks = {
  danger: 'bg-danger-soft text-danger',
  warning: 'bg-warning-soft text-warning',
  practice: 'bg-primary-soft text-primary-text',
};

function Banner({
  icon: Icon,
  look,
  action,
  children,
}: {
  icon: LucideIcon;
  look: keyof typeof looks;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        'flex min-h-8 items-center justify-center gap-2 border-border border-b px-4 py-1 font-medium text-xs',
        looks[look],
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <p>{children}</p>
      {action}
    </div>
  );
}

function RetryButton() {
  return (
    <Button variant="outline" size="sm" onClick={() => void queryClient.invalidateQueries()}>
      Try again
    </Button>
  );
}

/** A locked vault is opened here; other faults are explained on the activity screen. */
function FaultButton({ fault }: { fault: Health['faults'][number] }) {
  if (opensVault(fault)) {
    return (
      <Button variant="outline" size="sm" onClick={() => useVault.setState({ later: false })}>
        Unlock
      </Button>
    );
  }
  return (
    <Button asChild variant="outline" size="sm">
      <Link href="/activity">See what happened</Link>
    </Button>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}
