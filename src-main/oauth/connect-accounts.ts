import type { GrantedAccount } from '#shared/platforms/platform.ts';
import { sealGrant } from '../secrets/grant-store.ts';
import { appendAudit } from '../store/audit.ts';
import { type AppKey, findAccount, saveConnection } from '../store/connections.ts';
import { inTransaction } from '../store/database.ts';
import { markReconnected } from '../store/notices.ts';
import type { ConnectingParts } from './connecting.ts';

/** Keeps accounts after consent, their tokens sealed. An account that was connected before keeps its id, queue and history. */
export async function connectAccounts(
  parts: Pick<ConnectingParts, 'store' | 'vault' | 'platforms' | 'clock' | 'id'>,
  { platform, consent }: AppKey,
  clientId: string,
  accounts: readonly GrantedAccount[],
): Promise<string[]> {
  const { store, vault, clock } = parts;
  const sealed = await Promise.all(
    accounts.map(async (account) => {
      const id = findAccount(store.db, platform, account.accountId)?.id ?? parts.id();
      return { id, account, grantSealed: await sealGrant(vault, id, account.grant) };
    }),
  );
  return inTransaction(store, (db) =>
    sealed.map(({ id, account, grantSealed }) => {
      const { accountId, name, handle, avatarUrl, tier, grant } = account;
      const now = clock.now();
      const known = findAccount(db, platform, accountId);
      const facts = {
        scopes: grant.scopes,
        consent,
        clientId,
        tokenExpiresAt: grant.expiresAt,
        renewable: grant.refreshToken !== null,
        grantSealed,
      };
      saveConnection(db, id, { platform, accountId, name, handle, avatarUrl, tier, ...facts }, now);
      markReconnected(db, id, now);
      appendAudit(db, {
        id: parts.id(),
        at: now,
        actor: 'seller',
        action: known === undefined ? 'connection.connected' : 'connection.reconnected',
        summary: `${known === undefined ? 'Connected' : 'Reconnected'} ${name} on ${parts.platforms[platform].name}.`,
        connectionId: id,
      });
      return id;
    }),
  );
}
