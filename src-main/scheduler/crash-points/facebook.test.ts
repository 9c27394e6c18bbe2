import { photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'facebook';
const link = 'https://shop.example/mug';
const mug = () => photoFile('red', 'A red mug');

describeCrashPoints('Facebook', {
  'a text': async () => ({ platform, text: 'Kiln opens at six' }),
  'a link': async () => ({ platform, text: 'The mug', options: { link } }),
  'a photo': async () => ({ platform, text: '', files: [await mug()] }),
  'three photos': async () => ({
    platform,
    text: 'Mugs and bowls',
    files: [await mug(), await photoFile('blue', 'A blue bowl'), await photoFile('teal')],
  }),
  'a video in parts': async () => ({ platform, text: 'How a mug is made', files: [videoFile(5_000_000)] }),
});
