import type { Claim, Outcome } from './job-store.ts';

/** What is told to the seller and written into the audit trail, in the same transaction as the move it is about. */
export interface Announcement {
  audit: { action: string; summary: string };
  notice: {
    kind: NoticeKind;
    level: NoticeLevel;
    title: string;
    text: string;
    action: NoticeAction | null;
  } | null;
}

export const noticeKinds = [
  'refused',
  'missed',
  'unknown',
  'held',
  'reconnect',
  'gone',
  'changed',
  'late',
  'app',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeLevels = ['info', 'warn', 'alarm'] as const;
export type NoticeLevel = (typeof noticeLevels)[number];
export const noticeActions = ['reconnect', 'edit-post', 'resolve', 'choose-time', 'retry'] as const;
export type NoticeAction = (typeof noticeActions)[number];

/** Puts the end of a claim into words. Null where nothing happened that anyone would want to know. */
export function announce(claim: Claim, outcome: Outcome, platformName: string): Announcement | null {
  const account = `${claim.connection.name} on ${platformName}`;
  switch (outcome.to) {
    case 'published':
      if (outcome.leftToSeller !== undefined) return leftToSeller(account, outcome.leftToSeller);
      return {
        audit: {
          action: 'target.published',
          summary: [`Published to ${account}.`, ...(outcome.shortfalls ?? [])].join(' '),
        },
        notice: notWhole(account, outcome.shortfalls ?? []),
      };
    case 'refused':
      return {
        audit: { action: 'target.refused', summary: `${account} refused: ${outcome.reason.message}` },
        notice: {
          kind: 'refused',
          level: 'alarm',
          title: `Not published to ${account}`,
          text: outcome.reason.message,
          action: 'edit-post',
        },
      };
    case 'unknown':
      return {
        audit: {
          action: 'target.unknown',
          summary: `Not sure whether it went out to ${account}: ${outcome.reason.message}`,
        },
        notice:
          outcome.nextLookAt === null
            ? {
                kind: 'unknown',
                level: 'alarm',
                title: `Did it go out to ${account}?`,
                text: 'We asked for it to be published and cannot see whether it was. Please look and decide.',
                action: 'resolve',
              }
            : null,
      };
    case 'scheduled':
      return outcome.reason === null
        ? null
        : {
            audit: {
              action: 'target.retry',
              summary: `Will try ${account} again: ${outcome.reason.message}`,
            },
            notice: null,
          };
    case 'held':
      return {
        audit: { action: 'target.held', summary: `On hold for ${account}: ${outcome.reason.message}` },
        notice: {
          kind: outcome.connectionState === 'reconnect' ? 'reconnect' : 'held',
          level: 'alarm',
          title: outcome.connectionState === 'reconnect' ? `Reconnect ${account}` : `On hold: ${account}`,
          text: outcome.reason.message,
          action: outcome.connectionState === 'reconnect' ? 'reconnect' : 'resolve',
        },
      };
    case 'missed':
      return {
        audit: { action: 'target.missed', summary: `Missed for ${account}: ${outcome.reason.message}` },
        notice: {
          kind: 'missed',
          level: 'alarm',
          title: `Missed: ${account}`,
          text: outcome.reason.message,
          action: 'resolve',
        },
      };
  }
}

/** The platform has it, and the public does not. */
function leftToSeller(account: string, text: string): Announcement {
  return {
    audit: { action: 'target.published', summary: `Handed over to ${account}. ${text}` },
    notice: {
      kind: 'changed',
      level: 'warn',
      title: `Waiting for you: ${account}`,
      text,
      action: null,
    },
  };
}

/** It is out, and something that belonged to it is not. */
function notWhole(account: string, shortfalls: readonly string[]): Announcement['notice'] {
  if (shortfalls.length === 0) return null;
  return {
    kind: 'changed',
    level: 'warn',
    title: `Published, but not all of it: ${account}`,
    text: shortfalls.join(' '),
    action: null,
  };
}
