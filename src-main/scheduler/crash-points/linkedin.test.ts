import { documentFile, photoFile, videoFile } from '#shared/platforms/stage.suite.ts';
import { describeCrashPoints } from './crash-points.suite.ts';

const platform = 'linkedin';
const card = { link: 'https://shop.example/mug', title: 'The mug' };
const mug = () => photoFile('red', 'A red mug');

describeCrashPoints('LinkedIn, a Page', {
  'a text': async () => ({ platform, text: 'New mugs (speckled) #pottery' }),
  'a link with a picture': async () => ({
    platform,
    text: 'Read on',
    options: card,
    files: [await photoFile('red')],
  }),
  'two photos': async () => ({
    platform,
    text: 'A mug and a bowl',
    files: [await mug(), await photoFile('blue', 'A blue bowl')],
  }),
});

// What LinkedIn shows nothing of is asked for by sending it again.
const account = 'other';

describeCrashPoints('LinkedIn, a person', {
  'a text': async () => ({ platform, account, text: 'New mugs (speckled) #pottery' }),
  'a text with a first comment': async () => ({
    platform,
    account,
    text: 'New mugs',
    options: { firstComment: 'The shop: https://shop.example' },
  }),
  'a photo': async () => ({ platform, account, text: 'A mug', files: [await mug()] }),
  'a document': async () => ({
    platform,
    account,
    text: 'Our catalogue',
    options: { title: 'Catalogue.pdf' },
    files: [documentFile()],
  }),
  'a video in parts': async () => ({
    platform,
    account,
    text: 'How a mug is made',
    files: [videoFile(5_000_000)],
  }),
});
