import type { AccountTier, ConnectionState } from '../model/connection.ts';
import type { Snapshot } from '../model/content.ts';
import type { PlatformId } from '../model/platform-id.ts';
import type { Instant } from '../model/time.ts';
import { judge } from '../rules/judge.ts';

export interface PreflightFacts {
  snapshot: Pick<Snapshot, 'text' | 'media' | 'options'>;
  connection: {
    platform: PlatformId;
    name: string;
    tier: AccountTier;
    state: ConnectionState;
    stateReason: string | null;
    consent: string;
    /** Empty: they are not known. */
    scopes: readonly string[];
    tokenExpiresAt: Instant | null;
    renewable: boolean;
  };
  /** Whether platforms could fetch its files. */
  publicMedia: boolean;
  /** When it is to go out; null: not planned yet. */
  dueAt: Instant | null;
  now: Instant;
}

export interface PreflightFinding {
  level: 'stop' | 'warn';
  /** The field to go to; `account` is the connection itself. */
  field: string;
  message: string;
}

/** Would it go out? The same answer when composing and at T-24 h, T-1 h, T-10 min. Pure. */
export function preflight({
  snapshot,
  connection,
  publicMedia,
  dueAt,
  now,
}: PreflightFacts): PreflightFinding[] {
  const verdict = judge(connection.platform, {
    ...snapshot,
    tier: connection.tier,
    consent: connection.consent,
    scopes: connection.scopes,
    publicMedia,
  });
  return [...accountFindings(connection, dueAt ?? now), ...verdict.findings];
}

function accountFindings(connection: PreflightFacts['connection'], at: Instant): PreflightFinding[] {
  const { name, state, stateReason, tokenExpiresAt, renewable } = connection;
  switch (state) {
    case 'removed':
      return [
        {
          level: 'stop',
          field: 'account',
          message: `${name} is not connected any more. Connect it again, or take it off the post.`,
        },
      ];
    case 'reconnect':
      return [
        {
          level: 'stop',
          field: 'account',
          message: `${name} must be reconnected first: ${stateReason ?? 'its sign-in has ended.'}`,
        },
      ];
    case 'blocked':
      return [
        {
          level: 'stop',
          field: 'account',
          message: `${name} cannot post at the moment: ${stateReason ?? 'the platform refuses it.'}`,
        },
      ];
    case 'ok':
      return tokenExpiresAt !== null && !renewable && tokenExpiresAt < at
        ? [
            {
              level: 'stop',
              field: 'account',
              message: `The sign-in of ${name} ends before this post goes out. Reconnect it before then.`,
            },
          ]
        : [];
  }
}
