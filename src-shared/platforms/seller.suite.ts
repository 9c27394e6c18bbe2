import { personUrn } from '#practice/linkedin/model.ts';
import { type Practice, practiceApps } from '#practice/practice.ts';
import type { AccountTier } from '../model/connection.ts';
import type { PlatformId } from '../model/platform-id.ts';
import type { Instant } from '../model/time.ts';
import type { AppCredentials, Grant } from './platform.ts';

/** An account on a practice platform, as connecting it gives. */
export interface SellersAccount {
  accountId: string;
  name: string;
  handle: string;
  tier: AccountTier;
  /** Empty where the platform has but one. */
  consent: string;
  app: AppCredentials;
  grant: Grant;
}

const accounts = {
  x: [
    { accountId: '1700000000000000001', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: '1700000000000000002', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
  facebook: [
    { accountId: '922337203685477001', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: '104857600123456', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
  // The first by way of its Page, the other by itself.
  instagram: [
    { accountId: '17841400000000001', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: '17841400000000002', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
  linkedin: [
    { accountId: 'urn:li:organization:98765432', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    {
      accountId: personUrn('mara-lind', practiceApps.linkedin.member.clientId),
      name: 'Mara Lind',
      handle: '',
      tier: 'premium',
    },
  ],
  pinterest: [
    { accountId: '2783136121146311751', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: '2783136121146311752', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
  youtube: [
    { accountId: 'UCmarasclay0000000000000', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: 'UCstudioplus000000000000', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
  tiktok: [
    { accountId: '-000mara-clay-4f1e', name: 'Mara’s Clay', handle: 'marasclay', tier: 'standard' },
    { accountId: '-000studio-plus-77c2', name: 'Studio Plus', handle: 'studioplus', tier: 'premium' },
  ],
} as const satisfies Record<PlatformId, unknown>;

/** The seller says yes, without the browser. @param which the first account, or one of another tier */
export function connectSeller(
  { control }: Practice,
  platform: PlatformId,
  now: number,
  which: 'first' | 'other' = 'first',
): SellersAccount {
  const account = accounts[platform][which === 'first' ? 0 : 1];
  const { accountId } = account;
  switch (platform) {
    case 'x': {
      const pair = control.signIn({ platform, account: accountId });
      const grant: Grant = {
        accessToken: pair.access_token,
        refreshToken: pair.refresh_token ?? null,
        expiresAt: now + pair.expires_in * 1000,
        scopes: pair.scope.split(' '),
        extra: {},
      };
      return {
        ...account,
        consent: '',
        app: { clientId: practiceApps.x.native.clientId, clientSecret: null },
        grant,
      };
    }
    case 'facebook': {
      const { userToken, pages } = control.signIn({ platform });
      const accessToken = pages.find(({ id }) => id === accountId)?.accessToken ?? '';
      const grant: Grant = {
        accessToken,
        refreshToken: null,
        expiresAt: null,
        scopes: [],
        extra: { userToken },
      };
      const { appId: clientId, appSecret: clientSecret } = practiceApps.facebook.live;
      return { ...account, consent: '', app: { clientId, clientSecret }, grant };
    }
    case 'instagram': {
      const login = which === 'first' ? 'facebook' : 'instagram';
      const tokens = control.signIn({ platform, account: accountId, login });
      const { appId: clientId, appSecret: clientSecret } =
        practiceApps.instagram[login === 'facebook' ? 'facebook' : 'login'];
      const { accessToken, userToken, permissions: scopes } = tokens;
      const grant: Grant =
        userToken === null
          ? {
              accessToken,
              refreshToken: accessToken,
              expiresAt: now + 60 * 24 * 60 * 60_000,
              scopes,
              extra: {},
            }
          : {
              accessToken,
              refreshToken: null,
              expiresAt: null,
              scopes,
              extra: { userToken, pageId: '922337203685477001' },
            };
      return { ...account, consent: login, app: { clientId, clientSecret }, grant };
    }
    case 'linkedin': {
      const { clientId, clientSecret } = practiceApps.linkedin[which === 'first' ? 'pages' : 'member'];
      const tokens = control.signIn({ platform, app: clientId });
      return {
        ...account,
        consent: which === 'first' ? 'pages' : 'member',
        app: { clientId, clientSecret },
        grant: grantOf(tokens, now),
      };
    }
    case 'pinterest': {
      const { appId: clientId, appSecret: clientSecret } = practiceApps.pinterest.standard;
      const tokens = control.signIn({ platform, account: accountId });
      return { ...account, consent: '', app: { clientId, clientSecret }, grant: grantOf(tokens, now) };
    }
    case 'youtube': {
      const tokens = control.signIn({ platform, account: accountId });
      return { ...account, consent: '', app: practiceApps.youtube.desktop, grant: grantOf(tokens, now) };
    }
    case 'tiktok': {
      const { clientKey: clientId, clientSecret } = practiceApps.tiktok.audited;
      const tokens = control.signIn({ platform, account: accountId });
      return { ...account, consent: '', app: { clientId, clientSecret }, grant: grantOf(tokens, now) };
    }
  }
}

function grantOf(
  tokens: { access_token: string; refresh_token?: string | undefined; expires_in: number; scope: string },
  now: Instant,
): Grant {
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    expiresAt: now + tokens.expires_in * 1000,
    scopes: tokens.scope.split(/[ ,]/),
    extra: {},
  };
}
