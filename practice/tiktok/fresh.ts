import { practiceApps } from '../practice-apps.ts';
import type { TkApp, TkState, TkUser } from './model.ts';

/** The ready accounts and apps, nothing posted. */
export function freshTikTok(): TkState {
  const { audited, unaudited } = practiceApps.tiktok;
  const users = [
    userOf('-000mara-clay-4f1e', "Mara's Clay", 'marasclay'),
    {
      ...userOf('-000studio-plus-77c2', 'Studio Plus', 'studioplus'),
      uploadHost: 'upload.us.tiktokapis.com',
    },
    { ...userOf('-000mara-private-09ab', 'Mara at home', 'mara.at.home'), isPrivate: true },
  ] as const satisfies TkUser[];
  return {
    users: Object.fromEntries(users.map((user) => [user.openId, user])),
    apps: {
      [audited.clientKey]: appOf(audited, 'Picscripter practice', true),
      [unaudited.clientKey]: appOf(unaudited, 'Picscripter practice (not audited)', false),
    },
    grants: {},
    codes: {},
    accessTokens: {},
    refreshTokens: {},
    publications: {},
    posts: {},
    switches: {
      perMinute: { init: 6, creatorInfo: 20, status: 30 },
      postsPerDay: 15,
      pendingDrafts: 5,
      usersPerDay: null,
      rotatesRefreshToken: true,
      refreshLifeRestarts: false,
      tokenErrorStatus: 400,
      creatorRefusalStatus: 200,
      storedChunk: '416',
      keepsBrokenChunks: false,
      processingPolls: 1,
      processingSeconds: 30,
      idPolls: 0,
      publishIdHours: null,
      listsPhotos: true,
      listedText: 150,
      photoShorter: 1080,
      photoLonger: 1920,
    },
    lastId: '7412345678901234500',
  };
}

const userOf = (openId: string, nickname: string, username: string): TkUser => ({
  openId,
  unionId: openId.replace('-000', '-union-'),
  username,
  nickname,
  isPrivate: false,
  standing: 'good',
  commentDisabled: false,
  duetDisabled: false,
  stitchDisabled: true,
  maxVideoSeconds: 600,
  uploadHost: 'open-upload.tiktokapis.com',
});

const appOf = (
  app: { clientKey: string; clientSecret: string; redirectUris: readonly string[] },
  name: string,
  isAudited: boolean,
): TkApp => ({
  ...app,
  name,
  audited: isAudited,
  redirectUris: [...app.redirectUris],
  verifiedPrefixes: ['https://media.practice.example/'],
});
