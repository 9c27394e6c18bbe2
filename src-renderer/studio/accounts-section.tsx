import { Plug } from 'lucide-react';
import { Link } from 'wouter';
import type { ConnectionView } from '#shared/contract/connections.ts';
import { isEditable } from '#shared/model/states.ts';
import { AccountAvatar } from '#ui/ui/account-chip.tsx';
import { Badge } from '#ui/ui/badge.tsx';
import { Button } from '#ui/ui/button.tsx';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { TargetState } from '#ui/ui/target-state.tsx';
import { Counter } from './counter.tsx';
import { toggled } from './draft.ts';
import { AccountRemarks } from './account-remarks.tsx';
import { Light } from './remark-list.tsx';
import type { Undoable } from './undo-line.tsx';
import type { Editing } from './use-editing.ts';
import { type AccountVerdict, obstacles, type Place } from './verdicts.ts';

interface AccountsSectionProps {
  editing: Editing;
  connections: readonly ConnectionView[];
  verdicts: readonly AccountVerdict[];
  onGoTo: (place: Place) => void;
  onUndoable: (undoable: Undoable) => void;
}

/** Which accounts the post goes to, and whether it fits each of them. */
export function AccountsSection(props: AccountsSectionProps) {
  const { editing, connections, verdicts, onGoTo, onUndoable } = props;
  const { draft, change } = editing;
  const chosen = new Set(draft.targets.map(({ connectionId }) => connectionId));
  const shown = connections.filter(({ id, state }) => state !== 'removed' || chosen.has(id));
  const stops = obstacles(verdicts).length;
  if (shown.length === 0) return <NoAccounts />;
  return (
    <section aria-label="Accounts" className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-medium">Accounts</h2>
        <output className="text-muted-foreground text-xs">
          {fitWords(chosen.size, verdicts.length, stops)}
        </output>
      </div>
      <ul className="divide-y divide-border rounded-lg border border-border">
        {shown.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isChosen={chosen.has(account.id)}
            editing={editing}
            verdict={verdicts.find(({ connectionId }) => connectionId === account.id)}
            onToggle={() => change((draft) => toggled(draft, account.id))}
            onGoTo={onGoTo}
            onUndoable={onUndoable}
          />
        ))}
      </ul>
    </section>
  );
}

function fitWords(chosen: number, judged: number, stops: number): string {
  if (chosen === 0) return 'Choose at least one';
  if (stops > 0) return stops === 1 ? '1 thing to put right' : `${stops} things to put right`;
  return judged === 0 ? '' : 'Fits everywhere';
}

interface AccountRowProps {
  account: ConnectionView;
  isChosen: boolean;
  editing: Editing;
  verdict: AccountVerdict | undefined;
  onToggle: () => void;
  onGoTo: (place: Place) => void;
  onUndoable: (undoable: Undoable) => void;
}

function AccountRow(props: AccountRowProps) {
  const { account, isChosen, editing, verdict, onToggle, onGoTo, onUndoable } = props;
  const target = editing.post?.targets.find(({ connectionId }) => connectionId === account.id);
  const frozen = target !== undefined && !isEditable(target.state);
  const count = verdict?.counts.find(({ field }) => field === 'caption');
  return (
    <li className="grid grid-cols-1 gap-1.5 p-2.5">
      <div className="flex min-h-7 items-center gap-2.5">
        <Checkbox
          id={`account ${account.id}`}
          data-place={`account ${account.id}`}
          checked={isChosen}
          disabled={frozen || (!isChosen && account.state !== 'ok')}
          onCheckedChange={onToggle}
        />
        <label htmlFor={`account ${account.id}`} className="flex min-w-0 flex-1 items-center gap-2.5">
          <AccountAvatar platform={account.platform} name={account.name} />
          <span className="min-w-0 truncate">
            <span className="font-medium">{account.name}</span>
            <span className="sr-only"> on {platformName(account.platform)}</span>
            {account.handle !== '' && <span className="text-muted-foreground"> @{account.handle}</span>}
          </span>
          {account.tier === 'premium' && <Badge variant="outline">Premium</Badge>}
        </label>
        {target !== undefined && target.state !== 'draft' && isChosen && (
          <TargetState state={target.state} nextLookAt={target.nextLookAt} />
        )}
        {isChosen && !frozen && count !== undefined && <Counter count={count} />}
        {isChosen && !frozen && verdict !== undefined && <Light light={verdict.light} />}
      </div>
      {account.state !== 'ok' && (
        <p className="flex items-center justify-between gap-2 pl-6.5 text-warning text-xs">
          {account.stateReason ?? 'This account has to be connected again before it can post.'}
          <Button asChild variant="outline" size="sm">
            <Link href="/connections">Reconnect</Link>
          </Button>
        </p>
      )}
      {isChosen && !frozen && verdict !== undefined && (
        <AccountRemarks
          editing={editing}
          account={account}
          verdict={verdict}
          onGoTo={onGoTo}
          onUndoable={onUndoable}
        />
      )}
    </li>
  );
}

function NoAccounts() {
  return (
    <EmptyState
      icon={Plug}
      title="No account connected yet"
      action={
        <Button asChild>
          <Link href="/connections">Connect an account</Link>
        </Button>
      }
      className="rounded-lg border border-border border-dashed py-6"
    >
      You can write and save already. To publish, connect the account your posts go to.
    </EmptyState>
  );
}
