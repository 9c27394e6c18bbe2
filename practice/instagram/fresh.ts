import { practiceApps } from '../practice-apps.ts';
import type { IgAccount, IgState } from './model.ts';

/** Two professional accounts, each linked to a practice Page, and a personal one; nothing posted. */
export function freshInstagram(): IgState {
  const { appId: id, appSecret: secret, redirectUris } = practiceApps.instagram.login;
  const accounts = [
    accountOf('17841400000000001', '24510000000000001', 'marasclay', "Mara's Clay", {
      pageId: '922337203685477001',
    }),
    accountOf('17841400000000002', '24510000000000002', 'studioplus', 'Studio Plus', {
      pageId: '104857600123456',
      accountType: 'MEDIA_CREATOR',
    }),
    accountOf('17841400000000003', '24510000000000003', 'maralind', 'Mara Lind', { accountType: 'PERSONAL' }),
  ];
  return {
    accounts: Object.fromEntries(accounts.map((account) => [account.id, account])),
    apps: {
      [id]: {
        id,
        secret,
        name: 'Picscripter practice-IG',
        redirectUris: [...redirectUris],
        access: 'advanced',
        testers: [],
      },
    },
    codes: {},
    tokens: {},
    containers: {},
    media: {},
    switches: {
      usage: 0,
      quotaTotal: 50,
      containersPerDay: 400,
      maxHashtags: 30,
      captionUnit: 'utf16',
      narrowImages: 'refused',
      tokenShape: 'plain',
      localhostRedirect: false,
      directUploadForAll: false,
      takesPagePhotos: true,
      secondPublish: 'error',
      foldsCaption: true,
      imagePolls: 0,
      videoPolls: 1,
      insightsAfterMinutes: 0,
    },
    lastId: '17889000000000000',
  };
}

const accountOf = (
  id: string,
  scopedId: string,
  username: string,
  name: string,
  more: Partial<IgAccount>,
): IgAccount => ({
  id,
  scopedId,
  username,
  name,
  accountType: 'BUSINESS',
  pageId: null,
  standing: 'good',
  ...more,
});
