import { create } from 'zustand';

/** The seller looks at posts first and unlocks later. */
export const useVault = create<{ later: boolean }>(() => ({ later: false }));
