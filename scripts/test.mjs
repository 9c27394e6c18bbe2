// npm test: all tests, and one line at the end that says how many. Paths as arguments: only those unit tests.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { onNode24 } from './node24.mjs';
import { root, runTool } from './run.mjs';
import { fromPlaywright, fromVitest, sum, summary } from './test-counts.mjs';

await onNode24();

/** Where the clock stands still or jumps at other times than ours, and where hours are not whole. */
const zones = ['America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'];
/** What depends on the zone of the machine, if anything does. */
const timely = [
  'src-shared',
  'src-renderer',
  'src-main/planning',
  'src-main/store',
  'src-main/scheduler',
  'cloud-relay/store',
];
/** What takes minutes and does not ask what the clock shows is run once; the seeded chaos is sampled. */
const once = [
  '**/crash-points/**',
  '**/platforms/conformance.test.ts',
  '**/platforms/*/practice.test.ts',
  '**/interleaving.test.ts',
];
const elsewhere = {
  flags: once.map((path) => `--exclude=${path}`),
  env: { PICSCRIPTER_CASES: '200' },
};
const reports = join(root, 'test-results');
const only = process.argv.slice(2);

const counts = [];
if (only.length > 0) counts.push(await unit('UTC', only));
else await everything();

const total = sum(counts);
console.log(`\n${summary(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function everything() {
  const browser = await findBrowser();
  if (!(await buildIfNeeded())) {
    counts.push({ passed: 0, failed: 1, skipped: 0 });
    return;
  }
  counts.push(await unit('UTC', []));
  for (const zone of zones) counts.push(await unit(zone, timely, elsewhere));
  if ('missing' in browser) {
    console.error(browser.missing);
    counts.push({ passed: 0, failed: 1, skipped: 0 });
  } else {
    counts.push(await endToEnd(browser.env));
  }
}

async function unit(zone, filters, { flags = [], env = {} } = {}) {
  console.log(`\nUnit tests, TZ=${zone}`);
  const report = freshReport('unit.json');
  const { code } = await runTool(
    'vitest/vitest.mjs',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...flags, ...filters],
    { env: { TZ: zone, ...env } },
  );
  return fromVitest(read(report), code);
}

async function endToEnd(env) {
  console.log('\nEnd-to-end tests');
  const report = freshReport('e2e.json');
  const { code } = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return fromPlaywright(read(report), code);
}

function freshReport(name) {
  const file = join(reports, name);
  mkdirSync(reports, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
