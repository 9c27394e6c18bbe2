import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import { duplicateOf, type Refusal } from './refusal.ts';

interface Row {
  fits: (refusal: Refusal) => boolean;
  means: (refusal: Refusal, now: Instant) => PublishError;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const has =
  (...codes: string[]) =>
  (refusal: Refusal): boolean =>
    codes.some((code) => refusal.codes.includes(code));

const token =
  (message: string): Row['means'] =>
  (refusal) => ({ class: 'token', message, code: codeOf(refusal) });

const account =
  (message: string, more: { reconnect?: true } = {}): Row['means'] =>
  (refusal) => ({ class: 'account', message, code: codeOf(refusal), ...more });

const content =
  (field: 'caption' | 'media' | 'options', message: string): Row['means'] =>
  (refusal) => ({ class: 'content', field, message, code: codeOf(refusal) });

const passing =
  (message: string, after: number): Row['means'] =>
  (refusal) => ({ class: 'transient', effect: 'none', after, message, code: codeOf(refusal) });

/** The rows of linkedin.md section 6, first match wins. Statuses from 500 on are in none of them. */
export const rows: readonly Row[] = [
  {
    fits: has('REVOKED_ACCESS_TOKEN', '65601'),
    means: token('The permission was taken back at LinkedIn. Connect the account again.'),
  },
  {
    fits: has('EXPIRED_ACCESS_TOKEN', '65602'),
    means: token('The connection to LinkedIn has run out; it lasts 60 days. Connect the account again.'),
  },
  {
    // INVALID_ACCESS_TOKEN, EMPTY_ACCESS_TOKEN and whatever else is said of a token.
    fits: ({ status }) => status === 401,
    means: token('LinkedIn no longer accepts the connection. Connect the account again.'),
  },
  {
    fits: (refusal) => refusal.status === 426 || has('VERSION_MISSING', 'NONEXISTENT_VERSION')(refusal),
    means: account(
      'LinkedIn no longer takes calls the way this Picscripter makes them. Update Picscripter, then publish again.',
    ),
  },
  {
    // LinkedIn does not say for how long. It may be trouble of a quarter of an hour; daily limits end at midnight UTC.
    fits: ({ status }) => status === 429,
    means: (refusal, now) => ({
      class: 'quota',
      until: now + 15 * MINUTE,
      message: 'LinkedIn takes no more calls for now. Its daily limits begin anew at midnight UTC.',
      code: codeOf(refusal),
    }),
  },
  {
    fits: (refusal) => duplicateOf(refusal) !== null,
    means: (refusal) => ({
      class: 'content',
      field: 'caption',
      message: 'LinkedIn says that the same post was made before. Change the text to post it again.',
      code: codeOf(refusal),
      alreadyThere: true,
    }),
  },
  {
    fits: ({ status, words }) => status === 403 && /partnerApiPosts\w*\.CREATE/.test(words),
    means: account(
      'LinkedIn does not let this app post here. For a Page, you need a role on it that may create content, and the app needs the Community Management API in its Standard tier. Then connect again.',
      { reconnect: true },
    ),
  },
  {
    fits: ({ status, isOwn }) => status === 403 && isOwn,
    means: (refusal) => ({
      class: 'account',
      message: `LinkedIn did not give the app a permission that this needs. Connect again, with the right app. ${quoted(refusal)}`,
      code: codeOf(refusal),
      reconnect: true,
    }),
  },
  {
    fits: has('MEDIA_ASSET_WAITING_UPLOAD'),
    means: passing('LinkedIn is still working on the file.', 10 * SECOND),
  },
  {
    fits: has('MEDIA_ASSET_PROCESSING_FAILED'),
    means: content('media', 'LinkedIn cannot use this file. Choose another one.'),
  },
  {
    fits: has('FIELD_LENGTH_TOO_LONG'),
    means: content('caption', 'LinkedIn says that the text is too long. Shorten it.'),
  },
  {
    fits: ({ status, isOwn }) => status === 409 && isOwn,
    means: passing('LinkedIn was busy with something else of this account.', 5 * SECOND),
  },
  {
    // INVALID_VALUE_FOR_FIELD, MISSING_FIELD, "could not be converted", 411, 422: LinkedIn looked at it and did nothing.
    fits: ({ status, isOwn }) => isOwn && [400, 404, 405, 411, 413, 415, 422].includes(status),
    means: (refusal) => ({
      class: 'content',
      field: 'options',
      message: `LinkedIn refused this post. ${quoted(refusal)}`,
      code: codeOf(refusal),
    }),
  },
];

/** The platform's own codes, for the receipt and for support. */
function codeOf({ status, codes }: Refusal): string {
  return [status, ...codes].join(' ');
}

const shownLength = 200;

function quoted({ words }: Refusal): string {
  const first = words.split(' · ')[0] ?? '';
  return first === '' ? 'It gives no reason.' : `It says: “${first.slice(0, shownLength)}”`;
}
