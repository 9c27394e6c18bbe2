import type { ConnectionView, PlatformView } from '#shared/contract/connections.ts';
import { type PlatformId, platformIds } from '#shared/model/platform-id.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { toLocal } from '#shared/model/time.ts';
import { OAuthFailure } from '#shared/platforms/platform.ts';
import type { Desktop } from '../desktop.ts';
import { openGrant, openSecret, sealSecret } from '../secrets/grant-store.ts';
import { consentOf, missingFor } from '../oauth/consents.ts';
import { appendAudit } from '../store/audit.ts';
import {
  type AppKey,
  connectedAccounts,
  countConnected,
  disconnect,
  findApp,
  findConnection,
  removeApp,
  requireConnection,
  saveApp,
  setConnectionState,
} from '../store/connections.ts';
import { inTransaction } from '../store/database.ts';
import { readSettings } from '../store/settings.ts';
import { type ConnectionRow, countUpcoming, countWaiting } from '../store/targets.ts';
import { accountOf } from './account.ts';
import { implementation } from './context.ts';
import { platformFault } from './platform-fault.ts';

const api = implementation.connections;

export const connectionHandlers = {
  list: api.list.handler(({ context: { desktop } }) =>
    connectedAccounts(desktop.store.db).map((row) => view(desktop, row)),
  ),
  platforms: api.platforms.handler(({ context: { desktop } }) =>
    platformIds.map((id) => platformView(desktop, id)),
  ),
  setApp: api.setApp.handler(async ({ input, context: { desktop } }) => {
    const { platform, clientId, clientSecret } = input;
    const key = { platform, consent: consentOf(desktop.platforms[platform], input.consent) };
    const secretSealed =
      clientSecret === undefined ? null : await sealSecret(desktop.vault, key, clientSecret);
    saveApp(desktop.store.db, { ...key, clientId, secretSealed, now: desktop.clock.now() });
    desktop.emit({ topic: 'connection' });
    return platformView(desktop, platform);
  }),
  removeApp: api.removeApp.handler(({ input, context: { desktop } }) => {
    const { platform } = input;
    const consent = consentOf(desktop.platforms[platform], input.consent);
    removeApp(desktop.store.db, { platform, consent });
    desktop.emit({ topic: 'connection' });
    return platformView(desktop, input.platform);
  }),
  connect: api.connect.handler(({ input, context: { desktop } }) =>
    desktop.connecting.start(input.platform, input.reconnectId ?? null, input.consent),
  ),
  attempt: api.attempt.handler(({ input, context: { desktop } }) => desktop.connecting.view(input.id)),
  choose: api.choose.handler(({ input, context: { desktop } }) =>
    desktop.connecting.choose(input.id, input.accountIds),
  ),
  cancelAttempt: api.cancelAttempt.handler(({ input, context: { desktop } }) => ({
    stopped: desktop.connecting.cancel(input.id),
  })),
  check: api.check.handler(async ({ input, context: { desktop } }) => {
    const row = requireConnection(desktop.store.db, input.id);
    await checkAccount(desktop, row);
    desktop.emit({ topic: 'connection' });
    return view(desktop, requireConnection(desktop.store.db, row.id));
  }),
  choices: api.choices.handler(async ({ input: { id, option, board }, context: { desktop } }) => {
    const row = requireConnection(desktop.store.db, id);
    const platform = desktop.platforms[row.platform];
    const chosen = board === undefined ? {} : { board };
    try {
      return (await platform.choices?.(accountOf(desktop, row), option, chosen)) ?? [];
    } catch (failure) {
      throw platformFault(failure, platform.name);
    }
  }),
  remove: api.remove.handler(async ({ input, context: { desktop } }) => {
    const row = findConnection(desktop.store.db, input.id);
    if (row === undefined || row.state === 'removed') return { removed: false, held: 0 };
    const held = countUpcoming(desktop.store.db, row.id);
    await revoke(desktop, row);
    const now = desktop.clock.now();
    inTransaction(desktop.store, (db) => {
      disconnect(db, row.id, now);
      const summary = `Disconnected ${row.name} on ${desktop.platforms[row.platform].name}.`;
      appendAudit(db, {
        id: desktop.id(),
        at: now,
        actor: 'seller',
        action: 'connection.disconnected',
        summary,
        connectionId: row.id,
      });
    });
    desktop.emit({ topic: 'connection' });
    return { removed: true, held };
  }),
};

