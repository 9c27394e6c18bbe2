import { randomUUID } from 'node:crypto';
import { platforms } from '#shared/platforms/registry.ts';
import { createAccountLanes } from '#shared/publishing/account-lanes.ts';
import { createPublisher } from '#shared/publishing/publisher.ts';
import { createTokens } from '#shared/publishing/tokens.ts';
import { createWitness } from '#shared/publishing/witness.ts';
import { createHttp } from '../../http/axios-http.ts';
import { createPublicMedia } from '../../media/public-media.ts';
import { createMediaStore } from '../../media/media-store.ts';
import { createGrantStore } from '../../secrets/grant-store.ts';
import { createVaultFromKeys } from '../../secrets/sealer.ts';
import { connect } from '../../store/database.ts';
import { createGroupCommit } from '../../store/group-commit.ts';
import { createJobStore } from '../../store/job-store.ts';
import { readSettings } from '../../store/settings.ts';
import { createSystemClock } from '../../system-clock.ts';
import { hash, openLine, random } from '../worker.ts';

// The long-lived publisher: the engine over SQLite and the system clock, in a thread of its own, so that neither the
// window nor an import can make a post late.

const LEASE_MS = 30_000;

const line = openLine();
const { gift, log } = line;
const store = connect(gift.databaseFile);
const worker = `desktop-${randomUUID()}`;
const clock = createSystemClock();
const http = createHttp({ hosts: gift.hosts === null ? null : new Map(gift.hosts) });
const vault = createVaultFromKeys(gift.keys);
const tokens = createTokens({
  grants: createGrantStore(store, vault),
  platforms,
  http,
  clock,
  holder: worker,
});
const media = createMediaStore(gift.mediaFolder);

const publisher = createPublisher({
  store: createJobStore(store, createGroupCommit(store), random),
  platforms,
  http,
  tokens,
  media,
  publicMedia:
    gift.publicMedia === undefined
      ? null
      : createPublicMedia({ origin: gift.publicMedia, http, files: media, random }),
  clock,
  log,
  hash,
  lanes: createAccountLanes(1),
  witness: createWitness(clock),
  leaseMs: LEASE_MS,
  paceMs: () => readSettings(store.db).catchUpMinutes * 60_000,
  executor: 'desktop',
  worker,
  onChange: (change) => line.say({ kind: 'changed', ...change }),
  onSending: (count) => line.say({ kind: 'sending', count }),
  onTick: (tick) => line.say({ kind: 'tick', ...tick }),
});

line.onWake(() => publisher.wake());
await publisher.run(line.cancelled);
store.close();
line.say('cancelled');
process.exit(0);
