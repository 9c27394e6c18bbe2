import { practiceApps } from '../practice-apps.ts';
import type { LiState } from './model.ts';

const memberScopes = ['openid', 'profile', 'email', 'w_member_social'];
const pageScopes = [
  'w_organization_social',
  'r_organization_social',
  'rw_organization_admin',
  'w_organization_social_feed',
  'r_organization_social_feed',
];

/** The ready person, Pages and apps, nothing posted. */
export function freshLinkedIn(): LiState {
  const { member, pages } = practiceApps.linkedin;
  const mara = 'mara-lind';
  return {
    people: { [mara]: { id: mara, givenName: 'Mara', familyName: 'Lind', email: 'mara@practice.example' } },
    organizations: {
      '98765432': {
        id: '98765432',
        localizedName: "Mara's Clay",
        vanityName: 'marasclay',
        roles: { [mara]: 'ADMINISTRATOR' },
      },
      '98765433': {
        id: '98765433',
        localizedName: 'Studio Plus',
        vanityName: 'studioplus',
        roles: { [mara]: 'CONTENT_ADMIN' },
      },
      '98765434': {
        id: '98765434',
        localizedName: 'Old Market Hall',
        vanityName: 'oldmarkethall',
        roles: { [mara]: 'ANALYST' },
      },
    },
    apps: {
      [member.clientId]: {
        ...member,
        redirectUris: [...member.redirectUris],
        name: 'Picscripter practice',
        scopes: memberScopes,
        refreshTokens: false,
        tier: 'standard',
      },
      [pages.clientId]: {
        ...pages,
        redirectUris: [...pages.redirectUris],
        name: 'Picscripter practice (Pages)',
        scopes: pageScopes,
        refreshTokens: true,
        tier: 'standard',
      },
    },
    grants: {},
    codes: {},
    accessTokens: {},
    refreshTokens: {},
    media: {},
    posts: {},
    switches: {
      duplicateDays: 14,
      duplicateHoursAfterDeletion: 48,
      lengthCounts: 'escaped',
      commentsNeedFeedScope: false,
      aclField: 'organization',
      contentAdminRole: 'CONTENT_ADMINISTRATOR',
      scopeSeparator: ',',
      etag: 'quoted',
      processingPolls: 1,
      namesPost: true,
    },
    lastId: '7398000000000000000',
  };
}
