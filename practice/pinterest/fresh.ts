import { practiceApps } from '../practice-apps.ts';
import type { PinBoard, PinState, PinUser } from './model.ts';

const mara = '2783136121146311751';
const studio = '2783136121146311752';

/** The ready accounts, boards and apps, nothing pinned. */
export function freshPinState(): PinState {
  const { standard, trial, legacy } = practiceApps.pinterest;
  const apps = [
    { app: standard, name: 'Picscripter practice', access: 'standard' as const, isLegacy: false },
    { app: trial, name: 'Picscripter practice (trial)', access: 'trial' as const, isLegacy: false },
    { app: legacy, name: 'Picscripter practice (old)', access: 'standard' as const, isLegacy: true },
  ];
  const boards = [
    boardOf('549755885175', mara, 'Mugs'),
    boardOf('549755885176', mara, 'Bowls', { collaborators: [studio] }),
    boardOf('549755885177', mara, 'Advertisements', { privacy: 'PROTECTED', adsOnly: true }),
    boardOf('549755885178', mara, 'Presents', { privacy: 'SECRET' }),
    boardOf('549755885190', studio, 'Studio'),
  ];
  return {
    users: {
      [mara]: userOf(mara, 'marasclay', "Mara's Clay"),
      [studio]: userOf(studio, 'studioplus', 'Studio Plus'),
    },
    apps: Object.fromEntries(
      apps.map(({ app: { appId: id, appSecret: secret, redirectUris }, name, access, isLegacy }) => [
        id,
        { id, secret, name, access, redirectUris: [...redirectUris], legacy: isLegacy },
      ]),
    ),
    grants: {},
    codes: {},
    accessTokens: {},
    refreshTokens: {},
    boards: Object.fromEntries(boards.map((board) => [board.id, board])),
    sections: {
      '5149755885175': { id: '5149755885175', boardId: '549755885175', name: 'Speckled' },
      '5149755885176': { id: '5149755885176', boardId: '549755885175', name: 'Plain' },
    },
    media: {},
    pins: {},
    switches: {
      usedRefreshDies: true,
      newestFirst: true,
      createdStatus: 201,
      policyMinutes: 60,
      callsPerSecond: 100,
      trialCallsPerDay: 1000,
      namesReset: true,
      processingPolls: 1,
      maxImageBytes: 20_000_000,
      carouselOfOneSize: true,
    },
    lastId: '813744226420000000',
  };
}

const userOf = (id: string, username: string, name: string): PinUser => ({
  id,
  username,
  name,
  accountType: 'BUSINESS',
  standing: 'good',
});

const boardOf = (id: string, userId: string, name: string, change: Partial<PinBoard> = {}): PinBoard => ({
  id,
  userId,
  collaborators: [],
  name,
  description: null,
  privacy: 'PUBLIC',
  adsOnly: false,
  createdAt: Date.UTC(2026, 0, 5, 10),
  ...change,
});
