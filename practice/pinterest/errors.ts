import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Fault } from '../faults.ts';
import { json, Reply } from '../reply.ts';

/** Every refusal is `{code, message}`. */
export const refusal = (status: number, code: number, message: string): Reply =>
  json(status, { code, message });

export const unauthenticated = (): Reply => refusal(401, 2, 'Authentication failed.');

export const missingScope = (scopes: readonly string[]): Reply =>
  refusal(
    401,
    3,
    `Authorization failed. Your token is missing the following scopes: ['${scopes.join("', '")}']`,
  );

export const invalid = (message: string): Reply => refusal(400, 1, `Invalid request: ${message}`);

export const notPermitted = (): Reply => refusal(403, 7, 'You are not permitted to access that resource.');

export const trialOnly = (): Reply =>
  refusal(
    403,
    29,
    'Apps with Trial access may not create Pins in production. Use https://api-sandbox.pinterest.com/v5 to create Pins that only you can see.',
  );

export const boardNotFound = (): Reply => refusal(404, 404, 'Board not found.');
export const sectionNotFound = (): Reply => refusal(404, 404, 'Board or section not found.');
export const pinNotFound = (): Reply => refusal(404, 50, 'Pin not found.');
export const mediaNotFound = (): Reply => refusal(404, 404, 'Media not found.');

export const tooManyRequests = (): Reply =>
  refusal(429, 8, 'You have exceeded your rate limit. Try again later.');

/** The id of a request, which Pinterest's support asks for. */
export const withRequestId = (reply: Reply): Reply =>
  reply.with({ 'x-pinterest-rid': String(randomInt(1_000_000_000, 9_999_999_999)) });

/** What is wrong with a body, in the words of the real validator as far as they are known. */
export function schemaRefusal(error: z.ZodError): Reply {
  const [issue] = error.issues;
  if (issue === undefined) return invalid('the body is wrong');
  const where = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return invalid(`Additional properties are not allowed ('${issue.keys[0]}' was unexpected)`);
    case 'invalid_format':
      return invalid(`${where}: '${String(issue.input).slice(0, 40)}' does not match '${patternOf(issue)}'`);
    case 'too_big':
      return invalid(`${where} is too long (constraint: ${limitOf(issue, 'max')}=${issue.maximum})`);
    case 'too_small':
      return invalid(`${where} is too short (constraint: ${limitOf(issue, 'min')}=${issue.minimum})`);
    default:
      return invalid(`${where}: ${issue.message}`);
  }
}

const patternOf = ({ pattern, format }: { pattern?: string | undefined; format: string }): string =>
  pattern?.replaceAll(/^\/|\/$/g, '') ?? format;

const limitOf = ({ origin }: { origin: string }, end: 'max' | 'min'): string =>
  `${end}${origin === 'array' ? 'Items' : origin === 'string' ? 'Length' : 'imum'}`;

/** The documented refusals, by the name a fault gives. */
const named: Record<string, () => Reply> = {
  'authentication-failed': unauthenticated,
  'missing-scope': () => missingScope(['pins:write']),
  'trial-access': trialOnly,
  'not-permitted': notPermitted,
  'account-suspended': () => refusal(403, 12, 'Your account has been suspended.'),
  'board-not-found': boardNotFound,
  'section-not-found': sectionNotFound,
  'pin-not-found': pinNotFound,
  'bad-board-id': () => invalid("board_id: 'mugs' does not match '^\\d+$'"),
  'too-many-pictures': () => invalid('media_source.items is too long (constraint: maxItems=5)'),
  'no-cover': () =>
    invalid(
      'one of cover_image_url or cover_image_content_type and cover_image_data or cover_image_key_frame_time is required',
    ),
  'unreachable-url': () => refusal(400, 1, 'Unable to reach the URL. Please check the URL and try again.'),
  'media-4196': () => refusal(400, 4196, 'The image could not be processed.'),
  'media-4197': () => refusal(400, 4197, 'The media does not fit the Pin.'),
  'invalid-request': () => invalid('something is wrong with it'),
  conflict: () => refusal(409, 409, 'Board section conflict.'),
  'too-large': () => new Reply(413),
  'rate-8': tooManyRequests,
  'rate-30': () => refusal(429, 30, 'You have exceeded the daily limit of your Trial access.'),
};

export const pinErrorNames: readonly string[] = Object.keys(named);

export const namedError = (fault: Pick<Fault, 'code'>): Reply =>
  named[fault.code ?? 'invalid-request']?.() ?? invalid('something is wrong with it');
