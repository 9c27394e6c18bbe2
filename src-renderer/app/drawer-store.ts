import { create } from 'zustand';
import type { WallTime } from '#shared/model/time.ts';

export type Drawer =
  | { show: 'nothing' }
  | { show: 'post'; postId: string; mode: 'preview' | 'edit'; field: string | null }
  | { show: 'new'; initialWhen: WallTime | null };

/** The one post drawer: what it shows. It is rendered once, by the shell. */
export const useDrawer = create<{ drawer: Drawer }>(() => ({ drawer: { show: 'nothing' } }));

/** Opens a post; `edit` goes straight to the form, at `field` when one is named. */
export function openPost(
  postId: string,
  mode: 'preview' | 'edit' = 'preview',
  field: string | null = null,
): void {
  useDrawer.setState({ drawer: { show: 'post', postId, mode, field } });
}

/** Opens an empty composer, at a time of the calendar when one was chosen. */
export function openNew(initialWhen: WallTime | null = null): void {
  useDrawer.setState({ drawer: { show: 'new', initialWhen } });
}

export function close(): void {
  useDrawer.setState({ drawer: { show: 'nothing' } });
}
