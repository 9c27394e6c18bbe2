const minute = 60_000;
const hour = 60 * minute;

/** What an error number means and what the seller is told. */
export type Row =
  | { as: 'token'; says: string }
  | { as: 'transient' }
  | { as: 'content'; field: 'caption' | 'media' | 'link'; says: string; alreadyThere?: true }
  /** `waitMs`: how long to wait when the headers do not say. */
  | { as: 'quota'; waitMs: number; says: string }
  | { as: 'account'; says: string; reconnect?: true };

const token = (says: string): Row => ({ as: 'token', says });
const transient: Row = { as: 'transient' };
const media = (says: string): Row => ({ as: 'content', field: 'media', says });
const link = (says: string): Row => ({ as: 'content', field: 'link', says });
const caption = (says: string): Row => ({ as: 'content', field: 'caption', says });
const tooManyCalls: Row = {
  as: 'quota',
  waitMs: 30 * minute,
  says: 'Facebook wants fewer calls for a while.',
};
const tooFast = (waitMs: number): Row => ({
  as: 'quota',
  waitMs,
  says: 'Facebook finds that this Page posts too much or too fast. Posting goes on after a pause.',
});
const blocked: Row = {
  as: 'account',
  says: 'Facebook has blocked posting on this Page for a while. Look at your messages on Facebook, and try again in a few hours.',
};
const permission = (says: string): Row => ({ as: 'account', says, reconnect: true });
const notPermitted = permission(
  'Picscripter may not post on this Page. Connect it again and leave every permission switched on.',
);
const confirmIdentity: Row = {
  as: 'account',
  says: 'Facebook wants you to confirm who you are. Open Facebook, follow what it asks, then try again.',
};
const againstRules = caption('Facebook refuses this post because of its content rules. Change the post.');
const unreadable = media('Facebook cannot read this file. Choose another one.');

/**
 * The table of facebook.md section 5, plus the video upload numbers of Meta's Video API error codes page.
 * Keys: "code/subcode", or a number that means the same as a code and as a subcode.
 */
const rows: Readonly<Record<string, Row>> = {
  '190': token('Facebook no longer accepts the connection. Connect the Page again.'),
  '190/458': token('Picscripter was removed from your Facebook account. Connect the Page again.'),
  '190/459': token(
    'Facebook wants you to sign in on facebook.com and confirm something. Do that, then connect the Page again.',
  ),
  '190/460': token('Your Facebook password was changed. Connect the Page again.'),
  '190/463': token('The connection to Facebook has run out. Connect the Page again.'),
  '190/464': token(
    'Facebook wants you to confirm your account on facebook.com. Do that, then connect the Page again.',
  ),
  '190/467': token('The connection to Facebook has become invalid. Connect the Page again.'),
  '190/492': token('You no longer have a role on this Page. Ask for one, then connect the Page again.'),
  '104': token('Facebook was asked without a permission. Connect the Page again.'),
  '102': token('The connection to Facebook has ended. Connect the Page again.'),

  '3': notPermitted,
  '10': notPermitted,
  '200': notPermitted,
  '1363042': notPermitted,
  '1404078': {
    as: 'account',
    says: 'Facebook wants you to complete Page Publishing Authorization, in the settings of your Page. Then try again.',
  },

  '4': tooManyCalls,
  '17': tooManyCalls,
  '32': tooManyCalls,
  '613': tooManyCalls,
  '80001': tooManyCalls,

  '341': tooFast(4 * hour),
  '1390008': tooFast(2 * hour),
  '368': blocked,
  '1404112': blocked,

  '506': {
    as: 'content',
    field: 'caption',
    alreadyThere: true,
    says: 'Facebook says that a post with the same text is already on the Page. Change the text to post again.',
  },

  '1': transient,
  '2': transient,
  '1363047': transient,
  '1609010': transient,
  '1363019': transient,
  '1363030': transient,
  '1363033': transient,
  '1363037': transient,

  '100': caption('Facebook does not accept something in this post.'),
  '100/33': permission('Facebook no longer shows us this Page. Connect it again.'),

  '324': media('Facebook did not get the photo, or cannot read it. Choose another one.'),
  '382': media('This file is too small for Facebook. Choose a larger one.'),
  '389': media('Facebook could not fetch the video. Choose another file.'),
  '6000': unreadable,
  '6001': unreadable,
  '2069019': unreadable,
  '1363020': unreadable,
  '1363031': unreadable,
  '1363022': media('This video is too small for Facebook. Choose a larger file.'),
  '1363023': media('This video is too large for Facebook. Choose a smaller file.'),
  '1366046': media('Facebook takes photos of up to 4 MB, as JPEG or PNG. Choose a smaller one.'),
  '1366051': {
    as: 'content',
    field: 'media',
    // Our photo ids are known to nobody else, so a photo that was posted before was posted by an earlier try of ours.
    alreadyThere: true,
    says: 'Facebook says that this photo was posted before. Choose it anew to post it again.',
  },
  '1363040': media('Facebook does not take a video of this shape. Use one between 16:9 and 9:16.'),
  '1363127': media('The resolution of this video is too low for Facebook. Use at least 540 × 960.'),
  '1363128': media('Facebook does not take a video of this length. Shorten it.'),
  '1363129': media('Facebook does not take the frame rate of this video. Use 24 to 60 frames a second.'),

  '1346003': againstRules,
  '1404102': againstRules,

  '1609005': link('Facebook cannot use this link. Check it, or leave it out.'),
  '2061006': link('Facebook cannot use this link. Check it, or leave it out.'),
  '1609008': link('Facebook does not take links to facebook.com. Use another link.'),

  '4854002': confirmIdentity,
  '1404006': confirmIdentity,
};

/**
 * The row of an error. Long numbers mean the same wherever they stand; short subcodes mean something only with
 * their code. 200 to 299 are all about permissions.
 */
export function rowOf(code: number, subcode: number | undefined): Row | undefined {
  const byPair = rows[`${code}/${subcode}`];
  const bySubcode = subcode !== undefined && subcode >= 1000 ? rows[`${subcode}`] : undefined;
  return byPair ?? bySubcode ?? rows[code >= 200 && code <= 299 ? '200' : `${code}`];
}
