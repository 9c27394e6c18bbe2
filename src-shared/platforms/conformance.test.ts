import { fbErrorCodes } from '#practice/facebook/errors.ts';
import { xErrorNames } from '#practice/x/problems.ts';
import { ytErrorNames } from '#practice/youtube/errors.ts';
import type { Snapshot } from '../model/content.ts';
import { describePlatform } from './conformance.suite.ts';
import { personId } from './facebook/stage.suite.ts';
import { photoFile, snapshotOf, type TestFile, videoFile } from './stage.suite.ts';

const mug = () => photoFile('red', 'A red mug');
const bowl = () => photoFile('blue', 'A blue bowl');

async function of(change: Partial<Snapshot>, files: readonly Promise<TestFile>[] = []) {
  const made = await Promise.all(files);
  return { snapshot: snapshotOf({ ...change, media: made.map(({ media }) => media) }), files: made };
}

describePlatform({
  platform: 'x',
  kinds: {
    text: () => of({ text: 'Mugs & bowls <new>' }),
    link: () => of({ kind: 'link', text: 'See https://shop.example/mugs' }),
    image: () => of({ kind: 'image', text: 'A mug' }, [mug()]),
    images: () => of({ kind: 'images', text: 'A mug and a bowl' }, [mug(), bowl()]),
    video: () => of({ kind: 'video', text: 'How a mug is made' }, [Promise.resolve(videoFile(1_200_000))]),
    thread: () => of({ kind: 'thread', text: 'One', options: { thread: ['Two', 'Three'] } }),
  },
  errorCodes: xErrorNames,
  revokes: '1700000000000000001',
  refreshes: ({ control }) => control.requests({ platform: 'x', path: '/2/oauth2/token' }).length,
});

describePlatform({
  platform: 'facebook',
  kinds: {
    text: () => of({ text: 'Mugs & bowls <new>' }),
    link: () => of({ kind: 'link', text: 'The mug', options: { link: 'https://shop.example/mug' } }),
    image: () => of({ kind: 'image', text: 'A mug' }, [mug()]),
    images: () => of({ kind: 'images', text: 'A mug and a bowl' }, [mug(), bowl()]),
    video: () => of({ kind: 'video', text: 'How a mug is made' }, [Promise.resolve(videoFile(4_500_000))]),
  },
  outlives: ['video'],
  errorCodes: fbErrorCodes,
  revokes: personId,
  refreshes: ({ control }) =>
    control
      .requests({ platform: 'facebook', method: 'GET' })
      .filter(({ url }) => new URL(url).searchParams.get('fields') === 'access_token').length,
});

/** 600,000 bytes: two blocks and a tail. */
const clip = (text: string, title = 'How a mug is made') =>
  of({ kind: 'video', text, options: { title } }, [Promise.resolve(videoFile(600_000))]);

describePlatform({
  platform: 'youtube',
  kinds: { video: () => clip('Mugs & bowls, see https://shop.example/mug') },
  plain: clip,
  takesSameText: true,
  errorCodes: ytErrorNames,
  revokes: 'UCmarasclay0000000000000',
  refreshes: ({ control }) => control.requests({ platform: 'youtube', path: '/token' }).length,
});
