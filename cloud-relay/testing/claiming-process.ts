import { once } from 'node:events';
import { connect } from '../store/database.ts';
import { createJobStore } from '../store/job-store.ts';
import { random } from './plant.ts';

// A worker process: on a word it claims a few at a time until nothing waits any more, and says what it got.

const [url = '', worker = ''] = process.argv.slice(2);
const store = connect(url);
const jobs = createJobStore(store, { random });
await store.pool.query('SELECT');
process.send?.('ready');
await once(process, 'message');

const got: { targetId: string; account: string }[] = [];
for (;;) {
  const now = Date.now();
  const query = { executor: 'relay', worker, now, until: now, leaseMs: 60_000, limit: 7 } as const;
  const claims = await jobs.claimDue(query);
  got.push(...claims.map(({ targetId, connection }) => ({ targetId, account: connection.id })));
  if (claims.length === 0 && (await jobs.nextWake({ executor: 'relay', now })) === null) break;
}
await store.close();
process.send?.(got);
process.disconnect?.();
