import { z } from 'zod';
import { fbState } from './facebook/model.ts';
import { freshInstagram } from './instagram/fresh.ts';
import { igState } from './instagram/model.ts';
import { freshLinkedIn } from './linkedin/fresh.ts';
import { liState } from './linkedin/model.ts';
import { mediaHostState } from './media-host/model.ts';
import { freshPinState } from './pinterest/fresh.ts';
import { pinState } from './pinterest/model.ts';
import { practiceApps } from './practice-apps.ts';
import { xState } from './x/model.ts';
import { tkState } from './tiktok/model.ts';
import { freshTikTok } from './tiktok/fresh.ts';
import { ytState } from './youtube/model.ts';
import { freshYoutube } from './youtube/fresh.ts';

/** All that a practice server remembers across a restart. */
export const state = z.strictObject({
  version: z.literal(1),
  x: xState,
  facebook: fbState,
  instagram: igState,
  linkedin: liState,
  pinterest: pinState,
  youtube: ytState,
  tiktok: tkState,
  mediaHost: mediaHostState,
});
export type State = z.infer<typeof state>;

/** The ready accounts and apps, nothing posted. */
export function freshState(): State {
  const { native, confidential } = practiceApps.x;
  const { live, development } = practiceApps.facebook;
  const everyTask = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];
  const mara = '122096550418000001';
  return {
    version: 1,
    x: {
      users: {
        '1700000000000000001': xUserOf('1700000000000000001', 'marasclay', "Mara's Clay", 'None'),
        '1700000000000000002': xUserOf('1700000000000000002', 'studioplus', 'Studio Plus', 'Premium'),
      },
      apps: {
        [native.clientId]: {
          ...native,
          callbacks: [...native.callbacks],
          clientSecret: null,
          name: 'Picscripter practice',
          enrolled: true,
        },
        [confidential.clientId]: {
          ...confidential,
          callbacks: [...confidential.callbacks],
          name: 'Picscripter practice (web)',
          enrolled: true,
        },
      },
      grants: {},
      codes: {},
      accessTokens: {},
      refreshTokens: {},
      media: {},
      uploads: {},
      posts: {},
      switches: {
        rateLimits: true,
        postsPerThreeHours: null,
        postsPerDay: null,
        problemHost: 'api.x.com',
        repostMetric: 'retweet_count',
        fieldsParameter: 'both',
        editHistoryName: 'edit_history_post_ids',
        reuseKillsFamily: false,
        refreshTokenDays: 180,
        showsSubscription: true,
        duplicateIgnoresMedia: true,
        duplicateDays: 14,
        createEscapes: true,
        cutsLongText: false,
        tooLongAnswer: '400',
        processingPolls: 1,
        checkAfterSecs: 1,
      },
      lastId: '1990000000000000000',
    },
    facebook: {
      people: { [mara]: { id: mara, name: 'Mara Lind', roleOnApps: [live.appId, development.appId] } },
      pages: {
        // An id above 2^53: it must never pass through a JavaScript number.
        '922337203685477001': {
          id: '922337203685477001',
          name: "Mara's Clay",
          username: 'marasclay',
          tasks: { [mara]: everyTask },
          business: null,
        },
        '104857600123456': {
          id: '104857600123456',
          name: 'Studio Plus',
          username: 'studioplus',
          tasks: { [mara]: everyTask },
          business: null,
        },
        '104857600123457': {
          id: '104857600123457',
          name: 'Old Market Hall',
          username: 'oldmarkethall',
          tasks: { [mara]: ['ANALYZE', 'MODERATE'] },
          business: null,
        },
      },
      apps: {
        [live.appId]: {
          id: live.appId,
          secret: live.appSecret,
          name: 'Picscripter practice',
          mode: 'live',
          access: 'advanced',
          redirectUris: [...live.redirectUris],
          requiresSecretProof: false,
          configurations: {},
        },
        [development.appId]: {
          id: development.appId,
          secret: development.appSecret,
          name: 'Picscripter practice (development)',
          mode: 'development',
          access: 'standard',
          redirectUris: [],
          requiresSecretProof: false,
          configurations: {},
        },
      },
      grants: [],
      codes: {},
      tokens: {},
      photos: {},
      videos: {},
      uploads: {},
      sessions: {},
      posts: {},
      switches: {
        appUsage: null,
        pageUsage: null,
        messageLimit: 63_206,
        maxPhotos: 10,
        maxPhotoBytes: 4 * 1024 * 1024,
        duplicateHours: 24,
        duplicateComparesMedia: false,
        secondFinish: 'error',
        finishNamesPost: true,
        draftsCanBePublished: true,
        photoNamesPost: true,
        namesApplication: true,
        longTokenNamesExpiry: true,
        processingPolls: 1,
      },
      lastId: 700_000_000_000_000,
    },
    instagram: freshInstagram(),
    linkedin: freshLinkedIn(),
    pinterest: freshPinState(),
    youtube: freshYoutube(),
    tiktok: freshTikTok(),
    mediaHost: { files: {} },
  };
}

const xUserOf = (id: string, username: string, name: string, subscription: 'None' | 'Premium') => ({
  id,
  username,
  name,
  subscription,
  standing: 'good' as const,
});
