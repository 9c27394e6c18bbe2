// Which folder may build on which. One direction everywhere; see docs/architecture.md.

/**
 * The rule with the longest `folder` that holds a file decides about it.
 * may: folders or files it may import besides its own folder. never: exceptions to `may`.
 * packages: package names it may import; left out: any. `node:` stands for Node's own modules.
 * instead: what to do when the rule is in the way.
 */
export const rules = [
  {
    folder: 'src-shared/model',
    may: [],
    packages: ['zod', '@date-fns/tz'],
    instead: 'What things are depends on nothing; put behaviour into rules, platforms or publishing.',
  },
  {
    folder: 'src-shared/rules',
    may: ['src-shared/model'],
    packages: ['zod', 'twitter-text'],
    instead: 'Rules are pure functions of what they are given; hand the value in.',
  },
  {
    folder: 'src-shared/contract',
    may: ['src-shared/model', 'src-shared/rules'],
    packages: ['zod', '@orpc/contract'],
    instead:
      'The contract says what is exchanged; put the shape into src-shared/model and use it from both sides.',
  },
  {
    folder: 'src-shared/security',
    may: ['src-shared/model'],
    packages: ['zod'],
    instead: 'Take keys, bytes and time as arguments.',
  },
  {
    folder: 'src-shared/platforms',
    may: [
      'src-shared/model',
      'src-shared/rules',
      'src-shared/publishing/http.ts',
      'src-shared/publishing/ports.ts',
    ],
    packages: ['zod'],
    instead:
      'An adapter gets http, clock and steps handed in; the engine calls it, never the other way round.',
  },
  {
    folder: 'src-shared/publishing',
    may: ['src-shared/model', 'src-shared/rules', 'src-shared/platforms', 'src-shared/security'],
    packages: ['zod'],
    instead:
      'The engine works through ports (src-shared/publishing/ports.ts, job-store.ts); add one and a driver in the host.',
  },
  {
    folder: 'src-shared',
    may: ['src-shared'],
    packages: ['zod'],
    instead: 'Shared code runs in every host; make it a port.',
  },
  {
    folder: 'src-renderer',
    may: ['src-shared/model', 'src-shared/rules', 'src-shared/contract', 'resources'],
    neverPackages: ['node:', 'electron', 'better-sqlite3', 'express', 'axios'],
    instead: 'The window knows the desktop by its contract only; ask it through #ui/api/client.ts.',
  },
  {
    folder: 'src-main/electron',
    may: ['src-shared', 'src-main', 'package.json'],
    never: ['src-main/node'],
    instead: 'The shell stays thin; what both hosts need belongs into src-main.',
  },
  {
    folder: 'src-main/node',
    may: ['src-shared', 'src-main', 'package.json'],
    never: ['src-main/electron'],
    neverPackages: ['electron'],
    instead: 'What only Electron can do is a function of the Host port (src-main/host.ts).',
  },
  {
    folder: 'src-main',
    may: ['src-shared', 'src-main', 'package.json'],
    never: ['src-main/electron', 'src-main/node'],
    neverPackages: ['electron'],
    instead: 'What a host can do is a function of the Host port (src-main/host.ts).',
  },
  {
    folder: 'cloud-relay',
    may: ['src-shared', 'package.json'],
    neverPackages: ['electron', 'better-sqlite3'],
    instead: 'The relay and the desktop know each other by src-shared only; put what both need there.',
  },
  {
    folder: 'practice',
    may: ['src-shared/model'],
    neverPackages: ['electron', 'axios'],
    instead: 'A practice platform is written from the platform’s contract, not from the adapter it checks.',
  },
  {
    folder: 'bench',
    may: ['src-shared', 'src-main', 'src-renderer', 'cloud-relay', 'practice'],
    neverPackages: ['electron'],
    instead: '',
  },
  {
    folder: 'e2e',
    may: ['practice', 'package.json'],
    neverPackages: ['electron'],
    instead: 'End-to-end tests see what a seller sees: the window, the files, and the platforms.',
  },
  { folder: 'scripts', may: ['src-main', 'package.json'], neverPackages: ['electron'], instead: '' },
];

/** Tests may use every real part to test with, but for these. */
export const testRule = {
  folder: '',
  may: [''],
  neverPackages: ['electron'],
  instead: 'Test the shell with the stand-in that src-main/electron offers.',
};

/** In these the subfolders know nothing of each other. */
export const apart = ['src-shared/platforms', 'practice'];

/**
 * But for these: a platform that is built upon another one, never the other way round. Instagram is reached by Facebook's Graph
 * API, login and Pages.
 */
export const builtUpon = { instagram: 'facebook' };
