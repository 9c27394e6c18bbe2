import { photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { tiktokRules } from '#shared/rules/packs/tiktok.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'tiktok';
const options = {
  privacy: 'PUBLIC_TO_EVERYONE',
  agreed: { to: tiktokRules.terms?.usual.id ?? '', at: 1 },
};

describeCrashPoints('TikTok', {
  'a video in one chunk': async () => ({
    platform,
    text: 'Kiln opens at six',
    options,
    files: [videoFile(20_000)],
  }),
  'a video in chunks': async () => ({
    platform,
    text: 'How a mug is made #pottery',
    options,
    files: [videoFile(20_000_001)],
  }),
  // Whether photos were fetched is certain after an hour only.
  photos: async () => ({
    platform,
    text: 'A mug and a bowl',
    options: { ...options, title: 'New' },
    files: [await photoFile('red'), await photoFile('blue')],
    lateMinutes: 180,
  }),
});
