import { AppError } from '../model/app-error.ts';
import type { ConnectionState } from '../model/connection.ts';
import type { PlatformId } from '../model/platform-id.ts';
import { PublishFailure } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import { type AppCredentials, type Grant, OAuthFailure, type Platform } from '../platforms/platform.ts';
import type { Http } from './http.ts';
import type { Clock } from './ports.ts';

export interface StoredGrant {
  connectionId: string;
  platform: PlatformId;
  accountId: string;
  state: ConnectionState;
  app: AppCredentials;
  grant: Grant;
}

/** Where grants lie, sealed. */
export interface GrantStore {
  load(connectionId: string): Promise<StoredGrant | null>;
  /** Single flight across threads and processes: true for the one who may refresh until `until`. */
  takeRefreshLease(connectionId: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
  /** Saves the grant, ends the lease and puts the connection in order, in one transaction. */
  saveGrant(connectionId: string, grant: Grant, now: Instant): Promise<void>;
  releaseRefreshLease(connectionId: string, holder: string): Promise<void>;
  /** The platform no longer takes the grant; the seller must reconnect. */
  markDead(connectionId: string, why: string, now: Instant): Promise<void>;
}

/** Tokens that are good now, refreshed early and by one at a time. */
export interface Tokens {
  /** @throws PublishFailure, and nothing else: `token` when only the seller can renew it, `transient` when it cannot be renewed right now */
  access(connectionId: string): Promise<string>;
  /** A token other than `spent`, which the platform has just refused. @throws as access */
  renew(connectionId: string, spent: string): Promise<string>;
}

/** Refreshed when less than this is left, unless the platform wants it earlier. Source: platforms/x.md section 2, 10 minutes of a token of 2 hours. */
const EARLY_MS = 10 * 60_000;
const LEASE_MS = 60_000;
const LEASE_POLL_MS = 100;

export function createTokens(deps: {
  grants: GrantStore;
  platforms: Readonly<Record<PlatformId, Platform>>;
  http: Http;
  clock: Clock;
  holder: string;
}): Tokens {
  const { grants, platforms, http, clock, holder } = deps;
  const underWay = new Map<string, Promise<string>>();

  async function current(connectionId: string): Promise<string> {
    const stored = await load(connectionId);
    const { expiresAt, accessToken, refreshToken } = stored.grant;
    const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - clock.now();
    if (left > (platforms[stored.platform].oauth.renewEarlyMs ?? EARLY_MS)) return accessToken;
    if (left > 0 && refreshToken === null) return accessToken;
    try {
      return await renew(connectionId, accessToken);
    } catch (failure) {
      // Early is only early: while the old token lives, a refresh that fails for now changes nothing.
      if (left > 0 && failure instanceof PublishFailure && failure.error.class === 'transient')
        return accessToken;
      throw failure;
    }
  }

  function renew(connectionId: string, spent: string): Promise<string> {
    const running = underWay.get(connectionId);
    if (running !== undefined) return running;
    const started = refresh(connectionId, spent)
      .catch(asFailure)
      .finally(() => underWay.delete(connectionId));
    underWay.set(connectionId, started);
    return started;
  }

  async function refresh(connectionId: string, spent: string): Promise<string> {
    for (;;) {
      const stored = await load(connectionId);
      if (stored.grant.accessToken !== spent) return stored.grant.accessToken;
      const now = clock.now();
      if (await grants.takeRefreshLease(connectionId, holder, now, now + LEASE_MS)) {
        // Between the load and the lease another holder may have finished.
        const fresh = await load(connectionId);
        if (fresh.grant.accessToken !== spent) {
          await grants.releaseRefreshLease(connectionId, holder);
          return fresh.grant.accessToken;
        }
        return refreshHolding(fresh);
      }
      await clock.sleepUntil(now + LEASE_POLL_MS);
    }
  }

  async function refreshHolding(stored: StoredGrant): Promise<string> {
    const { connectionId } = stored;
    try {
      const renewed = await platforms[stored.platform].oauth.refresh(
        { app: stored.app, http, clock },
        stored.grant,
        stored.accountId,
      );
      if (renewed === null) throw new OAuthFailure('dead', 'The platform no longer accepts this connection.');
      const merged = mergeGrant(stored.grant, renewed);
      await grants.saveGrant(connectionId, merged, clock.now());
      return merged.accessToken;
    } catch (thrown) {
      if (thrown instanceof OAuthFailure && (thrown.kind === 'dead' || thrown.kind === 'refused')) {
        await grants.markDead(connectionId, thrown.message, clock.now());
        throw new PublishFailure({ class: 'token', message: thrown.message });
      }
      await grants.releaseRefreshLease(connectionId, holder);
      if (thrown instanceof OAuthFailure && thrown.kind === 'app') {
        throw new PublishFailure({ class: 'account', message: thrown.message, reconnect: false });
      }
      const after =
        thrown instanceof OAuthFailure && thrown.after !== null ? thrown.after - clock.now() : undefined;
      throw new PublishFailure({
        class: 'transient',
        effect: 'none',
        message: 'The sign-in could not be renewed right now.',
        ...(after === undefined ? {} : { after }),
      });
    }
  }

  async function load(connectionId: string): Promise<StoredGrant> {
    const stored = await grants.load(connectionId);
    if (stored === null || stored.state === 'removed') {
      throw new PublishFailure({ class: 'token', message: 'The account is not connected any more.' });
    }
    if (stored.state === 'reconnect') {
      throw new PublishFailure({ class: 'token', message: 'The account must be reconnected first.' });
    }
    return stored;
  }

  return { access: (connectionId) => current(connectionId).catch(asFailure), renew };
}

/** Without a token no call has left, whatever is in the way: nobody needs to look whether something is out. */
function asFailure(fault: unknown): never {
  if (fault instanceof PublishFailure) throw fault;
  if (fault instanceof AppError && fault.data.action === 'reconnect')
    throw new PublishFailure({ class: 'token', message: fault.message });
  const message = 'The sign-in could not be read right now.';
  throw new PublishFailure({ class: 'transient', effect: 'none', message });
}

/** An empty field of the new grant never overwrites a stored value. */
export function mergeGrant(stored: Grant, renewed: Grant): Grant {
  return {
    accessToken: renewed.accessToken === '' ? stored.accessToken : renewed.accessToken,
    refreshToken:
      renewed.refreshToken === null || renewed.refreshToken === ''
        ? stored.refreshToken
        : renewed.refreshToken,
    expiresAt: renewed.expiresAt,
    scopes: renewed.scopes.length === 0 ? stored.scopes : renewed.scopes,
    extra: {
      ...stored.extra,
      ...Object.fromEntries(Object.entries(renewed.extra).filter(([, value]) => value !== '')),
    },
  };
}
