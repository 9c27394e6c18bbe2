import { fbErrorCodes } from '#practice/facebook/errors.ts';
import { igErrorCodes } from '#practice/instagram/errors.ts';
import { liErrorNames } from '#practice/linkedin/errors.ts';
import { pinErrorNames } from '#practice/pinterest/errors.ts';
import { tkErrorNames } from '#practice/tiktok/errors.ts';
import { xErrorNames } from '#practice/x/problems.ts';
import { ytErrorNames } from '#practice/youtube/errors.ts';
import type { Snapshot } from '../model/content.ts';
import { type Conformance, describePlatform } from './conformance.suite.ts';
import { personId } from './facebook/stage.suite.ts';
import { documentFile, photoFile, snapshotOf, type TestFile, videoFile } from './stage.suite.ts';

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
    reel: () => of({ kind: 'reel', text: 'How a mug is made' }, [Promise.resolve(videoFile(2_500_000))]),
    'story of a photo': () => of({ kind: 'story', text: '' }, [mug()]),
    'story of a video': () => of({ kind: 'story', text: '' }, [Promise.resolve(videoFile(300_000))]),
    'post with a first comment': () =>
      of({ kind: 'image', text: 'A mug', options: { firstComment: 'The shop: https://shop.example' } }, [
        mug(),
      ]),
  },
  outlives: ['video', 'reel'],
  errorCodes: fbErrorCodes,
  revokes: personId,
  refreshes: ({ control }) =>
    control
      .requests({ platform: 'facebook', method: 'GET' })
      .filter(({ url }) => new URL(url).searchParams.get('fields') === 'access_token').length,
});

const linkedinKinds: Conformance['kinds'] = {
  text: () => of({ text: 'Mugs & bowls (new) <a_b> 5*3 #mugs @mara \\o/' }),
  link: () =>
    of({ kind: 'link', text: 'Read on', options: { link: 'https://shop.example/mug', title: 'The mug' } }),
  image: () => of({ kind: 'image', text: 'A mug' }, [mug()]),
  images: () => of({ kind: 'images', text: 'A mug and a bowl' }, [mug(), bowl()]),
  video: () => of({ kind: 'video', text: 'How a mug is made' }, [Promise.resolve(videoFile(4_500_000))]),
  document: () =>
    of({ kind: 'document', text: 'Ours', options: { title: 'Catalogue.pdf' } }, [
      Promise.resolve(documentFile()),
    ]),
};

describePlatform({
  platform: 'linkedin',
  kinds: linkedinKinds,
  errorCodes: liErrorNames,
  revokes: 'mara-lind',
  refreshes: ({ control }) =>
    control.requests({ platform: 'linkedin', path: '/oauth/v2/accessToken' }).length,
});

describePlatform({
  platform: 'linkedin',
  account: 'other',
  blind: true,
  kinds: linkedinKinds,
  errorCodes: liErrorNames,
  revokes: 'mara-lind',
  refreshes: null,
});

const wide = { width: 640, height: 480 };
const mugOf = (colour: string, altText = '') => photoFile(colour, altText, wide);
const picture = (text: string) => of({ kind: 'image', text }, [mugOf('red', 'A red mug')]);
const film = (size: number) => Promise.resolve(videoFile(size));

const instagramKinds: Conformance['kinds'] = {
  image: () => picture('A mug #pottery'),
  images: () =>
    of({ kind: 'images', text: 'A mug, a film and a bowl' }, [
      mugOf('red', 'A red mug'),
      film(4000),
      mugOf('blue', 'A blue bowl'),
    ]),
  reel: () => of({ kind: 'reel', text: 'How a mug is made' }, [film(2_500_000)]),
  'story of a photo': () => of({ kind: 'story', text: '' }, [mugOf('teal')]),
  'story of a video': () => of({ kind: 'story', text: '' }, [film(3000)]),
};

describePlatform({
  platform: 'instagram',
  kinds: instagramKinds,
  saying: picture,
  takesRepeats: true,
  errorCodes: igErrorCodes,
  revokes: personId,
  // The Page's token is read anew.
  refreshes: ({ control }) => control.requests({ platform: 'facebook', method: 'GET' }).length,
});

describePlatform({
  platform: 'instagram',
  account: 'other',
  kinds: instagramKinds,
  saying: picture,
  takesRepeats: true,
  errorCodes: igErrorCodes,
  revokes: '17841400000000002',
  refreshes: null,
});

const board = '549755885175';
/** On a board of the first account, on which the other one may pin as well. */
const pin = (text: string) => of({ kind: 'image', text, options: { board: '549755885176' } }, [mug()]);

describePlatform({
  platform: 'pinterest',
  kinds: {
    image: () => pin('A mug'),
    'image with all that a Pin has': () =>
      of(
        {
          kind: 'image',
          text: 'Stoneware & glaze',
          options: {
            board,
            section: '5149755885175',
            title: 'Speckled mug',
            link: 'https://shop.example/mug',
          },
        },
        [mug()],
      ),
    images: () =>
      of({ kind: 'images', text: 'A mug and a bowl', options: { board } }, [mug(), photoFile('blue')]),
    video: () =>
      of({ kind: 'video', text: 'How a mug is made', options: { board } }, [
        Promise.resolve(videoFile(2_500_000)),
      ]),
  },
  saying: pin,
  takesRepeats: true,
  errorCodes: pinErrorNames,
  revokes: '2783136121146311751',
  refreshes: ({ control }) => control.requests({ platform: 'pinterest', path: '/v5/oauth/token' }).length,
});

/** 600,000 bytes: two blocks and a tail. */
const clip = (text: string, title = 'How a mug is made') =>
  of({ kind: 'video', text, options: { title } }, [Promise.resolve(videoFile(600_000))]);

describePlatform({
  platform: 'youtube',
  kinds: { video: () => clip('Mugs & bowls, see https://shop.example/mug') },
  saying: clip,
  takesRepeats: true,
  errorCodes: ytErrorNames,
  revokes: 'UCmarasclay0000000000000',
  refreshes: ({ control }) => control.requests({ platform: 'youtube', path: '/token' }).length,
});

const forAll = { privacy: 'PUBLIC_TO_EVERYONE' };
/** 21,000,000 bytes: two chunks, of which the last makes the post. */
const reel = (text: string, size = 1_000_000) =>
  of({ kind: 'video', text, options: forAll }, [Promise.resolve(videoFile(size))]);
const pair = () => [photoFile('red'), photoFile('blue')];

describePlatform({
  platform: 'tiktok',
  kinds: {
    video: () => reel('Mugs & bowls #pottery'),
    'video in chunks': () => reel('How a mug is made', 21_000_000),
    image: () => of({ kind: 'image', text: 'A mug', options: forAll }, [photoFile('red')]),
    images: () =>
      of({ kind: 'images', text: 'A mug and a bowl', options: { ...forAll, title: 'New' } }, pair()),
  },
  saying: reel,
  takesRepeats: true,
  // A post of photos that is not shown may be one that TikTok shows no app.
  outlives: ['image', 'images'],
  errorCodes: tkErrorNames,
  revokes: '-000mara-clay-4f1e',
  refreshes: ({ control }) => control.requests({ platform: 'tiktok', path: '/v2/oauth/token/' }).length,
});
