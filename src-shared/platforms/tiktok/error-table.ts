import type { PublishError } from '../../model/publish-error.ts';

/** What a code means and what the seller is told. */
export type Row =
  | { as: 'token'; says: string }
  | { as: 'content'; field: 'caption' | 'media' | 'options'; says: string; quotes?: true }
  | { as: 'account'; says: string; reconnect?: true }
  /** `hours` until it goes on; left out: the seller has to do something. */
  | { as: 'quota'; hours?: number; says: string }
  | {
      as: 'transient';
      effect: Extract<PublishError, { class: 'transient' }>['effect'];
      afterMs?: number;
      says: string;
    };

const minute = 60_000;

const options = (says: string): Row => ({ as: 'content', field: 'options', says });
const media = (says: string): Row => ({ as: 'content', field: 'media', says });

const refused: Row = {
  as: 'content',
  field: 'options',
  says: 'TikTok does not take something in this post.',
  quotes: true,
};
const missingScope: Row = {
  as: 'account',
  reconnect: true,
  says: 'Picscripter lacks a permission on this TikTok account. Connect it again and leave every permission ticked.',
};
const dayIsFull: Row = {
  as: 'quota',
  hours: 24,
  says: 'TikTok takes no more posts of this account for a day. It counts about 15 in 24 hours, those of other apps too.',
};
const banned: Row = {
  as: 'account',
  says: 'TikTok does not let this account post at the moment. Open TikTok to see why.',
};
const unknownPublication = options('TikTok no longer knows this upload.');

export const fewerCalls: Row = {
  as: 'transient',
  effect: 'none',
  afterMs: minute,
  says: 'TikTok wants fewer calls for a minute.',
};
export const trouble: Row = {
  as: 'transient',
  effect: 'possible',
  says: 'TikTok has trouble at the moment.',
};
export const signInGone: Row = {
  as: 'token',
  says: 'TikTok no longer accepts the sign-in of this account. Connect it again.',
};
/** A code that no page names. */
export const unknownCode = refused;

/** The table of tiktok.md section 3, by `error.code`, whatever the status is. */
export const rows: Readonly<Record<string, Row>> = {
  invalid_param: refused,
  invalid_params: refused,
  access_token_invalid: signInGone,
  scope_not_authorized: missingScope,
  scope_permission_missed: missingScope,
  rate_limit_exceeded: fewerCalls,
  internal_error: trouble,
  spam_risk_too_many_posts: dayIsFull,
  spam_risk_too_many_pending_share: {
    as: 'quota',
    says: 'Five drafts of this account wait in the TikTok inbox, and TikTok takes no more. Finish or delete some in the TikTok app, then choose a new time.',
  },
  spam_risk_user_banned_from_posting: banned,
  reached_active_user_cap: {
    as: 'quota',
    hours: 24,
    says: 'TikTok lets only a number of accounts post by one app in a day, and it is reached. It goes on in a day.',
  },
  // Of this post alone: drafts of the same account are taken.
  unaudited_client_can_only_post_to_private_accounts: options(
    'TikTok has not audited your app yet. Until then it posts for private accounts only, and only for “Only me”. Make the account private in TikTok and choose that, or send the video as a draft.',
  ),
  privacy_level_option_mismatch: options(
    'TikTok no longer lets this account choose who may see the post like that. Choose again.',
  ),
  url_ownership_unverified: media(
    'TikTok fetches photos only from a web address that your app has verified. Verify it under “URL properties” of your app.',
  ),
  app_version_check_failed: options(
    'The TikTok app on the phone of this account is too old for drafts. Update it there.',
  ),
  invalid_publish_id: unknownPublication,
  token_not_authorized_for_specified_publish_id: unknownPublication,
};

/** Why a post that was taken came to nothing: `fail_reason`, tiktok.md section 3. */
export const failReasons: Readonly<Record<string, Row>> = {
  file_format_check_failed: media(
    'TikTok cannot use this file. It takes videos as MP4 (H.264), MOV and WebM, and photos as JPEG and WebP.',
  ),
  duration_check_failed: media('The video is too long or too short for TikTok. Cut it.'),
  frame_rate_check_failed: media('TikTok takes videos of 23 to 60 frames a second. Save it anew.'),
  picture_size_check_failed: media(
    'A picture is too large or too small for TikTok. Photos may have 1080 pixels on the shorter side, videos 360 to 4096.',
  ),
  internal: { as: 'transient', effect: 'none', says: 'TikTok could not finish the post.' },
  video_pull_failed: { as: 'transient', effect: 'none', says: 'TikTok could not fetch the video.' },
  photo_pull_failed: { as: 'transient', effect: 'none', says: 'TikTok could not fetch the photos.' },
  publish_cancelled: options('The post was cancelled at TikTok.'),
  auth_removed: {
    as: 'account',
    reconnect: true,
    says: 'The permission for this TikTok account was taken back. Connect it again.',
  },
  spam_risk: options('TikTok took the post for spam and did not publish it. Change it before you try again.'),
  spam_risk_text: {
    as: 'content',
    field: 'caption',
    says: 'TikTok took the caption for spam and did not publish the post. Change it.',
  },
  spam_risk_too_many_posts: dayIsFull,
  spam_risk_user_banned_from_posting: banned,
};
