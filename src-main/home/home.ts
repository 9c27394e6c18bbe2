import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '#shared/model/app-error.ts';

export type HomeKind = 'real' | 'practice';

/** Where data is kept when the seller does not say: the place each system has for it. */
export function defaultHome(kind: HomeKind, env: NodeJS.ProcessEnv, platform = process.platform): string {
  const user = homedir();
  if (kind === 'practice') return join(user, '.picscripter-practice');
  switch (platform) {
    case 'darwin':
      return join(user, 'Library', 'Application Support', 'Picscripter');
    case 'win32':
      return join(env.APPDATA ?? join(user, 'AppData', 'Roaming'), 'Picscripter');
    default:
      return join(env.XDG_DATA_HOME || join(user, '.local', 'share'), 'picscripter');
  }
}

/**
 * Makes the data folder, readable by its owner alone, and holds it to its kind: posts planned for real accounts must
 * never be spent on the practice platforms, and practice posts never tried on real ones.
 * @throws AppError when the folder cannot be used
 */
export function openHome(folder: string, kind: HomeKind): string {
  const home = resolve(folder);
  const marker = join(home, 'kind');
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeFileSync(marker, `${kind}\n`, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new AppError(
        'DISK_FULL',
        `The data folder ${home} cannot be used: ${error instanceof Error ? error.message : ''}`,
      );
    }
  }
  const found = readFileSync(marker, 'utf8').trim();
  if (found !== kind) {
    throw new AppError(
      'BAD_INPUT',
      found === 'practice'
        ? `${home} holds practice data. Start with --practice, or choose another folder with --home.`
        : `${home} holds your real posts. Practice needs a folder of its own; leave --home out or choose another.`,
    );
  }
  return home;
}
