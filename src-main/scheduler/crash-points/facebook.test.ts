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
  'a photo with a first comment': async () => ({
    platform,
    text: 'New mugs',
    options: { firstComment: 'The shop: https://shop.example' },
    files: [await mug()],
  }),
  'a reel with a first comment': async () => ({
    platform,
    text: 'How a mug is made',
    options: { placement: 'reel', firstComment: 'The shop: https://shop.example' },
    files: [videoFile(2_500_000)],
  }),
  'a story of a photo': async () => ({
    platform,
    text: '',
    options: { placement: 'story' },
    files: [await mug()],
  }),
  'a story of a video': async () => ({
    platform,
    text: '',
    options: { placement: 'story' },
    files: [videoFile(300_000)],
  }),
  'a video in parts': async () => ({ platform, text: 'How a mug is made', files: [videoFile(5_000_000)] }),
});
