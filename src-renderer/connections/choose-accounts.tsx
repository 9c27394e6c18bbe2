import { useId, useState } from 'react';
import type { AttemptView } from '#shared/contract/connections.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import { AccountAvatar } from '#ui/ui/account-chip.tsx';
import { Badge } from '#ui/ui/badge.tsx';
import { Button } from '#ui/ui/button.tsx';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { DialogFooter } from '#ui/ui/dialog.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import type { useConnectFlow } from './connect-flow.ts';

type ChooseAttempt = Extract<AttemptView, { state: 'choose' }>;

interface ChooseProps {
  attempt: ChooseAttempt;
  choosing: ReturnType<typeof useConnectFlow>['choosing'];
  onChoose: (accountIds: string[]) => void;
  onCancel: () => void;
}

/** Which of the accounts that the platform offered are connected. Those that cannot be posted to say why. */
export function ChooseAccounts({ attempt, choosing, onChoose, onCancel }: ChooseProps) {
  const possible = attempt.accounts.filter((account) => account.obstacle === null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(possible.filter((one) => !one.connected).map((one) => one.accountId)),
  );
  const toggle = (accountId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(accountId);
    else next.delete(accountId);
    setChosen(next);
  };
  return (
    <>
      <p className="text-base">
        {possible.length === 0
          ? `${platformName(attempt.platform)} showed no account that Picscripter may post to.`
          : 'Which accounts shall Picscripter post to?'}
      </p>
      <ul className="grid gap-1">
        {attempt.accounts.map((account) => (
          <AccountChoice
            key={account.accountId}
            platform={attempt.platform}
            account={account}
            checked={chosen.has(account.accountId)}
            onCheck={(on) => toggle(account.accountId, on)}
          />
        ))}
      </ul>
      {choosing.error !== null && <ErrorCallout error={choosing.error} />}
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          disabled={chosen.size === 0}
          loading={choosing.isPending}
          onClick={() => onChoose([...chosen])}
        >
          {chosen.size > 1 ? `Connect ${chosen.size} accounts` : 'Connect'}
        </Button>
      </DialogFooter>
    </>
  );
}

interface AccountChoiceProps {
  platform: PlatformId;
  account: ChooseAttempt['accounts'][number];
  checked: boolean;
  onCheck: (on: boolean) => void;
}

function AccountChoice({ platform, account, checked, onCheck }: AccountChoiceProps) {
  const id = useId();
  const { name, handle, obstacle, connected } = account;
  return (
    <li className="flex items-start gap-3 rounded-md border border-border px-3 py-2">
      <Checkbox
        id={id}
        className="mt-1.5"
        disabled={obstacle !== null}
        checked={checked}
        onCheckedChange={(value) => onCheck(value === true)}
        {...(obstacle !== null && { 'aria-describedby': `${id}-why` })}
      />
      <label htmlFor={id} className="flex min-w-0 flex-1 items-center gap-2.5">
        <AccountAvatar platform={platform} name={name} />
        <span className="min-w-0">
          <span className="font-medium">{name}</span>
          {handle !== '' && <span className="text-muted-foreground"> @{handle}</span>}
          {obstacle !== null && (
            <span id={`${id}-why`} className="block text-warning text-xs">
              {obstacle}
            </span>
          )}
        </span>
      </label>
      {connected && <Badge className="mt-1">Connected already</Badge>}
    </li>
  );
}
