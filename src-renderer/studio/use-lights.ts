import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '#ui/api/queries.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import type { Instant } from '#shared/model/time.ts';
import { isBlank } from './draft.ts';
import { placeOf, type Remark } from './verdicts.ts';

const PAUSE = 600;

/**
 * What the desktop knows beyond the rules (tokens, allowances, times that are close), by account. Asked after a
 * pause; no answer is no obstacle, the rules have spoken already.
 */
export function useLights(
  draft: DraftInput,
  postId: string | null,
  at: Instant | null,
): ReadonlyMap<string, readonly Remark[]> {
  const asked = useSettled({ draft, at }, PAUSE);
  const input = {
    draft: asked.draft,
    ...(postId === null ? {} : { postId }),
    ...(asked.at === null ? {} : { at: new Date(asked.at).toISOString() }),
  };
  const { data, isPlaceholderData } = useQuery({
    ...api.targets.check.queryOptions({ input }),
    enabled: asked.draft.targets.length > 0 && !isBlank(asked.draft),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const isCurrent = asked.draft === draft && !isPlaceholderData;
  return new Map(
    data?.map(({ connectionId, findings }) => [
      connectionId,
      findings
        .map(({ level, field, message }): Remark => {
          const place = placeOf(field, asked.draft);
          return { level, message, place: { ...place, connectionId } };
        })
        // What was said of other words does not hold any more; what was said of the account does.
        .filter(({ place }) => isCurrent || place.field === 'account'),
    ]),
  );
}

/** The value once it has not changed for a while. */
function useSettled<T extends object>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const parts = Object.values(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
    // The object is new at each render; what it holds counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [...parts, ms]);
  return settled;
}
