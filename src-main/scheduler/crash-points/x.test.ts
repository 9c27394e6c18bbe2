import { photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'x';
const mug = () => photoFile('red', 'A red mug');
const bowl = () => photoFile('blue', 'A blue bowl');

describeCrashPoints('X', {
  'a text': async () => ({ platform, text: 'New mugs & bowls, see https://example.com/mugs' }),
  'a photo': async () => ({ platform, text: 'A mug', files: [await mug()] }),
  'a photo without words': async () => ({ platform, text: '', files: [await bowl()], onlyTimeTells: true }),
  'two photos': async () => ({ platform, text: 'A mug and a bowl', files: [await mug(), await bowl()] }),
  'a video in pieces': async () => ({ platform, text: 'How a mug is made', files: [videoFile(2_500_000)] }),
  'a thread': async () => ({ platform, text: 'One', options: { thread: ['Two', 'Three'] } }),
});
