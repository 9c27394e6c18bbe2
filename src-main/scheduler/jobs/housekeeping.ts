import { randomUUID } from 'node:crypto';
import { platforms } from '#shared/platforms/registry.ts';
import { createTokens } from '#shared/publishing/tokens.ts';
import { createHttp } from '../../http/axios-http.ts';
import { createMediaStore } from '../../media/media-store.ts';
import { createGrantStore } from '../../secrets/grant-store.ts';
import { createVaultFromKeys } from '../../secrets/sealer.ts';
import { connect } from '../../store/database.ts';
import { createSystemClock } from '../../system-clock.ts';
import { keepHouse } from '../keep-house.ts';
import { openLine, random } from '../worker.ts';

// Runs every few minutes and ends: looks ahead (preflight, tokens), looks back (overdue), backs up and clears away.

const line = openLine();
const { gift, log } = line;
const store = connect(gift.databaseFile);
const clock = createSystemClock();
const http = createHttp({ hosts: gift.hosts === null ? null : new Map(gift.hosts) });
const tokens = createTokens({
  grants: createGrantStore(store, createVaultFromKeys(gift.keys)),
  platforms,
  http,
  clock,
  holder: `housekeeping-${randomUUID()}`,
});

await keepHouse({
  store,
  tokens,
  http,
  clock,
  random,
  log,
  media: createMediaStore(gift.mediaFolder),
  backupFolder: gift.backupFolder,
  publicMedia: gift.publicMedia !== undefined,
  platforms,
});
store.close();
line.say('done');
