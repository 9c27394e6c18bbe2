import type { Desktop } from '../desktop.ts';
import { keepNumbers, noteAsked } from '../store/metrics.ts';
import type { PlannedTarget } from '../store/targets.ts';
import { accountOf } from './account.ts';

/** What reading the numbers of a post needs. */
export type MetricsReader = Pick<Desktop, 'store' | 'platforms' | 'tokens' | 'http' | 'clock'>;

/** Asks the platform for the numbers of a post that is out, and keeps them. @throws as Platform.metrics */
export async function readMetrics(
  reader: MetricsReader,
  { target, connection }: PlannedTarget,
): Promise<void> {
  const { store, platforms, clock } = reader;
  if (target.remoteId === null) return;
  noteAsked(store.db, target.id, clock.now());
  const kind = target.snapshot?.kind ?? target.kind;
  const told = await platforms[connection.platform].metrics?.(
    accountOf(reader, connection),
    target.remoteId,
    kind,
  );
  keepNumbers(store.db, target.id, told ?? {}, clock.now());
}
