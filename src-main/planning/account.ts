import type { Account } from '#shared/platforms/platform.ts';
import type { Desktop } from '../desktop.ts';
import type { ConnectionRow } from '../store/targets.ts';

/** The account of a connection, ready to be asked. */
export function accountOf(
  desktop: Pick<Desktop, 'tokens' | 'http' | 'clock'>,
  { id, accountId, handle, tier, clientId, consent }: ConnectionRow,
): Account {
  return {
    accountId,
    handle,
    tier,
    clientId,
    consent,
    token: () => desktop.tokens.access(id),
    http: desktop.http,
    clock: desktop.clock,
  };
}
