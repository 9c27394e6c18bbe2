import { photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'instagram';
const wide = { width: 640, height: 480 };
const mug = () => photoFile('red', 'A red mug', wide);

describeCrashPoints('Instagram, by way of the Page', {
  'a photo': async () => ({ platform, text: 'A mug #pottery', files: [await mug()] }),
  'a photo with a first comment': async () => ({
    platform,
    text: 'New mugs',
    options: { firstComment: 'The shop: https://shop.example' },
    files: [await mug()],
  }),
  'a carousel of a photo and a video': async () => ({
    platform,
    text: 'A mug and how it is made',
    files: [await mug(), videoFile(3000)],
  }),
  'a reel': async () => ({ platform, text: 'How a mug is made', files: [videoFile(2_500_000)] }),
  'a story': async () => ({
    platform,
    text: '',
    options: { placement: 'story' },
    files: [await photoFile('teal', '', wide)],
  }),
});

const account = 'other';

describeCrashPoints('Instagram, by itself', {
  'a photo without words': async () => ({ platform, account, text: '', files: [await mug()] }),
  'a reel': async () => ({ platform, account, text: 'How a mug is made', files: [videoFile(20_000)] }),
});
