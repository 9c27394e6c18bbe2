import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, ExternalLink, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AttemptView } from '#shared/contract/connections.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { DialogFooter } from '#ui/ui/dialog.tsx';
import { Callout } from '#ui/ui/error-state.tsx';
import { Label } from '#ui/ui/label.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { RadioGroup, RadioGroupItem } from '#ui/ui/radio-group.tsx';
import { Spinner } from '#ui/ui/spinner.tsx';
import { useNow } from '#ui/ui/time.tsx';
import type { Wish } from './connect-flow.ts';
import { setupAddress } from './setup-address.ts';

type Attempt<State extends AttemptView['state']> = Extract<AttemptView, { state: State }>;

interface ReadyProps {
  wish: Wish;
  onBegin: (consent?: string) => void;
  onClose: () => void;
}

export function Ready({ wish, onBegin, onClose }: ReadyProps) {
  const name = platformName(wish.platform);
  const platforms = useQuery(api.connections.platforms.queryOptions({ input: {} })).data;
  const consents = platforms?.find(({ id }) => id === wish.platform)?.consents ?? [];
  const [chosen = consents[0]?.id, setChosen] = useState<string>();
  const consent = wish.reconnect === null ? consents.find(({ id }) => id === chosen) : undefined;
  return (
    <>
      <p className="text-base">
        {wish.reconnect === null
          ? `${name} opens in your browser and asks whether Picscripter may post for you.`
          : `${name} opens in your browser. Sign in with the same account, ${wish.reconnect.name}, and agree. Its planned posts and settings stay as they are.`}
      </p>
      <p className="flex items-center gap-2 text-muted-foreground">
        <ShieldCheck aria-hidden className="size-4 shrink-0" />
        You sign in at {name} itself. Picscripter never sees your password.
      </p>
      {wish.reconnect === null && consents.length > 0 && (
        <RadioGroup aria-label="What to connect" value={chosen ?? ''} onValueChange={setChosen}>
          {consents.map(({ id, label, missing }) => (
            <Label key={id} className="flex items-start gap-2 font-normal">
              <RadioGroupItem value={id} className="mt-0.5" />
              <span className="grid gap-1">
                {label}
                {missing !== null && <span className="text-muted-foreground text-xs">{missing}</span>}
              </span>
            </Label>
          ))}
        </RadioGroup>
      )}
      <DialogFooter>
        {consent?.app === null && consent.missing === null ? (
          <Button asChild>
            <Link href={setupAddress(wish.platform, consent.id)} onClick={onClose}>
              Set up {name} for this
            </Link>
          </Button>
        ) : (
          <Button disabled={(consent?.missing ?? null) !== null} onClick={() => onBegin(consent?.id)}>
            Open {name}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

export function Starting({ platform }: { platform: PlatformId }) {
  return (
    <p className="flex items-center gap-2 text-base">
      <Spinner /> Opening {platformName(platform)}…
    </p>
  );
}

export function Waiting({ attempt, onCancel }: { attempt: Attempt<'waiting'>; onCancel: () => void }) {
  const name = platformName(attempt.platform);
  return (
    <>
      <p className="flex items-center gap-2 text-base">
        <Spinner className="shrink-0" />
        {attempt.opened
          ? `Waiting for you to agree at ${name}, in your browser.`
          : `The browser could not be opened from here. Open the page yourself and agree there.`}
      </p>
      <DialogFooter className="items-center">
        <TimeLeft until={attempt.expiresAt} />
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button asChild variant={attempt.opened ? 'outline' : 'default'}>
          <a href={attempt.url} target="_blank" rel="noopener noreferrer">
            {attempt.opened ? 'Open the consent page again' : 'Open the consent page'}
            <ExternalLink aria-hidden />
          </a>
        </Button>
      </DialogFooter>
    </>
  );
}

/** Not announced: a clock that speaks every second would drown everything else. */
function TimeLeft({ until }: { until: number }) {
  const seconds = Math.max(0, Math.ceil((until - useNow(1000)) / 1000));
  const minutes = Math.floor(seconds / 60);
  return (
    <span aria-live="off" className="tabular mr-auto text-muted-foreground text-xs">
      {minutes}:{String(seconds % 60).padStart(2, '0')} left
    </span>
  );
}

export function Done({
  wish,
  connectionIds,
  onClose,
}: {
  wish: Wish;
  connectionIds: readonly string[];
  onClose: () => void;
}) {
  const count = connectionIds.length;
  return (
    <>
      <p className="flex items-center gap-2 text-base">
        <CircleCheck aria-hidden className="size-5 shrink-0 text-success" />
        {wish.reconnect === null
          ? count === 1
            ? 'The account is connected. You can plan posts for it now.'
            : `${count} accounts are connected. You can plan posts for them now.`
          : `${wish.reconnect.name} is connected again.`}
      </p>
      {wish.reconnect !== null && <WaitedMeanwhile connectionId={wish.reconnect.id} onClose={onClose} />}
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </>
  );
}

/** Nothing that is past its time goes out by itself after a reconnect: the seller decides. */
function WaitedMeanwhile({ connectionId, onClose }: { connectionId: string; onClose: () => void }) {
  const { data } = useQuery(api.targets.attention.queryOptions({ input: {}, refetchOnMount: 'always' }));
  const waited = data?.filter(({ target }) => target.connectionId === connectionId).length ?? 0;
  if (waited === 0) return null;
  return (
    <Callout
      variant="warning"
      action={
        <Button asChild variant="outline" size="sm">
          <Link href="/resolve" onClick={onClose}>
            Decide
          </Link>
        </Button>
      }
    >
      {waited === 1 ? 'One post' : `${waited} posts`} of this account did not go out meanwhile. Nothing is
      sent late without your word.
    </Callout>
  );
}

interface FailedProps {
  message: string;
  needsApp: boolean;
  /** The consent that was asked for, whose app may be missing. */
  consent: string | undefined;
  platform: PlatformId;
  onRetry: () => void;
  onClose: () => void;
}

export function Failed({ message, needsApp, consent, platform, onRetry, onClose }: FailedProps) {
  return (
    <>
      <p role="alert" className="flex items-start gap-2 text-base">
        <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
        {message}
      </p>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
        {needsApp ? (
          <Button asChild>
            <Link href={setupAddress(platform, consent)} onClick={onClose}>
              Set up {platformName(platform)}
            </Link>
          </Button>
        ) : (
          <Button onClick={onRetry}>Try again</Button>
        )}
      </DialogFooter>
    </>
  );
}
