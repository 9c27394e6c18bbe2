import { randomBytes } from 'node:crypto';
import type { Fault } from '../faults.ts';
import { Reply } from '../reply.ts';

interface ErrorText {
  status: number;
  message: string;
}

/** The documented codes. */
const texts = {
  invalid_param: { status: 400, message: 'One of the parameters is invalid.' },
  invalid_params: { status: 400, message: 'One or more fields in request is invalid.' },
  access_token_invalid: {
    status: 401,
    message: 'The access token is invalid or not found in the request.',
  },
  scope_not_authorized: {
    status: 401,
    message: 'The user did not authorize the scope required for completing this request.',
  },
  scope_permission_missed: {
    status: 400,
    message: 'The client does not have permission to read this field.',
  },
  rate_limit_exceeded: { status: 429, message: 'The API rate limit was exceeded. Please try again later.' },
  internal_error: { status: 500, message: 'Something is wrong. Please try again later.' },
  spam_risk_too_many_posts: {
    status: 403,
    message: 'The daily post cap from the API is reached for the current user.',
  },
  spam_risk_too_many_pending_share: {
    status: 403,
    message: 'There are too many pending shares of the current user in the last 24 hours.',
  },
  spam_risk_user_banned_from_posting: { status: 403, message: 'The user is banned from making new posts.' },
  reached_active_user_cap: {
    status: 403,
    message: 'The daily quota for active publishing users from your client is reached.',
  },
  unaudited_client_can_only_post_to_private_accounts: {
    status: 403,
    message: 'Unaudited clients can only post to a private account.',
  },
  privacy_level_option_mismatch: {
    status: 403,
    message: 'The privacy level is not one of the options of the creator.',
  },
  url_ownership_unverified: { status: 403, message: 'The prefix or domain of the URL is not verified.' },
  app_version_check_failed: { status: 400, message: 'The TikTok app of the user is too old for this.' },
  invalid_publish_id: { status: 400, message: 'The publish_id does not exist.' },
  token_not_authorized_for_specified_publish_id: {
    status: 400,
    message: 'The access token is not authorized for this publish_id.',
  },
} as const satisfies Record<string, ErrorText>;

export type TkCode = keyof typeof texts;
export const tkCodes = Object.keys(texts) as readonly TkCode[];

/** What the upload hosts answer has a status and nothing else. */
export const uploadStatuses = [400, 403, 404, 416] as const;

/** Every documented error by the name a fault gives. */
export const tkErrorNames: readonly string[] = [...tkCodes, ...uploadStatuses.map(String), 'invalid_grant'];

/** A refusal in the envelope of the data endpoints. `message` replaces the usual text, `status` the usual one. */
export const tkError = (code: TkCode, message?: string, status?: number): Reply =>
  envelope(status ?? texts[code].status, {}, code, message ?? texts[code].message);

/** Success is told by the code "ok"; the error is always there. */
export const tkOk = (data: object): Reply => envelope(200, data, 'ok', '');

export const unknownError = (status: number): Reply =>
  envelope(status, {}, 'internal_error', texts.internal_error.message);

function envelope(status: number, data: object, code: string, message: string): Reply {
  const error = { code, message, log_id: `2026${randomBytes(10).toString('hex').toUpperCase()}` };
  return new Reply(status, { 'content-type': 'application/json; charset=utf-8' }, toJson({ data, error }));
}

/** Long integers are numbers in TikTok's JSON, with every digit: give them as bigint. */
function toJson(value: unknown): string {
  const mark = 'int64:';
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? `${mark}${inner}` : inner,
  );
  return text.replaceAll(new RegExp(`"${mark}(\\d+)"`, 'g'), '$1');
}

/** OAuth speaks a flat form of its own. */
export function tokenError(error: string, description: string, status: number): Reply {
  const body = { error, error_description: description, log_id: randomBytes(8).toString('hex') };
  return new Reply(status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body));
}

export function namedError(fault: Fault, tokenStatus: number): Reply {
  if (fault.code === 'invalid_grant')
    return tokenError('invalid_grant', 'Refresh token is invalid or expired.', tokenStatus);
  return tkError(tkCodes.find((code) => code === fault.code) ?? 'invalid_param');
}

/** What an upload host makes of a fault: a bare status. */
export function uploadError(fault: Fault): Reply {
  if (fault.kind === '429') return new Reply(429);
  if (fault.kind === 'expired-token' || fault.kind === 'revoked-token') return new Reply(403);
  return new Reply(uploadStatuses.find((status) => String(status) === fault.code) ?? 400);
}
