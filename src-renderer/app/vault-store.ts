import { create } from 'zustand';
import type { Health } from '#shared/contract/app.ts';

/** The seller looks at posts first and unlocks later. */
export const useVault = create<{ later: boolean }>(() => ({ later: false }));

type Fault = Health['faults'][number];

/** The fault that a passphrase puts right: one there is, or one that is chosen now. */
export function opensVault({ action }: Fault): boolean {
  return action === 'unlock' || action === 'choose-passphrase';
}
