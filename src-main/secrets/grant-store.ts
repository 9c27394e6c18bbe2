import { type Grant } from '#shared/platforms/platform.ts';
import type { GrantStore } from '#shared/publishing/tokens.ts';
import { z } from 'zod';
import {
  type AppKey,
  findConnection,
  prepareGrantQuery,
  releaseRefreshLease,
  saveGrantSealed,
  setConnectionState,
  takeRefreshLease,
} from '../store/connections.ts';
import { inTransaction, type Store } from '../store/database.ts';
import type { Vault } from './vault.ts';

const grantSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.number().nullable(),
  scopes: z.array(z.string()),
  extra: z.record(z.string(), z.string()),
});

/** Where a grant is bound to: an envelope copied to another row does not open. */
const grantPlace = (connectionId: string) => `connections/${connectionId}/grant`;
const secretPlace = ({ platform, consent }: AppKey) => `apps/${platform}/${consent}/secret`;

export function sealGrant(vault: Pick<Vault, 'seal'>, connectionId: string, grant: Grant): Promise<string> {
  return vault.seal(JSON.stringify(grant), grantPlace(connectionId));
}

export async function openGrant(
  vault: Pick<Vault, 'open'>,
  connectionId: string,
  sealed: string,
): Promise<Grant> {
  return grantSchema.parse(JSON.parse(await vault.open(sealed, grantPlace(connectionId))));
}

export function sealSecret(vault: Pick<Vault, 'seal'>, app: AppKey, secret: string): Promise<string> {
  return vault.seal(secret, secretPlace(app));
}

export function openSecret(vault: Pick<Vault, 'open'>, app: AppKey, sealed: string): Promise<string> {
  return vault.open(sealed, secretPlace(app));
}

/**
 * Opens a sealed text once for as long as it stays the same. A token is asked for at the instant a post is due, and
 * decrypting is a wait on other threads; the keys lie in memory anyhow. What is refreshed is sealed anew, so it is opened anew.
 */
function openingOnce(vault: Pick<Vault, 'open'>): Pick<Vault, 'open'> {
  const opened = new Map<string, { sealed: string; text: string }>();
  return {
    async open(sealed, boundTo) {
      const known = opened.get(boundTo);
      if (known?.sealed === sealed) return known.text;
      const text = await vault.open(sealed, boundTo);
      opened.set(boundTo, { sealed, text });
      return text;
    },
  };
}

/** Grants in SQLite, sealed by the vault. */
export function createGrantStore(store: Store, vault: Pick<Vault, 'seal' | 'open'>): GrantStore {
  const query = prepareGrantQuery(store);
  const opener = openingOnce(vault);
  return {
    async load(connectionId) {
      const row = query.get({ id: connectionId });
      if (row === undefined || row.grantSealed === null) return null;
      const { platform, accountId, state, grantSealed, secretSealed } = row;
      return {
        connectionId,
        platform,
        accountId,
        state,
        app: {
          clientId: row.appId ?? row.clientId,
          clientSecret: secretSealed === null ? null : await openSecret(opener, row, secretSealed),
        },
        grant: await openGrant(opener, connectionId, grantSealed),
      };
    },

    async takeRefreshLease(connectionId, holder, now, until) {
      return inTransaction(store, (tx) => takeRefreshLease(tx, connectionId, holder, now, until));
    },

    async releaseRefreshLease(connectionId, holder) {
      inTransaction(store, (tx) => releaseRefreshLease(tx, connectionId, holder));
    },

    async saveGrant(connectionId, grant, now) {
      const grantSealed = await sealGrant(vault, connectionId, grant);
      const facts = {
        grantSealed,
        tokenExpiresAt: grant.expiresAt,
        renewable: grant.refreshToken !== null,
        scopes: grant.scopes,
      };
      inTransaction(store, (tx) => saveGrantSealed(tx, connectionId, facts, now));
    },

    async markDead(connectionId, why, now) {
      inTransaction(store, (tx) => {
        if (findConnection(tx, connectionId)?.state !== 'removed')
          setConnectionState(tx, connectionId, 'reconnect', why, now);
      });
    },
  };
}
