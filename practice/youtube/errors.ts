import type { Fault } from '../faults.ts';
import { json, type Reply } from '../reply.ts';

interface ErrorText {
  status: number;
  message: string;
  domain?: string;
}

/** Google's canonical names of HTTP statuses. */
const statusNames: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  410: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

const video = 'youtube.video';
const thumbnail = 'youtube.thumbnail';

/** The documented reasons. */
const texts = {
  authError: {
    status: 401,
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    domain: 'global',
  },
  youtubeSignupRequired: { status: 401, message: 'Unauthorized', domain: 'youtube.header' },
  insufficientPermissions: {
    status: 403,
    message: 'Request had insufficient authentication scopes.',
    domain: 'global',
  },
  forbidden: { status: 403, message: 'Forbidden', domain: 'global' },
  quotaExceeded: {
    status: 403,
    message: 'The request cannot be completed because you have exceeded your quota.',
    domain: 'youtube.quota',
  },
  dailyLimitExceeded: { status: 403, message: 'Daily Limit Exceeded', domain: 'usageLimits' },
  uploadLimitExceeded: {
    status: 400,
    message: 'The user has exceeded the number of videos they may upload.',
    domain: video,
  },
  rateLimitExceeded: { status: 429, message: 'Rate Limit Exceeded', domain: 'usageLimits' },
  userRateLimitExceeded: { status: 403, message: 'User Rate Limit Exceeded', domain: 'usageLimits' },
  invalidTitle: {
    status: 400,
    message: 'The request metadata specifies an invalid or empty video title.',
    domain: video,
  },
  invalidDescription: {
    status: 400,
    message: 'The request metadata specifies an invalid video description.',
    domain: video,
  },
  invalidTags: {
    status: 400,
    message: 'The request metadata specifies invalid video keywords.',
    domain: video,
  },
  invalidCategoryId: {
    status: 400,
    message: 'The snippet.categoryId property specifies an invalid category ID.',
    domain: video,
  },
  invalidPublishAt: {
    status: 400,
    message: 'The request metadata specifies an invalid scheduled publishing time.',
    domain: video,
  },
  invalidVideoMetadata: { status: 400, message: 'The request metadata is invalid.', domain: video },
  invalidFilename: {
    status: 400,
    message: 'The video filename specified in the Slug header is invalid.',
    domain: video,
  },
  mediaBodyRequired: {
    status: 400,
    message: 'The request does not include the video content.',
    domain: video,
  },
  invalidVideoGameRating: {
    status: 400,
    message: 'The request metadata specifies an invalid video game rating.',
    domain: video,
  },
  invalidRecordingDetails: {
    status: 400,
    message: 'The recordingDetails object in the request metadata specifies invalid recording details.',
    domain: video,
  },
  accountSuspended: { status: 403, message: 'The channel is suspended.', domain: 'youtube.header' },
  accountClosed: { status: 403, message: 'The channel is closed.', domain: 'youtube.header' },
  videoNotFound: { status: 404, message: 'The video could not be found.', domain: video },
  backendError: { status: 503, message: 'Backend Error', domain: 'global' },
  internalError: { status: 500, message: 'Internal error encountered.', domain: 'global' },
  invalidImage: { status: 400, message: 'The provided image content is invalid.', domain: thumbnail },
  imageFormatUnsupported: {
    status: 400,
    message: 'The provided image is in an unsupported format.',
    domain: thumbnail,
  },
  imageTooTall: { status: 400, message: 'The provided image is too tall.', domain: thumbnail },
  imageTooWide: { status: 400, message: 'The provided image is too wide.', domain: thumbnail },
  failedPrecondition: { status: 400, message: 'Precondition check failed.', domain: thumbnail },
} as const satisfies Record<string, ErrorText>;

export type YtReason = keyof typeof texts;
export const ytReasons = Object.keys(texts) as readonly YtReason[];

/** An error in the API's form. `message` replaces the usual text. */
export function ytError(reason: YtReason, message?: string): Reply {
  const text: ErrorText = texts[reason];
  return errorOf(text.status, reason, message ?? text.message, text.domain);
}

/** A request that does not fit the contract at all. */
export const badRequest = (message: string): Reply => errorOf(400, 'badRequest', message);

/** An error whose reason the published table does not have. */
export function errorOf(status: number, reason: string, message: string, domain = 'global'): Reply {
  return json(status, {
    error: {
      code: status,
      message,
      errors: [{ message, domain, reason }],
      status: statusNames[status] ?? 'UNKNOWN',
    },
  });
}

/** The documented errors by the name a fault gives; the token endpoint has a form of its own. */
export const ytErrorNames: readonly string[] = [...ytReasons, 'invalid_grant'];

export function namedError(fault: Fault): Reply {
  if (fault.code === 'invalid_grant') return tokenError('invalid_grant', spentToken);
  return ytError(ytReasons.find((reason) => reason === fault.code) ?? 'forbidden');
}

export const spentToken = 'Token has been expired or revoked.';

/** The token endpoint speaks plain OAuth. */
export const tokenError = (error: string, description: string, status = 400): Reply =>
  json(status, { error, error_description: description });
