import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './run.mjs';

const folder = join(root, 'node_modules', 'electron');
const failedFile = join(root, 'node_modules', '.cache', 'electron-not-fetched');
const fetchLimitMs = 120_000;
const tryAgainMs = 24 * 60 * 60 * 1000;

/**
 * Electron's program, fetched when it is not there yet. Null, with the reason in a few words, where it cannot run.
 * @returns {Promise<{ path: string } | { path: null, why: string }>}
 */
export async function electronBinary() {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return no('there is no screen here');
    if (process.getuid?.() === 0) return no('it does not run as root');
  }
  const there = installedPath();
  if (there !== null) return { path: there };
  if (failedLately()) return no('it could not be fetched today; tomorrow it is tried again');

  console.log('Fetching Electron (about 120 MB, once) …');
  const { code } = await runTool('electron/install.js', [], { quiet: true, timeoutMs: fetchLimitMs });
  const path = code === 0 ? installedPath() : null;
  if (path !== null) return { path };
  mkdirSync(join(failedFile, '..'), { recursive: true });
  writeFileSync(failedFile, '');
  return no(code === 124 ? 'fetching it took too long' : 'it could not be fetched');
}

const no = (why) => ({ path: null, why });

function installedPath() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** So that every start of the day does not wait for a network that lets nothing through. */
function failedLately() {
  if (!existsSync(failedFile)) return false;
  if (Date.now() - statSync(failedFile).mtimeMs < tryAgainMs) return true;
  rmSync(failedFile);
  return false;
}
