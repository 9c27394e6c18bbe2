import { randomBytes } from 'node:crypto';
import type { AttemptView } from '#shared/contract/connections.ts';
import { AppError } from '#shared/model/app-error.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import {
  type AppCredentials,
  type Grant,
  type GrantedAccount,
  OAuthFailure,
} from '#shared/platforms/platform.ts';
import type { Desktop } from '../desktop.ts';
import { mapForBrowser } from '../http/host-map.ts';
import { openSecret } from '../secrets/grant-store.ts';
import { consentOf, missingFor } from './consents.ts';
import { connectAccounts } from './connect-accounts.ts';
import { type AppKey, findAccount, findApp, findConnection } from '../store/connections.ts';
import { challengeOf } from './pkce.ts';
import { listenForCallback, type Loopback, NoPortFree } from './loopback.ts';

/** Connect attempts: from the consent page to the chosen accounts. They live in memory; a restart begins anew. */
export interface Connecting {
  /** @throws AppError NOT_CONNECTED (no app entered), NOT_FOUND, CONFLICT (it cannot be used here), UNREACHABLE (no port free) */
  start(platform: PlatformId, reconnectId: string | null, consent?: string): Promise<AttemptView>;
  /** @throws AppError NOT_FOUND */
  view(id: string): AttemptView;
  /** @throws AppError NOT_FOUND, CONFLICT */
  choose(id: string, accountIds: readonly string[]): Promise<AttemptView>;
  cancel(id: string): boolean;
  close(): void;
}

/** What connecting needs of the desktop. */
export type ConnectingParts = Pick<
  Desktop,
  'store' | 'vault' | 'platforms' | 'http' | 'clock' | 'host' | 'config' | 'id' | 'emit' | 'log'
> & {
  wake(): void;
};

interface Attempt {
  id: string;
  platform: PlatformId;
  consent: string;
  reconnectId: string | null;
  view: AttemptView;
  loopback: Loopback | null;
  accounts: GrantedAccount[];
  app: AppCredentials;
}

/** The consent page is waited for this long. */
const WAIT_MS = 10 * 60_000;

