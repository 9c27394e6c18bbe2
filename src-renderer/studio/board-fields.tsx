import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '#shared/contract/connections.ts';
import type { TargetOptions } from '#shared/model/content.ts';
import { api } from '#ui/api/queries.ts';
import { ErrorCallout } from '#ui/ui/error-state.tsx';
import { Choice } from './choice.tsx';
import { withOption } from './draft.ts';

interface BoardFieldsProps {
  account: ConnectionView;
  /** Several accounts are shown, so each says whose boards these are. */
  named: boolean;
  options: TargetOptions;
  onOptions: (next: (options: TargetOptions) => TargetOptions) => void;
}

/** Boards seldom change; a new one shows when the composer is opened again. ms */
const FRESH_MS = 60_000;

/** The board a Pin goes on, and its section, as the platform lists them now. */
export function BoardFields({ account, named, options: { board, section }, onOptions }: BoardFieldsProps) {
  const { id } = account;
  const boards = useQuery({
    ...api.connections.choices.queryOptions({ input: { id, option: 'board' } }),
    staleTime: FRESH_MS,
  });
  const sections = useQuery({
    ...api.connections.choices.queryOptions({ input: { id, option: 'section', board: board ?? '' } }),
    staleTime: FRESH_MS,
    enabled: board !== undefined,
  });
  if (boards.isError) {
    return <ErrorCallout error={boards.error} onRetry={() => void boards.refetch()} />;
  }
  const choose = (chosen: string | null) =>
    onOptions((options) =>
      withOption(withOption(options, 'board', chosen ?? undefined), 'section', undefined),
    );
  return (
    <div className="grid grid-cols-2 gap-3">
      <Choice
        label={named ? `Board of ${account.name}` : 'Board'}
        none={boards.isPending ? 'Asking for your boards …' : 'Choose a board'}
        value={board ?? null}
        options={listed(boards.data ?? [], board)}
        place="options"
        onValue={choose}
      />
      {(sections.data ?? []).length > 0 || section !== undefined ? (
        <Choice
          label="Section"
          none="No section"
          value={section ?? null}
          options={listed(sections.data ?? [], section)}
          onValue={(chosen) => onOptions((options) => withOption(options, 'section', chosen ?? undefined))}
        />
      ) : null}
    </div>
  );
}

/** What was chosen stays shown while the list is on its way, and when it is no longer there. */
function listed(choices: readonly { value: string; label: string }[], chosen: string | undefined) {
  return chosen === undefined || choices.some(({ value }) => value === chosen)
    ? choices
    : [...choices, { value: chosen, label: 'The board chosen before' }];
}