/** Asks the platform for something small with the account's token; what it says is the account's state. */
async function checkAccount(desktop: Desktop, row: ConnectionRow): Promise<void> {
  const platform = desktop.platforms[row.platform];
  const account = accountOf(desktop, row);
  const now = desktop.clock.now();
  // A reconnect is not undone by asking; a block may have been lifted.
  if (row.state === 'reconnect') return;
  try {
    if (platform.probe === undefined) await platform.newestPosts(account, now - 60_000);
    else await platform.probe(account);
    setConnectionState(desktop.store.db, row.id, 'ok', null, now);
  } catch (failure) {
    const error = failure instanceof PublishFailure ? failure.error : null;
    if (error?.class !== 'token' && error?.class !== 'account') throw platformFault(failure, platform.name);
    const state = error.class === 'token' || error.reconnect === true ? 'reconnect' : 'blocked';
    setConnectionState(desktop.store.db, row.id, state, error.message, now);
  }
}

/** Best effort, and only when no other account was connected by the same consent. */
async function revoke(desktop: Desktop, row: ConnectionRow): Promise<void> {
  if (row.grantSealed === null || countConnected(desktop.store.db, row) > 1) return;
  const app = findApp(desktop.store.db, row);
  try {
    const clientSecret =
      app?.secretSealed == null ? null : await openSecret(desktop.vault, row, app.secretSealed);
    const grant = await openGrant(desktop.vault, row.id, row.grantSealed);
    const context = {
      app: { clientId: row.clientId, clientSecret },
      http: desktop.http,
      clock: desktop.clock,
    };
    await desktop.platforms[row.platform].oauth.revoke(context, grant);
  } catch (failure) {
    const why = failure instanceof OAuthFailure ? failure.message : String(failure);
    desktop.log.warn('the platform was not told of the disconnection', { platform: row.platform, why });
  }
}

function view(desktop: Desktop, row: ConnectionRow): ConnectionView {
  const { db } = desktop.store;
  const {
    id,
    platform,
    accountId,
    name,
    handle,
    avatarUrl,
    tier,
    state,
    stateReason,
    scopes,
    consent,
    tokenExpiresAt,
    renewable,
    createdAt,
  } = row;
  const facts = {
    id,
    platform,
    accountId,
    name,
    handle,
    avatarUrl,
    tier,
    state,
    stateReason,
    scopes,
    consent,
    tokenExpiresAt,
    renewable,
    createdAt,
  };
  return { ...facts, upcoming: countUpcoming(db, id), forecast: forecast(desktop, row) };
}

/** "Sign-in ends 3 Dec, 4 posts after that." Only where the seller has to do something about it. */
function forecast(
  desktop: Desktop,
  { id, state, stateReason, tokenExpiresAt, renewable }: ConnectionRow,
): string | null {
  const { db } = desktop.store;
  if (state === 'reconnect') {
    const waiting = countWaiting(db, id);
    return `${stateReason ?? 'The sign-in has ended.'}${waiting === 0 ? '' : ` ${posted(waiting)} waiting.`}`;
  }
  if (state === 'blocked') return stateReason;
  if (tokenExpiresAt === null || renewable) return null;
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${toLocal(tokenExpiresAt, readSettings(db).zone).slice(0, 10)}T00:00Z`),
  );
  return `Sign-in ends ${day}, ${posted(countUpcoming(db, id, tokenExpiresAt))} after that.`;
}

function posted(count: number): string {
  if (count === 0) return 'no post';
  return count === 1 ? '1 post' : `${count} posts`;
}

function platformView(desktop: Desktop, id: PlatformId): PlatformView {
  const platform = desktop.platforms[id];
  const { name, oauth } = platform;
  const { host, path, ports, registered } = oauth.redirect;
  return {
    id,
    name,
    app: appView(desktop, { platform: id, consent: consentOf(platform) }),
    secret: oauth.secret,
    redirects:
      ports === 'any'
        ? [registered ?? `http://${host}${path}`]
        : ports.map((port) => `http://${host}:${port}${path}`),
    guide: oauth.guide.map((step) => ({ ...step })),
    consents: (oauth.consents ?? []).map((consent) => ({
      id: consent.id,
      label: consent.label,
      app: appView(desktop, { platform: id, consent: consent.id }),
      guide: (consent.guide ?? oauth.guide).map((step) => ({ ...step })),
      missing: missingFor(consent, desktop.config),
    })),
  };
}

function appView(desktop: Desktop, key: AppKey): PlatformView['app'] {
  const app = findApp(desktop.store.db, key);
  return app === undefined ? null : { clientId: app.clientId, hasSecret: app.secretSealed !== null };
}
