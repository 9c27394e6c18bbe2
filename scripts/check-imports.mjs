// Holds every import to the directions of import-rules.mjs.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { apart, builtUpon, rules, testRule } from './import-rules.mjs';
import { root } from './run.mjs';

const aliases = {
  '#shared/': 'src-shared/',
  '#main/': 'src-main/',
  '#ui/': 'src-renderer/',
  '#practice/': 'practice/',
  '#relay/': 'cloud-relay/',
};
const isTest = (file) => /\.(test|suite)\.tsx?$/.test(file) || file.startsWith('e2e/');

/** Every module that a source text imports, re-exports or loads, with its line, and whether only types are taken. */
export function importsOf(source) {
  const code = withoutComments(source);
  const found = [];
  const patterns = [
    /(?:^|[;}\n])[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"\n]+)\1/g,
    /(?:^|[;}\n])[ \t]*import\s*(['"])([^'"\n]+)\1/g,
    /\b(?:import|require|vi\.mock)\(\s*(['"])([^'"\n]+)\1/g,
    /\bimport\.meta\.resolve\(\s*(['"])([^'"\n]+)\1/g,
  ];
  for (const pattern of patterns) {
    for (const match of code.matchAll(pattern)) {
      const at = match.index + match[0].lastIndexOf(match[2]);
      const typeOnly = /^[;}\s]*(import|export)\s+type\b/.test(match[0]);
      found.push({ name: match[2], line: code.slice(0, at).split('\n').length, typeOnly });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Comments become blanks, strings stay; so a quoted // or a commented import deceives nobody. */
function withoutComments(source) {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return source.replace(token, (text) => (text.startsWith('/') ? text.replace(/[^\n]/g, ' ') : text));
}

/** What is wrong with one import, as a sentence; null when it is fine. */
export function verdict(file, name, typeOnly = false) {
  const rule = ruleFor(file);
  if (rule === undefined) return `no rule covers ${file}; add its folder to scripts/import-rules.mjs`;
  const target = targetOf(file, name);
  const advice = rule.instead === '' ? '' : ` ${rule.instead}`;
  if (target === null) {
    const wanted = name.startsWith('node:') ? 'node:' : packageOf(name);
    const allowed = rule.packages === undefined || rule.packages.includes(wanted);
    // A stand-in of Electron is typed against the real one, which is not loaded for that.
    const banned = rule.neverPackages?.includes(wanted) && !(typeOnly && rule === testRule);
    return allowed && !banned ? null : `${place(rule, file)} may not import "${name}".${advice}`;
  }
  const home = apart.find((folder) => isIn(file, folder) && isIn(target, folder));
  if (home !== undefined && !isTest(file) && folderBelow(target, home) !== null) {
    const own = folderBelow(file, home);
    const other = folderBelow(target, home);
    if (own !== null && own !== other && builtUpon[own] !== other) {
      return `${home}/${own} may not import "${name}": the folders of ${home} know nothing of each other.`;
    }
  }
  if (isIn(target, rule.folder) && rule.folder !== '' && !rule.never?.some((folder) => isIn(target, folder)))
    return null;
  const allowed =
    rule.may.some((folder) => isIn(target, folder)) && !rule.never?.some((folder) => isIn(target, folder));
  return allowed ? null : `${place(rule, file)} may not import "${name}".${advice}`;
}

function ruleFor(file) {
  if (isTest(file)) return testRule;
  return rules
    .filter(({ folder }) => isIn(file, folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

const place = (rule, file) => (rule.folder === '' ? file : rule.folder);
const isIn = (path, folder) => folder === '' || path === folder || path.startsWith(`${folder}/`);
const packageOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** The folder right below `home` that holds the file; null when it lies in `home` itself. */
function folderBelow(path, home) {
  const rest = path.slice(home.length + 1).split('/');
  return rest.length > 1 ? rest[0] : null;
}

/** The imported file as a path from the root; null for a package. */
function targetOf(file, name) {
  if (name.startsWith('.')) return posix.normalize(posix.join(dirname(file).split(sep).join('/'), name));
  const alias = Object.keys(aliases).find((prefix) => name.startsWith(prefix));
  return alias === undefined ? null : posix.normalize(aliases[alias] + name.slice(alias.length));
}

/** @returns {string[]} one line a fault */
export function checkImports() {
  const files = globSync(
    ['{src-shared,src-main,src-renderer,cloud-relay,practice,bench,e2e,scripts}/**/*.{ts,tsx,mjs}'],
    {
      cwd: root,
      exclude: ['**/node_modules/**'],
    },
  ).map((file) => file.split(sep).join('/'));
  return files.sort().flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).flatMap(({ name, line, typeOnly }) => {
      const fault = verdict(file, name, typeOnly);
      return fault === null ? [] : [`${file}:${line}: ${fault}`];
    }),
  );
}
