const minute = 60_000;
const hour = 60 * minute;

/** What an error number means and what the seller is told. */
export type Row =
  | { as: 'token'; says: string }
  /** `afterMs`: how long to wait before the next try. */
  | { as: 'transient'; says: string; afterMs?: number }
  /** The container cannot be used any more. Another one may do; when that fails too, the seller is told this. */
  | { as: 'anew'; says: string }
  | { as: 'content'; field: 'caption' | 'media' | 'options'; says: string }
  /** `waitMs`: how long to wait when the headers do not say. */
  | { as: 'quota'; waitMs: number; says: string }
  | { as: 'account'; says: string; reconnect?: true };

const token = (says: string): Row => ({ as: 'token', says });
const media = (says: string): Row => ({ as: 'content', field: 'media', says });
const caption = (says: string): Row => ({ as: 'content', field: 'caption', says });
const options = (says: string): Row => ({ as: 'content', field: 'options', says });
const anew = (says: string): Row => ({ as: 'anew', says });
const trouble: Row = { as: 'transient', says: 'Instagram has trouble at the moment.' };
const tooManyCalls: Row = {
  as: 'quota',
  waitMs: 30 * minute,
  says: 'Instagram wants fewer calls for a while.',
};
const notPermitted: Row = {
  as: 'account',
  reconnect: true,
  says: 'Picscripter may not post on this account. Connect it again and leave every permission switched on.',
};
const unusable = 'Instagram could not work with this file. Choose another one, or try again later.';
const unreadableVideo = media(
  'Instagram cannot use this video. Save it as MP4 with H.264 and AAC, and choose it anew.',
);
const wrongTags = caption('Instagram does not accept a hashtag, mention or tag in this post. Remove some.');

/** The table of instagram.md section 5. Keys: "code/subcode", or a number that means the same as a code and as a subcode. */
const rows: Readonly<Record<string, Row>> = {
  '190': token('Instagram no longer accepts the connection. Connect the account again.'),
  '190/458': token('Picscripter was removed from your account. Connect it again.'),
  '190/460': token('Your password was changed. Connect the account again.'),
  '190/463': token('The connection to Instagram has run out. Connect the account again.'),
  '190/467': token('The connection to Instagram has become invalid. Connect the account again.'),
  '102': token('The connection to Instagram has ended. Connect the account again.'),

  '10': notPermitted,
  '200': notPermitted,
  '100/33': {
    as: 'account',
    reconnect: true,
    says: 'Instagram no longer shows us this account. Connect it again.',
  },

  '4': tooManyCalls,
  '17': tooManyCalls,
  '32': tooManyCalls,
  '613': tooManyCalls,
  '80002': tooManyCalls,
  '2207042': {
    as: 'quota',
    waitMs: hour,
    says: 'Instagram takes only so many posts a day from an app, and today’s are used up.',
  },
  // Code 4, but no rate limit.
  '2207051': {
    as: 'account',
    says: 'Instagram has blocked posting on this account because it looks like spam. Post nothing for a day, look at Instagram, then try again.',
  },
  '368': {
    as: 'account',
    says: 'Instagram has blocked posting on this account for a while. Open Instagram and look at your messages, then try again.',
  },
  '2207050': {
    as: 'account',
    says: 'Instagram has restricted this account, or it is not active. Open Instagram, follow what it asks, then try again.',
  },

  '1': trouble,
  '2': trouble,
  '2207027': {
    as: 'transient',
    afterMs: 30_000,
    says: 'Instagram is still working on the files.',
  },
  // "Does not exist or expired" is often passing: the same container is asked for again before another one is made.
  '2207008': { as: 'transient', afterMs: 30_000, says: 'Instagram does not find the prepared post.' },
  '2207006': { as: 'transient', afterMs: 30_000, says: 'Instagram does not find the prepared post.' },

  '2207001': anew(unusable),
  '2207003': anew('It took Instagram too long to fetch the file. Try again later, or choose a smaller one.'),
  '2207020': anew('Instagram let the prepared file run out. Try again.'),
  '2207032': anew(unusable),
  '2207053': anew(unusable),
  '2207082': anew(unusable),
  '2207052': anew('Instagram could not fetch the file from its address. Try again later.'),
  '2207077': anew('Instagram could not get the video. Choose it anew, or try again later.'),

  '352': unreadableVideo,
  '2207026': unreadableVideo,
  '2207085': unreadableVideo,
  '2207004': media(
    'Instagram does not take a picture of this size. It takes up to 8 MB, from 320 pixels across.',
  ),
  '2207005': media('Instagram takes pictures as JPEG only. Save this one as JPEG.'),
  '2207009': media('Instagram does not take a picture of this shape. Crop it to between 4:5 and 1.91:1.'),
  '2207010': caption('The caption is too long for Instagram. Shorten it.'),
  '2207023': media('Instagram does not know this kind of post. Choose other files.'),
  '2207028': media('Instagram takes 2 to 10 photos and videos in one post. Change their number.'),
  '2207035': wrongTags,
  '2207036': wrongTags,
  '2207037': wrongTags,
  '2207040': wrongTags,
  '2207057': options('Instagram does not take this moment of the video as its cover. Choose another one.'),
  '2207081': options('Instagram does not let this account try a reel out. Leave that out.'),
  '1772107': options('Instagram did not show the comment it made. Look at the post.'),
  '100': caption('Instagram does not accept something in this post.'),
};

/**
 * The row of an error: by its subcode first, which says more than its code. 200 to 299 are all about permissions.
 */
export function rowOf(code: number, subcode: number | undefined): Row | undefined {
  const byPair = rows[`${code}/${subcode}`];
  const bySubcode = subcode !== undefined && subcode >= 1000 ? rows[`${subcode}`] : undefined;
  return byPair ?? bySubcode ?? rows[code >= 200 && code <= 299 ? '200' : `${code}`];
}

/** The row of a number alone, as the status text of a container has it. */
export const rowOfSubcode = (subcode: string): Row | undefined => rows[subcode];
