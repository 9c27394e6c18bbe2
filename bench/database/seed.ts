import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance } from '#main/scheduler/testing/seeded.ts';
import { openStore } from '#main/store/database.ts';
import { migrations } from '#main/store/migrations/all.ts';
import { connectAccount, databaseFile, makePracticeHome } from '../practice-home.ts';
import { makeMedia, makePosts } from './posts.ts';
import { writePosts } from './write-posts.ts';

export const POSTS = 100_000;
const MEDIA = 2000;
const ACCOUNTS = 7;
const cache = join(tmpdir(), 'picscripter-bench-posts');

/** Where the accounts of this data folder lead. Nothing becomes due, so nothing goes there. */
export const nowhere = { 'https://api.x.com': 'http://127.0.0.1:9' };

/**
 * A data folder with 100,000 posts over three years, as the app would have left it. Made once a day, and anew when the
 * schema or this recipe changes; kept in the system's temporary folder.
 */
export async function seededHome(): Promise<string> {
  const home = join(cache, recipe());
  if (existsSync(home)) return home;
  console.error(`Making ${POSTS} posts, once a day …`);
  rmSync(cache, { recursive: true, force: true });
  const unfinished = `${home}.part`;
  mkdirSync(unfinished, { recursive: true });
  const vault = await makePracticeHome(unfinished, nowhere);
  const store = openStore(databaseFile(unfinished));
  const accounts: string[] = [];
  for (let number = 0; number < ACCOUNTS; number += 1)
    accounts.push(await connectAccount(store, vault, `shop${number}`));
  const chance = createChance(20_261_124);
  const now = Date.now();
  const media = makeMedia(MEDIA, now, chance);
  writePosts(store.raw, media, makePosts({ count: POSTS, accounts, media, now, chance }));
  store.close();
  rememberBackup(unfinished, now);
  renameSync(unfinished, home);
  return home;
}

/** Today's backup counts as made; of it only the name is looked at. */
function rememberBackup(home: string, now: number): void {
  mkdirSync(join(home, 'backups'));
  writeFileSync(join(home, 'backups', `picscripter-${new Date(now).toISOString().slice(0, 10)}.db`), '');
}

function recipe(): string {
  const today = new Date().toISOString().slice(0, 10);
  const sources = ['seed.ts', 'posts.ts', 'captions.ts', 'write-posts.ts'].map((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8'),
  );
  const hash = createHash('sha256').update(JSON.stringify([migrations, sources]));
  return `${today}-${hash.digest('hex').slice(0, 8)}`;
}
