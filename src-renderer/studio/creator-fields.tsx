import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '#shared/contract/connections.ts';
import type { TargetOptions } from '#shared/model/content.ts';
import { packs } from '#shared/rules/packs.ts';
import { api } from '#ui/api/queries.ts';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { Label } from '#ui/ui/label.tsx';
import { useId } from 'react';
import { Choice } from './choice.tsx';
import { withOption } from './draft.ts';

interface CreatorFieldsProps {
  account: ConnectionView;
  /** Several accounts are shown, so each says whose choice this is. */
  named: boolean;
  options: TargetOptions;
  onOptions: (next: (options: TargetOptions) => TargetOptions) => void;
}

/** What an account lets choose changes when its owner changes its settings. ms */
const FRESH_MS = 60_000;

/** Who may see the post and what others may do with it, as the account lets it be chosen now. Nothing is chosen before. */
export function CreatorFields({ account, named, options, onOptions }: CreatorFieldsProps) {
  const { id, platform, name } = account;
  const pack = packs[platform];
  const privacy = useQuery({
    ...api.connections.choices.queryOptions({ input: { id, option: 'privacy' } }),
    staleTime: FRESH_MS,
  });
  const open = useQuery({
    ...api.connections.choices.queryOptions({ input: { id, option: 'allow' } }),
    staleTime: FRESH_MS,
  });
  const trouble = [privacy, open].find(({ isError }) => isError);
  if (trouble?.error) return <ErrorCallout error={trouble.error} onRetry={() => void trouble.refetch()} />;
  const labelOf = (value: string) => pack.privacy?.values.find((one) => one.value === value)?.label ?? value;
  return (
    <>
      <Choice
        label={named ? `Who may see it, from ${name}` : 'Who may see it'}
        none={privacy.isPending ? 'Asking what the account allows …' : 'Choose who may see it'}
        value={options.privacy ?? null}
        options={listed(privacy.data ?? [], options.privacy, labelOf)}
        place="options"
        onValue={(chosen) => onOptions((old) => withOption(old, 'privacy', chosen ?? undefined))}
      />
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <legend className="mb-1.5 font-medium text-sm">
          {named ? `Allow others, at ${name}` : 'Allow others'}
        </legend>
        {(pack.allow?.values ?? []).map(({ value, label }) => (
          <Allowance
            key={value}
            label={label}
            isOpen={open.data?.some((one) => one.value === value) ?? false}
            isAllowed={options.allow?.includes(value) ?? false}
            onAllowed={(isAllowed) => onOptions((old) => withAllowance(old, value, isAllowed))}
          />
        ))}
        {open.data !== undefined && open.data.length < (pack.allow?.values.length ?? 0) && (
          <span className="text-muted-foreground text-xs">
            What is grey is switched off for this account at {pack.name}.
          </span>
        )}
      </fieldset>
    </>
  );
}

interface AllowanceProps {
  label: string;
  /** The account has it switched on. */
  isOpen: boolean;
  isAllowed: boolean;
  onAllowed: (isAllowed: boolean) => void;
}

function Allowance({ label, isOpen, isAllowed, onAllowed }: AllowanceProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <Checkbox
        id={id}
        checked={isAllowed}
        // What is ticked and not allowed any more can still be unticked.
        disabled={!isOpen && !isAllowed}
        onCheckedChange={(checked) => onAllowed(checked === true)}
      />
      <Label htmlFor={id} className="font-normal">
        {label}
      </Label>
    </span>
  );
}

export function withAllowance(options: TargetOptions, value: string, isAllowed: boolean): TargetOptions {
  const rest = (options.allow ?? []).filter((one) => one !== value);
  return withOption(options, 'allow', isAllowed ? [...rest, value] : rest);
}

/** What was chosen stays shown while the list is on its way, and says so when it is no longer there. */
function listed(
  choices: readonly { value: string; label: string }[],
  chosen: string | undefined,
  labelOf: (value: string) => string,
) {
  if (chosen === undefined || choices.some(({ value }) => value === chosen)) return choices;
  const label = choices.length === 0 ? labelOf(chosen) : `${labelOf(chosen)} (not possible any more)`;
  return [...choices, { value: chosen, label }];
}
