import { photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'pinterest';
const board = '549755885175';
const mug = () => photoFile('red', 'A red mug');

describeCrashPoints('Pinterest', {
  'a photo': async () => ({
    platform,
    text: 'A mug',
    options: { board, title: 'Speckled', link: 'https://shop.example/mug' },
    files: [await mug()],
  }),
  'a photo without words': async () => ({
    platform,
    text: '',
    options: { board },
    files: [await mug()],
    onlyTimeTells: true,
  }),
  'a carousel in a section': async () => ({
    platform,
    text: 'Mugs and bowls',
    options: { board, section: '5149755885175' },
    files: [await mug(), await photoFile('blue'), await photoFile('teal')],
  }),
  'a video': async () => ({
    platform,
    text: 'How a mug is made',
    options: { board },
    files: [videoFile(2_500_000)],
  }),
});
