import type { PublishError } from '../../model/publish-error.ts';

type Field = Extract<PublishError, { class: 'content' }>['field'];

/** What a refusal means and what the seller is told. */
export type Meaning =
  | { as: 'token'; says: string }
  | { as: 'account'; says: string; reconnect?: true; quotes?: true }
  | { as: 'content'; field: Field; says: string; quotes?: true; code?: string }
  | { as: 'quota'; says: string }
  /** Nothing was done; it can be tried again. */
  | { as: 'transient'; says: string };

interface Row {
  status: number;
  codes?: readonly number[];
  words?: RegExp;
  means: Meaning;
}

/** Code of an upload that Pinterest does not know any more; the publisher makes it anew. */
export const MEDIA_GONE = 'media-gone';

const content = (field: Field, says: string): Meaning => ({ as: 'content', field, says });
const quoted = (field: Field, says: string): Meaning => ({ as: 'content', field, says, quotes: true });
const tooFast: Meaning = { as: 'quota', says: 'Pinterest wants fewer calls for a while.' };

/** Refusals of the API (pinterest.md section 5), first match wins. */
export const rows: readonly Row[] = [
  {
    status: 401,
    codes: [3],
    means: {
      as: 'account',
      reconnect: true,
      says: 'Picscripter lacks a permission on this Pinterest account. Connect it again and give access to everything it asks for.',
    },
  },
  {
    status: 401,
    means: {
      as: 'token',
      says: 'Pinterest no longer accepts the sign-in of this account. Connect it again.',
    },
  },
  {
    status: 403,
    codes: [29],
    means: {
      as: 'account',
      says: 'Your Pinterest app has Trial access, with which nothing can be published. Ask for Standard access at developers.pinterest.com, then publish again.',
    },
  },
  {
    status: 403,
    words: /suspend/i,
    means: {
      as: 'account',
      says: 'Pinterest has suspended this account. Sign in at pinterest.com to see why.',
    },
  },
  {
    status: 403,
    means: {
      as: 'account',
      quotes: true,
      says: 'Pinterest does not permit this account to pin there. Check at pinterest.com that the account is in good standing and may use the board.',
    },
  },
  {
    status: 404,
    words: /media/i,
    means: {
      as: 'content',
      field: 'media',
      code: MEDIA_GONE,
      says: 'Pinterest no longer has the uploaded video. Publish again.',
    },
  },
  {
    status: 404,
    codes: [50],
    means: content('options', 'The Pin is not on Pinterest any more.'),
  },
  {
    status: 404,
    means: content(
      'options',
      'The board or its section is not on Pinterest any more, or no longer shared with this account. Choose another one.',
    ),
  },
  {
    status: 400,
    words: /board/i,
    means: content('options', 'Pinterest does not know this board or section. Choose it anew.'),
  },
  {
    status: 400,
    words: /maxItems|minItems/,
    means: content('media', 'Pinterest takes 2 to 5 photos in one Pin.'),
  },
  {
    status: 400,
    words: /cover_image/,
    means: content(
      'media',
      'Pinterest wants a cover picture for this video, and did not get one. Choose the video anew.',
    ),
  },
  {
    status: 400,
    words: /unable to reach the url/i,
    means: content('media', 'Pinterest could not fetch the file. Choose it anew.'),
  },
  {
    status: 400,
    codes: [4196, 4197],
    means: quoted('media', 'Pinterest cannot use this file. Choose another one.'),
  },
  {
    status: 400,
    words: /\blink\b/,
    means: quoted('link', 'Pinterest does not take this link. Check it, or leave it out.'),
  },
  {
    status: 400,
    words: /\btitle\b/,
    means: quoted('options', 'Pinterest does not take this title. Change it.'),
  },
  {
    status: 400,
    words: /\bdescription\b/,
    means: quoted('caption', 'Pinterest does not take this caption. Change it.'),
  },
  {
    status: 400,
    words: /alt_text/,
    means: quoted('media', 'Pinterest does not take the description of the picture. Change it.'),
  },
  { status: 400, means: quoted('options', 'Pinterest does not take something in this Pin.') },
  {
    status: 409,
    means: { as: 'transient', says: 'Something else was changed on this board at the same moment.' },
  },
  { status: 429, means: tooFast },
];

/** Refusals of the store that takes videos (Amazon S3). Any other of it: the upload is made anew. */
export const storeRows: Readonly<Record<string, Meaning>> = {
  EntityTooLarge: content('media', 'This video is too large for Pinterest. Choose a smaller file.'),
  EntityTooSmall: content('media', 'This video is empty. Choose another file.'),
};