export function createConnecting(parts: ConnectingParts): Connecting {
  const attempts = new Map<string, Attempt>();

  async function start(
    platform: PlatformId,
    reconnectId: string | null,
    chosen?: string,
  ): Promise<AttemptView> {
    const { store, platforms, host, config, clock } = parts;
    const known = reconnectId === null ? undefined : findConnection(store.db, reconnectId);
    if (reconnectId !== null && known?.platform !== platform) {
      throw new AppError('NOT_FOUND', 'This account is not known any more. Connect it as a new one.');
    }
    const { oauth, name } = platforms[platform];
    const consent = consentOf(platforms[platform], chosen ?? known?.consent);
    const chosenConsent = oauth.consents?.find(({ id }) => id === consent);
    const missing = chosenConsent === undefined ? null : missingFor(chosenConsent, config);
    if (missing !== null) throw new AppError('CONFLICT', missing);
    const app = await appOf({ platform, consent });
    for (const other of attempts.values()) if (other.platform === platform) end(other);
    const state = randomBytes(24).toString('base64url');
    const verifier = randomBytes(48).toString('base64url');
    const challenge = challengeOf(verifier, oauth.pkce);
    const loopback = await listenForCallback(oauth.redirect, state).catch((fault: unknown) => {
      if (!(fault instanceof NoPortFree)) throw fault;
      const ports = oauth.redirect.ports === 'any' ? '' : ` (${oauth.redirect.ports.join(', ')})`;
      throw new AppError(
        'UNREACHABLE',
        `Another program uses the ports that ${name} answers on${ports}. Close it and try again.`,
        { action: 'retry' },
      );
    });
    const real = oauth.authorizeUrl({
      clientId: app.clientId,
      redirectUri: loopback.redirectUri,
      state,
      challenge,
      consent,
    });
    const url = mapForBrowser(real, config.hosts);
    const id = parts.id();
    const waiting = { state: 'waiting', id, platform, url, expiresAt: clock.now() + WAIT_MS } as const;
    const view = { ...waiting, opened: false };
    const attempt: Attempt = { id, platform, consent, reconnectId, loopback, accounts: [], app, view };
    attempts.set(id, attempt);
    void follow(attempt, loopback, verifier);
    const timer = setTimeout(() => {
      if (attempt.view.state === 'waiting')
        fail(attempt, 'Nothing came back within ten minutes. Connect again when you are ready.');
    }, WAIT_MS);
    timer.unref();
    const opened = await host.openExternal(url);
    if (attempt.view === view) attempt.view = { ...waiting, opened };
    return attempt.view;
  }

  async function follow(attempt: Attempt, loopback: Loopback, verifier: string): Promise<void> {
    try {
      const callback = await loopback.returned;
      if (callback === null || !attempts.has(attempt.id)) return;
      const { oauth, name } = parts.platforms[attempt.platform];
      const code = callback.query.get('code');
      if (code === null) throw new OAuthFailure('refused', declined(callback.query.get('error'), name));
      const context = { app: attempt.app, http: parts.http, clock: parts.clock };
      const grant: Grant = await oauth.exchange(context, {
        code,
        redirectUri: loopback.redirectUri,
        verifier,
        consent: attempt.consent,
      });
      attempt.accounts = await oauth.accounts(context, grant);
      if (!attempts.has(attempt.id)) return;
      await offer(attempt);
    } catch (fault) {
      parts.log.warn('connecting failed', { platform: attempt.platform, error: String(fault) });
      fail(
        attempt,
        fault instanceof OAuthFailure || fault instanceof AppError
          ? fault.message
          : 'The platform did not answer as expected. Try again in a moment.',
      );
    }
  }

  /** One account is connected at once; several are for the seller to choose from. */
  async function offer(attempt: Attempt): Promise<void> {
    const { accounts } = attempt;
    const { name } = parts.platforms[attempt.platform];
    const [only] = accounts;
    if (only === undefined)
      throw new OAuthFailure(
        'refused',
        `${name} offered no account that can be posted to. Check that you gave access to it.`,
      );
    if (attempt.reconnectId !== null) {
      const wanted = findConnection(parts.store.db, attempt.reconnectId);
      const same = accounts.find(({ accountId }) => accountId === wanted?.accountId);
      if (wanted === undefined || same === undefined) {
        throw new OAuthFailure(
          'refused',
          `You signed in as ${accounts.map((one) => one.name).join(', ')}, but this connection is ${wanted?.name ?? 'another account'}. Sign in to that account, or connect this one as a new account.`,
        );
      }
      if (same.obstacle !== null) throw new OAuthFailure('refused', same.obstacle);
      return connect(attempt, [same]);
    }
    if (accounts.length === 1 && only.obstacle === null) return connect(attempt, [only]);
    attempt.view = {
      state: 'choose',
      id: attempt.id,
      platform: attempt.platform,
      accounts: accounts.map(({ accountId, name, handle, avatarUrl, obstacle }) => {
        const known = findAccount(parts.store.db, attempt.platform, accountId);
        return {
          accountId,
          name,
          handle,
          avatarUrl,
          obstacle,
          connected: known !== undefined && known.state !== 'removed',
        };
      }),
    };
    changed(attempt);
  }

  async function choose(id: string, accountIds: readonly string[]): Promise<AttemptView> {
    const attempt = require(id);
    if (attempt.view.state !== 'choose')
      throw new AppError('CONFLICT', 'There is nothing to choose at the moment.', { action: 'reload' });
    const chosen = attempt.accounts.filter(({ accountId }) => accountIds.includes(accountId));
    if (chosen.length !== new Set(accountIds).size)
      throw new AppError('NOT_FOUND', 'One of these accounts was not offered.');
    const blocked = chosen.find(({ obstacle }) => obstacle !== null);
    if (blocked !== undefined)
      throw new AppError('CONFLICT', blocked.obstacle ?? 'This account cannot be posted to.');
    await connect(attempt, chosen);
    return attempt.view;
  }

  async function connect(attempt: Attempt, accounts: readonly GrantedAccount[]): Promise<void> {
    const connectionIds = await connectAccounts(parts, attempt, attempt.app.clientId, accounts);
    attempt.view = { state: 'done', id: attempt.id, platform: attempt.platform, connectionIds };
    attempt.accounts = [];
    changed(attempt);
    parts.emit({ topic: 'connection' });
    parts.wake();
  }

  async function appOf(key: AppKey): Promise<AppCredentials> {
    const app = findApp(parts.store.db, key);
    if (app === undefined) {
      const { name } = parts.platforms[key.platform];
      throw new AppError(
        'NOT_CONNECTED',
        `Enter the id of your app at ${name} first. The guide shows how to make one.`,
        { action: 'open-settings' },
      );
    }
    const clientSecret =
      app.secretSealed === null ? null : await openSecret(parts.vault, key, app.secretSealed);
    return { clientId: app.clientId, clientSecret };
  }

  function fail(attempt: Attempt, message: string): void {
    attempt.loopback?.close();
    attempt.accounts = [];
    attempt.view = { state: 'failed', id: attempt.id, platform: attempt.platform, message };
    changed(attempt);
  }

  function end(attempt: Attempt): void {
    attempt.loopback?.close();
    attempts.delete(attempt.id);
  }

  function changed(attempt: Attempt): void {
    parts.emit({ topic: 'attempt', attemptId: attempt.id });
  }

  function require(id: string): Attempt {
    const attempt = attempts.get(id);
    if (attempt === undefined)
      throw new AppError('NOT_FOUND', 'This connection is not under way any more. Start again.', {
        action: 'retry',
      });
    return attempt;
  }

  return {
    start,
    view: (id) => require(id).view,
    choose,
    cancel(id) {
      const attempt = attempts.get(id);
      if (attempt === undefined) return false;
      end(attempt);
      return true;
    },
    close() {
      for (const attempt of attempts.values()) end(attempt);
    },
  };
}

/** Only these are the seller's doing. */
function declined(error: string | null, platform: string): string {
  return error === null || error === 'access_denied' || error.startsWith('user_cancelled')
    ? 'You did not give your consent, so nothing was connected.'
    : `${platform} broke the sign-in off, so nothing was connected. Try again in a moment.`;
}
