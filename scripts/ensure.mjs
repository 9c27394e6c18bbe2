// Installs the packages when they are missing or older than the lock. Runs before every other script, also on Node 20
// and before anything is installed, so it uses Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { argv, env, execPath, exit, versions } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Do the installed packages fit the lock? Known by our stamp, else by npm's own record of what it installed. */
export function isInstalled(folder) {
  const lock = read(join(folder, 'package-lock.json'));
  if (lock === null) return false;
  if (read(stampOf(folder)) === stampFor(lock)) return true;
  const record = read(join(folder, 'node_modules', '.package-lock.json'));
  return record !== null && fits(JSON.parse(lock).packages, JSON.parse(record).packages);
}

export function stamp(folder) {
  writeFileSync(stampOf(folder), stampFor(readFileSync(join(folder, 'package-lock.json'), 'utf8')));
}

/** Packages for other systems stand in the lock, but are not installed. */
function fits(wanted, installed) {
  const missing = Object.entries(wanted).some(
    ([path, one]) => path !== '' && !one.optional && installed[path]?.version !== one.version,
  );
  const stray = Object.entries(installed).some(([path, one]) => wanted[path]?.version !== one.version);
  return !missing && !stray;
}

/** What npm's output means, in one sentence. */
export function explain(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request/.test(output)) {
    return 'The package registry cannot be reached. Check the network (or the proxy in your npm settings), then run this again.';
  }
  if (/ENOSPC/.test(output)) return 'The disk is full. Free about 1 GB, then run this again.';
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return 'The packages cannot be written into this folder. Check whose folder it is, then run this again.';
  }
  if (/npm (error )?code EUSAGE|in sync/.test(output)) {
    return 'package.json and package-lock.json do not fit together. Run "npm install" once, then this again.';
  }
  const lines = output
    .split('\n')
    .filter((line) => /npm error/i.test(line) && !/complete log|^npm error\s*$/.test(line));
  return `npm could not install the packages: ${lines.at(0)?.replace(/^npm error\s*/i, '') ?? 'it did not say why'}`;
}

function npmCi() {
  const npm =
    env.npm_execpath !== undefined && basename(env.npm_execpath) === 'npm-cli.js' ? env.npm_execpath : null;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const child =
    npm === null
      ? spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((done) => {
    child.once('error', () =>
      done({ code: 1, output: 'npm error npm was not found; it comes with Node.js' }),
    );
    child.once('close', (code) => done({ code, output }));
  });
}

const stampOf = (folder) => join(folder, 'node_modules', '.lock-hash');
const stampFor = (lock) => createHash('sha256').update(lock).digest('hex');

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

async function main() {
  if (Number.parseInt(versions.node, 10) < 20) {
    console.error(
      `Picscripter needs Node.js 20 or newer; this is ${versions.node}. Get it at https://nodejs.org.`,
    );
    return 1;
  }
  if (isInstalled(root)) return 0;
  const start = Date.now();
  console.log('Installing the packages (first start, or the list changed; about a minute) …');
  const { code, output } = await npmCi();
  if (code !== 0) {
    console.error(explain(output));
    return 1;
  }
  stamp(root);
  console.log(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`);
  return 0;
}

if (argv[1] === fileURLToPath(import.meta.url)) exit(await main());
