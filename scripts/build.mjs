import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './run.mjs';

const stampFile = join(root, 'dist', 'sources-hash');

/** Builds when the sources are not the ones the last build was made of. @returns false when the build failed */
export async function buildIfNeeded() {
  const hash = hashOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return true;
  rmSync(stampFile, { force: true });
  const start = Date.now();
  console.log('Building …');
  const { code, output } = await runTool('vite/bin/vite.js', ['build', '--app', '--logLevel', 'warn'], {
    quiet: true,
  });
  if (code !== 0) {
    console.error(`${output}\nThe build failed.`);
    return false;
  }
  writeFileSync(stampFile, hash);
  console.log(`Built in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  return true;
}

/** By content, not by time: a checkout may bring older files. */
function hashOfSources() {
  const hash = createHash('sha256');
  const files = globSync(['src-{shared,main,renderer}/**/*', '*.json', 'vite.config.ts'], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => /\.(test|suite)\.tsx?$|\.md$/.test(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
