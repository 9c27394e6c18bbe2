// Starts the packed main process of Electron under Node, with the stand-in for Electron in the place of `electron`, asks
// the window's address for what a window asks, prints the answers and quits. Arguments: the package's folder, the data folder.

import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createComputer } from '../../src-main/electron/stand-in.suite.ts';

const [packageFolder = '', home = ''] = process.argv.slice(2);
const { pieces, app, handlers, errors } = createComputer();

const names = Object.keys(pieces);
Object.assign(globalThis, { electronStandIn: pieces });
const source = `export const { ${names.join(', ')} } = globalThis.electronStandIn;`;
const standIn = `data:text/javascript,${encodeURIComponent(source)}`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
Object.assign(process, { resourcesPath: join(packageFolder, '..') });
process.argv = ['picscripter', '--home', home];

app.on('quit', (_event, code) => {
  if (errors.length > 0) console.error(errors.join('\n'));
  process.exit(code ?? 0);
});
app.on('web-contents-created', async () => {
  const ask = async (path: string) => handlers.get('picscripter')?.(new Request(`picscripter://app${path}`));
  console.log(await (await ask('/api/health'))?.text());
  console.log((await ask('/calendar'))?.headers.get('content-type'));
  app.quit();
});
await import(pathToFileURL(join(packageFolder, 'dist', 'main', 'main.js')).href);
