// npm run check: everything that can be said about the tree without running the product. No warnings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onNode24 } from './node24.mjs';
import { root, runTool } from './run.mjs';

await onNode24();

const tool = (path, args) => async () => {
  const { code, output } = await runTool(path, args, { quiet: true });
  return code === 0 ? [] : [output.trim() || `ended with code ${code}`];
};
const types = (project) => tool('typescript/bin/tsc', ['-p', project]);

/** Each answers with what is wrong, one entry a fault. The quick ones come first. */
const checks = {
  'the lock is complete': async () => {
    const { missingFromLock } = await import('./lock-complete.mjs');
    return missingFromLock(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  },
  'imports point one way': async () => (await import('./check-imports.mjs')).checkImports(),
  'docs/schema.md is fresh': async () => (await import('./schema-doc.mjs')).checkSchemaDoc(),
  'links lead somewhere': async () => (await import('./check-links.mjs')).checkLinks(),
  format: tool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '--colors=off', '.']),
  'types of src-shared': types('src-shared'),
  'types of src-renderer': types('src-renderer'),
  'types of src-main': types('src-main'),
  'types of cloud-relay': types('cloud-relay'),
  'types of practice': types('practice'),
  'types of bench': types('bench'),
  'types of tests and tools': types('.'),
  lint: tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '.']),
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const start = Date.now();
  const faults = await check().catch((error) => [error.stack]);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const fault of faults) console.log(fault.replace(/^/gm, '    '));
  if (faults.length > 0) failed++;
}
const passed = Object.keys(checks).length - failed;
console.log(`\n${passed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
