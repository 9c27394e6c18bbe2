/** What is said between preload and shell. */
export const channels = {
  updateReady: 'update-ready',
  openPath: 'open-path',
  installUpdate: 'install-update',
  whichUpdate: 'which-update',
} as const;
