import type { PublishError } from '../../model/publish-error.ts';

/** What a reason means and what the seller is told. */
export type Row =
  | { as: 'token'; says: string }
  | { as: 'content'; field: 'caption' | 'media' | 'options'; says: string }
  | { as: 'account'; says: string; reconnect?: true }
  /** `until`: when it goes on. */
  | { as: 'quota'; until: 'midnight-pacific' | 'a-day'; says: string }
  | { as: 'transient'; effect: Extract<PublishError, { class: 'transient' }>['effect']; afterMs?: number };

const minute = 60_000;

const options = (says: string): Row => ({ as: 'content', field: 'options', says });
const caption = (says: string): Row => ({ as: 'content', field: 'caption', says });
const media = (says: string): Row => ({ as: 'content', field: 'media', says });
const projectIsSpent: Row = {
  as: 'quota',
  until: 'midnight-pacific',
  says: 'The app’s allowance at YouTube is used up for today. It goes on at midnight in California.',
};
const fewerCalls: Row = { as: 'transient', effect: 'none', afterMs: minute };
const trouble: Row = { as: 'transient', effect: 'possible' };
const metadataRefused = options('YouTube does not accept something in the title, description or settings.');

/** The table of youtube.md section 6, by `errors[0].reason`. */
export const rows: Readonly<Record<string, Row>> = {
  authError: { as: 'token', says: 'Google no longer accepts the sign-in of this channel. Connect it again.' },
  invalid_grant: {
    as: 'token',
    says: 'Google no longer accepts the sign-in of this channel. Connect it again.',
  },
  youtubeSignupRequired: {
    as: 'account',
    says: 'This Google account has no YouTube channel yet. Create one at youtube.com, then connect it.',
  },
  insufficientPermissions: {
    as: 'account',
    reconnect: true,
    says: 'Picscripter may not upload to this channel. Connect it again and leave every permission ticked.',
  },
  forbidden: { as: 'account', says: 'YouTube does not allow this on the channel.' },
  accountSuspended: {
    as: 'account',
    says: 'YouTube has suspended this channel. Sign in at youtube.com to see why.',
  },
  accountClosed: { as: 'account', says: 'This channel is closed at YouTube.' },

  quotaExceeded: projectIsSpent,
  dailyLimitExceeded: projectIsSpent,
  uploadLimitExceeded: {
    as: 'quota',
    until: 'a-day',
    says: 'YouTube takes no more videos from this channel for about a day.',
  },
  rateLimitExceeded: fewerCalls,
  userRateLimitExceeded: fewerCalls,
  backendError: trouble,
  internalError: trouble,

  invalidTitle: options('YouTube does not accept the title. It takes up to 100 characters, without < and >.'),
  invalidDescription: caption(
    'YouTube does not accept the description. It takes up to 5000 bytes, without < and >.',
  ),
  invalidTags: options('YouTube does not accept the tags. They are too long, or one has a sign it refuses.'),
  invalidCategoryId: options('YouTube does not accept the category of the video.'),
  invalidPublishAt: options('YouTube does not accept the time at which it shall publish. Choose a new one.'),
  invalidVideoMetadata: metadataRefused,
  invalidVideoGameRating: metadataRefused,
  invalidRecordingDetails: metadataRefused,
  invalidFilename: media('YouTube does not accept the name of the file. Add the video again.'),
  mediaBodyRequired: media('YouTube did not get the video. Add it again.'),
  videoNotFound: media('The video is not on YouTube any more.'),

  invalidImage: options('YouTube cannot read the thumbnail. Choose another picture.'),
  imageFormatUnsupported: options('YouTube takes thumbnails as JPEG or PNG. Choose another picture.'),
  imageTooTall: options('The thumbnail is too tall for YouTube. Choose another picture.'),
  imageTooWide: options('The thumbnail is too wide for YouTube. Choose another picture.'),
  failedPrecondition: options('YouTube cannot do this with the video as it is now.'),
};

/** What a status means when the reason is in no row. Server errors, time-outs and "not found" prove nothing. */
export function rowOfStatus(status: number): Row | null {
  if (status >= 500) return trouble;
  switch (status) {
    case 401:
      return rows.authError ?? null;
    case 403:
      return rows.forbidden ?? null;
    case 413:
      return media('YouTube says that this file is too large. Choose a smaller one.');
    case 429:
      return fewerCalls;
    default:
      return null;
  }
}
