import type { AppCredentials, Grant } from '../platforms/platform.ts';
import type { PlatformId } from '../model/platform-id.ts';
import type { GrantStore, StoredGrant } from './tokens.ts';

/** Grants in memory, as several keepers of tokens share them; what was written is kept in order. */
export interface MemoryGrants extends GrantStore {
  grantOf(connectionId: string): Grant;
  stateOf(connectionId: string): StoredGrant['state'];
  put(
    connectionId: string,
    account: { platform: PlatformId; accountId: string; app: AppCredentials; grant: Grant },
  ): void;
  readonly writes: readonly string[];
}

export function createMemoryGrants(): MemoryGrants {
  const accounts = new Map<string, StoredGrant>();
  const leases = new Map<string, { holder: string; until: number }>();
  const writes: string[] = [];
  const accountOf = (id: string) => accounts.get(id) ?? raise(`there is no account ${id}`);

  return {
    writes,
    grantOf: (id) => accountOf(id).grant,
    stateOf: (id) => accountOf(id).state,
    put: (connectionId, account) => accounts.set(connectionId, { connectionId, state: 'ok', ...account }),
    load: async (id) => structuredClone(accounts.get(id) ?? null),
    takeRefreshLease: async (id, holder, now, until) => {
      const lease = leases.get(id);
      if (lease !== undefined && lease.until > now && lease.holder !== holder) return false;
      leases.set(id, { holder, until });
      return true;
    },
    saveGrant: async (id, grant) => {
      writes.push('saved');
      leases.delete(id);
      accounts.set(id, { ...accountOf(id), grant: structuredClone(grant) });
    },
    releaseRefreshLease: async (id, holder) => {
      if (leases.get(id)?.holder === holder) leases.delete(id);
    },
    markDead: async (id) => {
      writes.push('dead');
      accounts.set(id, { ...accountOf(id), state: 'reconnect' });
    },
  };
}

function raise(why: string): never {
  throw new Error(why);
}
