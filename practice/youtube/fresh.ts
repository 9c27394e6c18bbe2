import { practiceApps } from '../practice-apps.ts';
import type { YtApp, YtChannel, YtState } from './model.ts';

/** The ready channels and apps, nothing uploaded. */
export function freshYoutube(): YtState {
  const { desktop, testing } = practiceApps.youtube;
  const channels = [
    channelOf('UCmarasclay0000000000000', "Mara's Clay", 'marasclay'),
    {
      ...channelOf('UCstudioplus000000000000', 'Studio Plus', 'studioplus'),
      longUploads: 'allowed' as const,
    },
    { ...channelOf('UCnochannel0000000000000', 'Old Market Hall', 'oldmarkethall'), signedUp: false },
  ];
  return {
    channels: Object.fromEntries(channels.map((channel) => [channel.id, channel])),
    apps: {
      [desktop.clientId]: appOf(desktop, 'Picscripter practice', 'production'),
      [testing.clientId]: appOf(testing, 'Picscripter practice (testing)', 'testing'),
    },
    grants: {},
    codes: {},
    accessTokens: {},
    refreshTokens: {},
    uploads: {},
    videos: {},
    switches: {
      insertsPerDay: 100,
      unitsPerDay: 10_000,
      insertIsSpentBy: 'opening',
      channelUploadsPerDay: null,
      sessionDays: 7,
      sessionGone: 404,
      keepsWholeBlocks: true,
      fileDetailsAfterProcessing: true,
      everyVideoIsShort: false,
      hidesCounts: false,
      processingPolls: 1,
    },
  };
}

const channelOf = (id: string, title: string, handle: string): YtChannel => ({
  id,
  title,
  handle,
  signedUp: true,
  longUploads: 'eligible',
  phoneVerified: true,
  standing: 'good',
});

const appOf = (
  client: { clientId: string; clientSecret: string },
  name: string,
  publishing: YtApp['publishing'],
): YtApp => ({
  ...client,
  name,
  type: 'desktop',
  redirectUris: [],
  publishing,
  testUsers: ['UCmarasclay0000000000000'],
});
