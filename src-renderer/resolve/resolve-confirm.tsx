import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';
import { Confirm } from '#ui/ui/alert-dialog.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { useNow, useZone } from '#ui/ui/time.tsx';
import { paced, type Waiting } from './attention.ts';
import { paceNote } from './pace-note.ts';
import type { Decision } from './use-decide.ts';

/** What is asked before it is done. */
export type Question =
  | { ask: 'publish-unknown'; chosen: readonly [Waiting] }
  | { ask: 'publish'; chosen: readonly Waiting[] }
  | { ask: 'drop'; chosen: readonly Waiting[] };

interface ResolveConfirmProps {
  question: Question;
  onClose: () => void;
  onDecide: (decisions: readonly [Waiting, Decision][]) => void;
}

export function ResolveConfirm({ question, onClose, onDecide }: ResolveConfirmProps) {
  const zone = useZone();
  const now = useNow();
  const minutes = useQuery(api.app.settings.queryOptions({ input: {} })).data?.catchUpMinutes ?? 5;
  const { chosen } = question;
  const many = chosen.length > 1;
  const plan = paced(chosen, null, minutes, now);
  const answer = (decision: (waiting: Waiting) => Decision) => {
    onDecide(chosen.map((waiting) => [waiting, decision(waiting)]));
    onClose();
  };
  const shared = { open: true, onOpenChange: (open: boolean) => !open && onClose() };

  switch (question.ask) {
    case 'publish-unknown': {
      const { target } = question.chosen[0];
      const platform = platformName(target.platform);
      return (
        <Confirm
          {...shared}
          title={`Publish it on ${platform} now?`}
          confirm="It is not there, publish"
          destructive
          onConfirm={() => answer(() => ({ is: 'publish', when: { now: true } }))}
        >
          <p>
            If it is there after all, {target.accountName} will show it twice. Look at the account once more
            before you go on.
          </p>
        </Confirm>
      );
    }
    case 'publish':
      return (
        <Confirm
          {...shared}
          title={many ? `Publish ${chosen.length} posts now?` : 'Publish it now?'}
          confirm="Publish now"
          onConfirm={() => {
            onDecide(plan.map(({ waiting, when }) => [waiting, { is: 'publish', when }]));
            onClose();
          }}
        >
          <p>
            {many
              ? paceNote(plan, minutes, zone)
              : `It goes out to ${chosen[0]?.target.accountName ?? 'the account'} at once.`}
          </p>
        </Confirm>
      );
    case 'drop': {
      const isUnknown = chosen.some(({ target }) => target.state === 'unknown');
      return (
        <Confirm
          {...shared}
          title={many ? `Drop ${chosen.length} posts?` : isUnknown ? 'Leave it as it is?' : 'Drop it?'}
          confirm={isUnknown ? 'Leave it' : 'Drop'}
          destructive={!isUnknown}
          onConfirm={() => answer(() => ({ is: 'drop' }))}
        >
          <p>
            {isUnknown
              ? 'It is not sent again, and we stop asking. If it is there, it stays there; the post stays in your posts.'
              : `${many ? 'They do' : 'It does'} not go out to ${many ? 'these accounts' : (chosen[0]?.target.accountName ?? 'this account')}. ${many ? 'The posts stay' : 'The post stays'} in your posts.`}
          </p>
        </Confirm>
      );
    }
  }
}
