import type { ErrorAction } from '#shared/model/app-error.ts';
import { openPost } from '#ui/app/drawer-store.ts';
import { navigate } from 'wouter/use-browser-location';

/** What an action is about, as far as the place that shows it knows. */
export interface ActionSubject {
  postId?: string | null | undefined;
  targetId?: string | null | undefined;
  connectionId?: string | null | undefined;
  field?: string | null | undefined;
  /** Does the failed thing again. */
  retry?: (() => void) | undefined;
}

export interface ActionButton {
  label: string;
  run: () => void;
}

function edit(label: string, { postId, field }: ActionSubject): ActionButton | null {
  return typeof postId === 'string' ? { label, run: () => openPost(postId, 'edit', field ?? null) } : null;
}

const buttons: Record<ErrorAction, (subject: ActionSubject) => ActionButton | null> = {
  reconnect: ({ connectionId }) => ({
    label: 'Reconnect',
    run: () =>
      navigate(typeof connectionId === 'string' ? `/connections?reconnect=${connectionId}` : '/connections'),
  }),
  'choose-time': (subject) =>
    edit('Choose time', subject) ?? { label: 'Choose time', run: () => navigate('/resolve') },
  'edit-post': (subject) => edit('Edit post', subject),
  'edit-field': (subject) => edit('Edit post', subject),
  'choose-media': (subject) => edit('Choose photo', subject),
  resolve: () => ({ label: 'Decide', run: () => navigate('/resolve') }),
  reload: ({ retry }) => ({ label: 'Load again', run: retry ?? (() => location.reload()) }),
  retry: ({ retry }) => (retry === undefined ? null : { label: 'Try again', run: retry }),
  'open-settings': () => ({ label: 'Open settings', run: () => navigate('/settings') }),
  'free-space': () => ({ label: 'Where my data is', run: () => navigate('/settings#data') }),
  'update-app': () => ({ label: 'About this version', run: () => navigate('/settings#about') }),
};

/** The button for what the seller can do about an error or a notice; null where this place cannot do it. */
export function actionButton(action: ErrorAction | null, subject: ActionSubject): ActionButton | null {
  return action === null ? null : buttons[action](subject);
}
