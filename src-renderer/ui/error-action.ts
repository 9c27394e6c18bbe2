import type { ErrorAction } from '#shared/model/app-error.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { navigate } from 'wouter/use-browser-location';

/** What an action is about, as far as the place that shows it knows. */
export interface ActionSubject {
  postId?: string | null | undefined;
  targetId?: string | null | undefined;
  field?: string | null | undefined;
  /** Does the failed thing again. */
  retry?: (() => void) | undefined;
}

export interface ActionButton {
  label: string;
  run: () => void;
}

/** The button for what the seller can do about an error or a notice; null where this place cannot do it. */
export function actionButton(action: ErrorAction | null, subject: ActionSubject): ActionButton | null {
  const { postId, targetId, field, retry } = subject;
  const edit = (label: string): ActionButton | null =>
    typeof postId === 'string' ? { label, run: () => openPost(postId, 'edit', field ?? null) } : null;
  switch (action) {
    case null:
      return null;
    case 'reconnect':
      return { label: 'Reconnect', run: () => navigate('/connections') };
    case 'choose-time':
      return edit('Choose time') ?? { label: 'Choose time', run: () => navigate('/resolve') };
    case 'edit-post':
    case 'edit-field':
      return edit('Edit post');
    case 'choose-media':
      return edit('Choose photo');
    case 'resolve':
      return {
        label: 'Decide',
        run: () => navigate(typeof targetId === 'string' ? `/resolve?target=${targetId}` : '/resolve'),
      };
    case 'reload':
      return { label: 'Load again', run: retry ?? (() => location.reload()) };
    case 'retry':
      return retry === undefined ? null : { label: 'Try again', run: retry };
    case 'open-settings':
      return { label: 'Open settings', run: () => navigate('/settings') };
    case 'free-space':
      return { label: 'Where my data is', run: () => navigate('/settings#data') };
    case 'update-app':
      return { label: 'About this version', run: () => navigate('/settings#about') };
  }
}
