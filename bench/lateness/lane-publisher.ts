import { workerData } from 'node:worker_threads';
import { createGrantStore } from '#main/secrets/grant-store.ts';
import { createHttp } from '#main/http/axios-http.ts';
import { createMediaStore } from '#main/media/media-store.ts';
import { hash, openLine, random } from '#main/scheduler/worker.ts';
import { createVaultFromKeys } from '#main/secrets/sealer.ts';
import { connect } from '#main/store/database.ts';
import { createGroupCommit } from '#main/store/group-commit.ts';
import { createJobStore } from '#main/store/job-store.ts';
import { createSystemClock } from '#main/system-clock.ts';
import { platforms } from '#shared/platforms/registry.ts';
import { createAccountLanes } from '#shared/publishing/account-lanes.ts';
import { createPublisher } from '#shared/publishing/publisher.ts';
import { createTokens } from '#shared/publishing/tokens.ts';
import { createWitness } from '#shared/publishing/witness.ts';

// The same parts as src-main/scheduler/jobs/publisher.ts; only how many posts of one account may be under way is chosen.

const line = openLine();
const { gift, log } = line;
const { lanes } = workerData as { lanes: number };
const store = connect(gift.databaseFile);
const clock = createSystemClock();
const http = createHttp({ hosts: new Map(gift.hosts) });
const grants = createGrantStore(store, createVaultFromKeys(gift.keys));

const publisher = createPublisher({
  store: createJobStore(store, createGroupCommit(store), random),
  platforms,
  http,
  tokens: createTokens({ grants, platforms, http, clock, holder: 'bench' }),
  media: createMediaStore(gift.mediaFolder),
  publicMedia: null,
  clock,
  log,
  hash,
  lanes: createAccountLanes(lanes),
  witness: createWitness(clock),
  leaseMs: 30_000,
  paceMs: () => 0,
  executor: 'desktop',
  worker: 'bench',
  onChange: (change) => line.say({ kind: 'changed', ...change }),
  onSending: (count) => line.say({ kind: 'sending', count }),
  onTick: (tick) => line.say({ kind: 'tick', ...tick }),
});

await publisher.run(line.cancelled);
store.close();
line.say('cancelled');
process.exit(0);
