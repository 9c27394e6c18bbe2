import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CalendarCard } from '#shared/contract/calendar.ts';
import type { Instant } from '#shared/model/time.ts';
import { client } from '#ui/api/client.ts';
import { api } from '#ui/api/queries.ts';
import { formatInstant } from '#ui/ui/time.tsx';
import { toast, toastError, toastUndo } from '#ui/ui/toast.tsx';
import { withMove, withRevision } from './calendar-days.ts';
import { whenOf } from './card-move.ts';
import { changeDays } from './use-days.ts';

export interface Move {
  card: CalendarCard;
  targetIds: string[];
  to: Instant;
}

/** Moves a card: shown at once, asked of the server, with a way back; put back where it was when refused. */
export function useMoveCard(zone: string): (move: Move) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async ({ card, targetIds, to }: Move) => {
      const ask = async (revision: number, instant: Instant) => {
        const { post, notes } = await client.schedule.patch({
          id: card.postId,
          expectedRevision: revision,
          when: whenOf(instant, zone),
          targetIds,
        });
        await changeDays(queries, (days) => withRevision(days, card.postId, post.revision));
        return { revision: post.revision, notes };
      };
      const failed = (error: unknown) => {
        toastError(error, { postId: card.postId });
        return queries.invalidateQueries({ queryKey: api.calendar.key() });
      };
      const undo = async (revision: number) => {
        const moved = { ...card, instant: to };
        await changeDays(queries, (days) =>
          withMove(days, { card: moved, targetIds, to: card.instant, zone }),
        );
        await ask(revision, card.instant).catch(failed);
      };

      await changeDays(queries, (days) => withMove(days, { card, targetIds, to, zone }));
      try {
        const { revision, notes } = await ask(card.revision, to);
        const message = `Moved to ${formatInstant(to, zone)}`;
        const remark = notes.length > 0 ? notes.join(' ') : undefined;
        // The time it comes from may have passed, as with a missed post; there is no way back to it then.
        if (card.instant > Date.now()) toastUndo(message, () => void undo(revision), remark);
        else toast.success(message, remark === undefined ? {} : { description: remark });
      } catch (error) {
        await failed(error);
      }
    },
    [queries, zone],
  );
}
