import type { z } from 'zod';
import type { signInInput } from './control-inputs.ts';
import { issueUserToken, keepGrant, longLife, pageTokenFor, shortLife } from './facebook/tokens.ts';
import { issueTokens as issueLinkedIn, type LiTokens, newGrant as newConsent } from './linkedin/tokens.ts';
import {
  issueTokens as issuePinTokens,
  newGrant as newPinGrant,
  type PinTokens,
} from './pinterest/sessions.ts';
import { practiceApps } from './practice-apps.ts';
import {
  issueTokens as issueTikTokTokens,
  newGrant as newTikTokGrant,
  scopeWords as tiktokScopes,
  type TkTokens,
} from './tiktok/sessions.ts';
import { issueToken, permissions as igPermissions } from './instagram/tokens.ts';
import type { World } from './world.ts';
import { issueTokens, newGrant, type TokenPair } from './x/sessions.ts';
import {
  type GoogleTokens,
  issueTokens as issueGoogleTokens,
  newGrant as newGoogleGrant,
} from './youtube/sessions.ts';

type Wish = z.output<typeof signInInput>;

export interface FacebookTokens {
  userToken: string;
  pages: { id: string; name: string; accessToken: string }[];
}

const xScopes = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const permissions = [
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_posts',
  'pages_manage_engagement',
  'read_insights',
];

export function signInX(world: World, wish: Wish & { platform: 'x' }): TokenPair | undefined {
  const { users, apps } = world.state.x;
  const user = Object.values(users).find(
    ({ id, username }) => id === wish.account || username === wish.account,
  );
  const app = apps[wish.app ?? practiceApps.x.native.clientId];
  if (user === undefined || app === undefined) return undefined;
  return issueTokens(world, newGrant(world, user.id, app.clientId, wish.scopes ?? xScopes));
}

const pinScopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'];

export function signInPinterest(world: World, wish: Wish & { platform: 'pinterest' }): PinTokens | undefined {
  const { users, apps } = world.state.pinterest;
  const user = Object.values(users).find(
    ({ id, username }) => id === wish.account || username === wish.account,
  );
  const app = apps[wish.app ?? practiceApps.pinterest.standard.appId];
  if (user === undefined || app === undefined) return undefined;
  return issuePinTokens(world, newPinGrant(world, user.id, app.id, wish.scopes ?? pinScopes));
}

const googleScopes = ['youtube.upload', 'youtube.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

export function signInYoutube(world: World, wish: Wish & { platform: 'youtube' }): GoogleTokens | undefined {
  const { channels, apps } = world.state.youtube;
  const channel = Object.values(channels).find(
    ({ id, handle }) => id === wish.account || handle === wish.account,
  );
  const app = apps[wish.app ?? practiceApps.youtube.desktop.clientId];
  if (channel === undefined || app === undefined) return undefined;
  const grant = newGoogleGrant(world, channel.id, app.clientId, wish.scopes ?? googleScopes);
  return issueGoogleTokens(world, grant, true);
}

/** With every scope. */
export function signInTikTok(world: World, wish: Wish & { platform: 'tiktok' }): TkTokens | undefined {
  const { users, apps } = world.state.tiktok;
  const user = Object.values(users).find(
    ({ openId, username }) => openId === wish.account || username === wish.account,
  );
  const app = apps[wish.app ?? practiceApps.tiktok.audited.clientKey];
  if (user === undefined || app === undefined) return undefined;
  const scopes = wish.scopes ?? Object.keys(tiktokScopes);
  return issueTikTokTokens(world, newTikTokGrant(world, user.openId, app.clientKey, scopes));
}

export function signInFacebook(
  world: World,
  wish: Wish & { platform: 'facebook' },
): FacebookTokens | undefined {
  const { people, apps, pages } = world.state.facebook;
  const person = wish.account === undefined ? Object.values(people)[0] : people[wish.account];
  const app = apps[wish.app ?? practiceApps.facebook.live.appId];
  if (person === undefined || app === undefined) return undefined;
  const chosen = Object.values(pages).filter(
    (page) => page.tasks[person.id] !== undefined && (wish.pages?.includes(page.id) ?? true),
  );
  keepGrant(world, {
    personId: person.id,
    appId: app.id,
    granted: wish.permissions ?? permissions,
    declined: [],
    pageIds: chosen.map((page) => page.id),
  });
  const user = issueUserToken(world, app.id, person.id, wish.life === 'long' ? longLife : shortLife);
  return {
    userToken: user.token,
    pages: chosen.map((page) => ({
      id: page.id,
      name: page.name,
      accessToken: pageTokenFor(world, user, page.id).token,
    })),
  };
}

export interface InstagramTokens {
  /** Of a Page, with Facebook Login; of the account, with Instagram Login. */
  accessToken: string;
  /** The person's, with Facebook Login. */
  userToken: string | null;
  permissions: string[];
}

export function signInInstagram(
  world: World,
  wish: Wish & { platform: 'instagram' },
): InstagramTokens | undefined {
  const account = Object.values(world.state.instagram.accounts).find(
    ({ id, username }) => id === wish.account || username === wish.account,
  );
  if (account === undefined) return undefined;
  const rights = wish.permissions ?? Object.values(igPermissions[wish.login]);
  if (wish.login === 'instagram') {
    const app = world.state.instagram.apps[wish.app ?? practiceApps.instagram.login.appId];
    if (app === undefined) return undefined;
    const facts = { appId: app.id, accountId: account.id, permissions: rights, life: 'long' } as const;
    return { accessToken: issueToken(world, facts).token, userToken: null, permissions: rights };
  }
  const granted = [...permissions, ...rights];
  const tokens = signInFacebook(world, {
    platform: 'facebook',
    app: wish.app ?? practiceApps.instagram.facebook.appId,
    permissions: granted,
    life: 'long',
  });
  const page = tokens?.pages.find(({ id }) => id === account.pageId);
  if (tokens === undefined || page === undefined) return undefined;
  return { accessToken: page.accessToken, userToken: tokens.userToken, permissions: granted };
}

/** The person says yes to all that the app may ask for. */
export function signInLinkedIn(world: World, wish: Wish & { platform: 'linkedin' }): LiTokens | undefined {
  const { people, apps } = world.state.linkedin;
  const person = wish.account === undefined ? Object.values(people)[0] : people[wish.account];
  const app = apps[wish.app ?? practiceApps.linkedin.member.clientId];
  if (person === undefined || app === undefined) return undefined;
  return issueLinkedIn(world, newConsent(world, person.id, app.clientId, wish.scopes ?? app.scopes));
}
