import type { Fault } from '../faults.ts';
import { json, Reply } from '../reply.ts';

const problems = 'https://api.x.com/2/problems';

export function problem(
  status: number,
  title: string,
  detail: string,
  type = 'about:blank',
  more: object = {},
): Reply {
  return json(
    status,
    { title, type, status, detail, ...more },
    { 'content-type': 'application/problem+json' },
  );
}

export const unauthorized = (): Reply => problem(401, 'Unauthorized', 'Unauthorized');

export const notPermitted = (): Reply =>
  problem(403, 'Forbidden', 'You are not permitted to perform this action.');

export const duplicateText = (): Reply =>
  problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.');

export const replyNotAllowed = (): Reply =>
  problem(
    403,
    'Forbidden',
    'You can only reply to or quote posts where you are mentioned or are the author.',
    `${problems}/not-authorized-for-resource`,
  );

export const notEnrolled = (): Reply =>
  problem(
    403,
    'Client Forbidden',
    'When authenticating requests to the X API v2 endpoints, you must use keys and tokens from a developer App that is attached to a Project.',
    `${problems}/client-forbidden`,
    {
      reason: 'client-not-enrolled',
      required_enrollment: 'Appropriate Level of API Access',
      registration_url: 'https://console.x.com',
    },
  );

/** A request that does not fit the contract; `parameters` names what was wrong and with which value. */
export function invalidRequest(message: string, parameters: Record<string, string[]> = {}): Reply {
  return problem(
    400,
    'Invalid Request',
    'One or more parameters to your request was invalid.',
    `${problems}/invalid-request`,
    {
      errors: [{ parameters, message }],
    },
  );
}

/** Content the platform cannot take: the sentence stands in `detail`. */
export const invalidContent = (detail: string): Reply =>
  problem(400, 'Invalid Request', detail, `${problems}/invalid-request`);

export const notFound = (kind: string, parameter: string, value: string): Reply =>
  problem(
    404,
    'Not Found Error',
    `Could not find ${kind} with ${parameter}: [${value}].`,
    `${problems}/resource-not-found`,
    {
      value,
      parameter,
      resource_id: value,
      resource_type: kind,
    },
  );

export function tooManyRequests(limit: number, resetSeconds: number): Reply {
  return problem(429, 'Too Many Requests', 'Too Many Requests').with({
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(resetSeconds),
  });
}

/** The old shape, for an account that posted too much today. */
export const overDailyLimit = (): Reply =>
  json(403, { errors: [{ code: 185, message: 'User is over daily status update limit.' }] });

/** The documented refusals, by the name a fault gives. */
const named: Record<string, () => Reply> = {
  unauthorized,
  duplicate: duplicateText,
  'not-permitted': notPermitted,
  'reply-not-allowed': replyNotAllowed,
  'client-not-enrolled': notEnrolled,
  'unsupported-authentication': () =>
    problem(
      403,
      'Unsupported Authentication',
      'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.',
      `${problems}/unsupported-authentication`,
    ),
  suspended: () =>
    problem(403, 'Forbidden', 'Your account is suspended and is not permitted to access this feature.'),
  locked: () =>
    problem(
      403,
      'Forbidden',
      'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account.',
    ),
  'too-long': () => invalidContent('Your Tweet text is too long.'),
  'invalid-url': () => invalidContent('The Tweet contains an invalid URL.'),
  'too-many-media': () => invalidContent('A Tweet can have a maximum of 4 items of media.'),
  cashtags: () => invalidContent('A Tweet can contain at most one cashtag.'),
  'media-ids-invalid': () => invalidContent('Your media IDs are invalid.'),
  'video-too-long': () => invalidContent('This user is not allowed to post a video longer than 2 minutes.'),
  'credits-depleted': () =>
    json(402, {
      title: 'CreditsDepleted',
      type: `${problems}/credits`,
      detail: 'Your enrolled account [123] does not have any credits to fulfill this request.',
      account_id: 123,
    }),
  'usage-capped': () =>
    problem(429, 'UsageCapExceeded', 'Usage cap exceeded: Monthly product cap', `${problems}/usage-capped`, {
      period: 'Monthly',
      scope: 'Product',
    }),
  'spending-limit': () =>
    problem(
      403,
      'SpendingLimitReached',
      'The spending limit of your enrolled account has been reached.',
      `${problems}/usage-capped`,
      {
        period: 'Monthly',
        scope: 'Account',
      },
    ),
  'over-daily-limit': overDailyLimit,
  /** The old shape, still seen for some limits. */
  'old-429': () => json(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] }),
  'segment-too-large': () => new Reply(413),
  'token-invalid': () => tokenError('Value passed for the token was invalid.'),
  'invalid-grant': () =>
    json(400, { error: 'invalid_grant', error_description: 'The refresh token was revoked.' }),
};

export const xErrorNames: readonly string[] = Object.keys(named);

export function namedError(fault: Fault): Reply {
  return named[fault.code ?? 'not-permitted']?.() ?? notPermitted();
}

/** The token endpoint speaks OAuth, not problem JSON. */
export const tokenError = (description: string, error = 'invalid_request', status = 400): Reply =>
  json(status, { error, error_description: description });
