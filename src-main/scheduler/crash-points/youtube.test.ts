import { videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'youtube';
const options = { title: 'How a mug is made', madeForKids: false };

describeCrashPoints('YouTube', {
  'a video of a few bytes': async () => ({
    platform,
    text: 'Kiln opens at six',
    options,
    files: [videoFile(20_000)],
  }),
  'a video in pieces': async () => ({
    platform,
    text: 'See https://shop.example/mug',
    options,
    files: [videoFile(600_000)],
  }),
});
