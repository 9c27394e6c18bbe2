import type { PublishError } from '../../model/publish-error.ts';
import type { Instant } from '../../model/time.ts';
import type { Refusal } from './refusal.ts';
import { capEnd, windowEnd } from './rate-limit.ts';

/** Codes that the publisher itself acts on. */
export const MEDIA_IDS_INVALID = 'media-ids-invalid';
export const NOT_FOUND = 'resource-not-found';
export const FIELDS_PARAMETER = 'fields-parameter';

interface Row {
  fits: (refusal: Refusal) => boolean;
  means: (refusal: Refusal, now: Instant) => PublishError;
}

type Field = Extract<PublishError, { class: 'content' }>['field'];

const says = (pattern: RegExp) => (refusal: Refusal) => pattern.test(refusal.words);

function content(field: Field, message: string, code?: string): Row['means'] {
  return (refusal) => ({ class: 'content', field, message, code: code ?? codeOf(refusal) });
}

function account(message: string, more: { reconnect?: true } = {}): Row['means'] {
  return (refusal) => ({ class: 'account', message, code: codeOf(refusal), ...more });
}

function quota(message: string, until: (refusal: Refusal, now: Instant) => Instant | null): Row['means'] {
  return (refusal, now) => {
    const end = until(refusal, now);
    return { class: 'quota', message, code: codeOf(refusal), ...(end === null ? {} : { until: end }) };
  };
}

const QUARTER = 15 * 60_000;

/** The rows of x.md section 5, first match wins. Statuses from 500 on are in none of them. */
export const rows: readonly Row[] = [
  {
    fits: ({ status }) => status === 401,
    means: (refusal) => ({
      class: 'token',
      message: 'X no longer accepts the sign-in of this account. Connect it again.',
      code: codeOf(refusal),
    }),
  },
  {
    fits: ({ status, type, title }) => status === 402 || type === 'credits' || title === 'CreditsDepleted',
    means: account(
      'The credits of the X app are used up. Its owner can top them up at console.x.com; then publish again.',
    ),
  },
  {
    fits: ({ type, title, words }) =>
      type === 'usage-capped' || title === 'UsageCapExceeded' || /spending.?limit|spend cap/i.test(words),
    means: quota(
      'The limit of the X app is reached. It goes on when the period ends, or when its owner raises the limit at console.x.com.',
      capEnd,
    ),
  },
  {
    fits: ({ status, type, numbers }) =>
      status === 429 || type === 'rate-limit-exceeded' || numbers.includes(88),
    means: (refusal, now) => {
      const message = 'X takes no more calls from this account for a while.';
      const until = windowEnd(refusal, now);
      const code = codeOf(refusal);
      if (until === null) return { class: 'transient', effect: 'none', after: QUARTER, message, code };
      return { class: 'quota', until, message, code };
    },
  },
  {
    fits: ({ status }) => status === 413,
    means: content('media', 'X says that this file is too big. Choose a smaller one.'),
  },
  {
    fits: ({ type, title }) =>
      type === 'unsupported-authentication' || title === 'Unsupported Authentication',
    means: account('X does not take this kind of sign-in. Connect the account again.', { reconnect: true }),
  },
  {
    fits: ({ type, words }) => type === 'client-forbidden' || /client-not-enrolled/.test(words),
    means: account(
      'The X app of this account may not post yet. At console.x.com, put it into a pay-per-use package and the Production environment.',
    ),
  },
  {
    fits: ({ status, numbers, words }) =>
      (status === 403 && /duplicate/i.test(words)) || numbers.includes(187),
    means: (refusal) => ({
      class: 'content',
      field: 'caption',
      message: 'X says that this account posted the same text before. Change the text to post it again.',
      code: codeOf(refusal),
      alreadyThere: true,
    }),
  },
  {
    fits: says(/reply to or quote|not allowed to reply/i),
    means: content(
      'thread',
      'X lets a post answer only your own posts and those that mention you. The part before may be gone.',
    ),
  },
  {
    fits: ({ status, words }) => status === 403 && /suspend/i.test(words),
    means: account('X has suspended this account. Sign in at x.com to see why.'),
  },
  {
    fits: ({ status, words, numbers }) => (status === 403 && /locked/i.test(words)) || numbers.includes(326),
    means: account('X has locked this account for now. Sign in at x.com and follow what it asks.'),
  },
  {
    fits: says(/video (is )?longer|video.*too long/i),
    means: content(
      'media',
      'This video is too long for your account at X. It takes up to 2 minutes 20 seconds.',
    ),
  },
  {
    fits: ({ status, words }) =>
      status === 400 && /media.?ids?\b.*(invalid|not found|expired)|invalid media.?ids?\b/i.test(words),
    means: content('media', 'X no longer has the uploaded files. Publish again.', MEDIA_IDS_INVALID),
  },
  {
    fits: ({ status, words }) => status === 400 && /maximum of 4|4 photos|items of media/i.test(words),
    means: content('media', 'X takes up to 4 photos, or 1 animation, or 1 video.'),
  },
  {
    fits: ({ status, words, numbers }) =>
      (status === 400 && /too long/i.test(words)) || numbers.includes(186),
    means: content('caption', 'X says that the text is too long. Shorten it.'),
  },
  {
    fits: ({ status, words }) => status === 400 && /invalid url/i.test(words),
    means: content('caption', 'X does not take a link in the text. Check it, or leave it out.'),
  },
  {
    fits: ({ status, words }) => status === 400 && /cashtag/i.test(words),
    means: content('caption', 'X takes one cashtag (such as $TSLA) in a post. Leave out the others.'),
  },
  {
    fits: ({ status, words }) => status === 400 && /(tweet|post)\.fields/.test(words),
    means: content('options', 'X does not know what was asked for.', FIELDS_PARAMETER),
  },
  {
    fits: ({ type }) => type === NOT_FOUND,
    means: content(
      'thread',
      'X cannot find what this belongs to. It may have been deleted there.',
      NOT_FOUND,
    ),
  },
  {
    fits: says(/not permitted to perform this action/i),
    means: content(
      'options',
      'X does not permit this and does not say why. The text may be too long, the account locked, or the app not allowed to write.',
    ),
  },
  {
    fits: ({ numbers }) => numbers.includes(415),
    means: account(
      'The X app does not know the address of this computer. Add the callback addresses at console.x.com.',
    ),
  },
  {
    // Whatever else X refuses in its own words was not done. A time-out is no refusal.
    fits: ({ status, words }) => status !== 408 && words !== '',
    means: (refusal) => ({
      class: 'content',
      field: 'options',
      message: `X refused this post. It says: ${quoted(refusal)}`,
      code: codeOf(refusal),
    }),
  },
];

/** The platform's own code, for the receipt and for support. */
function codeOf({ status, type, numbers }: Refusal): string {
  return [status, type, ...numbers].filter((part) => part !== '').join(' ');
}

const shownLength = 200;

function quoted({ words }: Refusal): string {
  const first = words.split(' · ')[0] ?? '';
  return `“${first.slice(0, shownLength)}”`;
}
