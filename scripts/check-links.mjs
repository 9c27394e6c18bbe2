// Links of the documents must lead somewhere: to a file of the tree, and to a heading that is there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './run.mjs';

/** @returns {string[]} one line a broken link */
export function checkLinks() {
  const files = globSync('**/*.md', {
    cwd: root,
    exclude: ['node_modules', 'dist', 'test-results', 'playwright-report'],
  });
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<(?:img|source)[^>]*?src(?:set)?="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2],
    );
    return links
      .filter((link) => !/^[a-z]+:/.test(link))
      .flatMap((link) => {
        const [path, heading] = link.split('#');
        const target = path === '' ? join(root, file) : join(root, dirname(file), path);
        if (!existsSync(target)) return [`${file}: ${link} leads nowhere`];
        if (heading && target.endsWith('.md') && !headingsOf(target).includes(heading)) {
          return [`${file}: ${relative(root, target)} has no heading "${heading}"`];
        }
        return [];
      });
  });
}

/** As GitHub names them. */
function headingsOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
