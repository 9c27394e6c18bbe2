import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const entrySchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

/** Not loaded by the app: Node itself, for developers, and headers that only a compiler reads. */
const leftOut = /^node_modules\/(?:node-(?:linux|win)-x64|node-addon-api)$/;

/**
 * The names of the packages that the packaged app loads from disk: what the lock gives for our dependencies and theirs, as
 * far as they are installed on this system. A name stands twice when two versions are needed.
 */
export function wantedPackages(root: string): string[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const wanted = new Set<string>();

  function add(from: string, name: string) {
    const path = resolve(from, name);
    if (path === null || wanted.has(path) || leftOut.test(path) || !existsSync(join(root, path))) return;
    wanted.add(path);
    addAll(path);
  }

  function addAll(path: string) {
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) add(path, name);
  }

  /** As Node does: beside the package that asks, then further up. */
  function resolve(from: string, name: string): string | null {
    const beside = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (beside in packages) return beside;
    if (from === '') return null;
    const above = from.lastIndexOf('/node_modules/');
    return resolve(above === -1 ? '' : from.slice(0, above), name);
  }

  addAll('');
  return [...wanted]
    .map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .sort();
}
