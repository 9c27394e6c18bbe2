import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DraftInput } from '#shared/contract/posts.ts';
import { type Place, placeOf } from './verdicts.ts';

export const COMMON = 'common';

/** The attribute that makes a control findable: `data-place="thread.1"`. */
export function placeName({ field, connectionId }: Place): string {
  return field === 'account' ? `account ${connectionId ?? ''}` : field;
}

/** Which caption must be open for a place to be there; null: any. */
export function tabOf({ field, connectionId }: Place, draft: DraftInput): string | null {
  const own = draft.targets.find((target) => target.connectionId === connectionId);
  if (field === 'caption')
    return own !== undefined && own.captionOverride !== null ? own.connectionId : COMMON;
  const isElsewhere = field === 'account' || field === 'when' || field.startsWith('media');
  return own === undefined || isElsewhere ? null : own.connectionId;
}

function focusPlace(form: HTMLElement | null, place: Place): void {
  const name = placeName(place);
  const find = (wanted: string) => form?.querySelector<HTMLElement>(`[data-place="${wanted}"]`);
  const control = find(name) ?? find(name.split('.')[0] ?? name);
  control?.focus();
  control?.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

/**
 * Which caption is open, and the way from a remark to the control it is about: `goTo` opens the caption that counts
 * for the account, then gives the control the focus.
 * @param field where the form opens, as an error names it
 */
export function usePlace(form: RefObject<HTMLElement | null>, draft: DraftInput, field: string | null) {
  const [first] = useState(() => (field === null ? null : placeOf(field, draft)));
  const [tab, setTab] = useState<string>(() => (first === null ? COMMON : (tabOf(first, draft) ?? COMMON)));
  const isChosen = draft.targets.some(({ connectionId }) => connectionId === tab);

  useEffect(() => {
    if (first !== null) focusPlace(form.current, first);
  }, [first, form]);

  function goTo(place: Place): void {
    const wanted = tabOf(place, draft);
    // The control is there only once its caption is open.
    if (wanted !== null) flushSync(() => setTab(wanted));
    focusPlace(form.current, place);
  }

  return { tab: isChosen ? tab : COMMON, setTab, goTo };
}
