import { existsSync } from 'node:fs';
import { run, runTool } from './run.mjs';

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * A browser for the end-to-end tests: one that is there, else Debian's, else Playwright's own.
 * @returns {Promise<{ env: Record<string, string> } | { missing: string }>} what Playwright needs in its environment
 */
export async function findBrowser() {
  const named = process.env.PICSCRIPTER_CHROMIUM;
  if (named)
    return existsSync(named)
      ? use(named)
      : { missing: `PICSCRIPTER_CHROMIUM names ${named}, which is not there.` };
  const there = installed();
  if (there !== undefined) return use(there);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('Installing Chromium for the end-to-end tests (apt, once) …');
    if (await aptInstall()) return use(installed());
  }
  console.log("Fetching Playwright's Chromium for the end-to-end tests (once) …");
  const { code } = await runTool('playwright/cli.js', ['install', 'chromium'], {
    quiet: true,
    timeoutMs: 10 * 60_000,
  });
  if (code === 0) return { env: {} };
  return {
    missing:
      'There is no Chromium and none could be fetched. Install one (Debian: apt-get install chromium fonts-noto-color-emoji) or name it in PICSCRIPTER_CHROMIUM.',
  };
}

const installed = () => places[process.platform]?.find((path) => existsSync(path));
const use = (path) => ({ env: { PICSCRIPTER_CHROMIUM: path } });

async function aptInstall() {
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 10 * 60_000 };
  const packages = ['chromium', 'fonts-noto-color-emoji'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { code, output } = await run('apt-get', args, options);
    if (code === 0) continue;
    console.error(output.trim().split('\n').slice(-3).join('\n'));
    return false;
  }
  return installed() !== undefined;
}
