import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
import { identityFailure } from '../identity-failure.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';

const bodySchema = z.object({ error: z.string().catch(''), error_description: z.string().catch('') });

export const hasRunOut =
  'The connection to LinkedIn has run out; LinkedIn does not renew it for this app. Connect the account again.';

/** A refusal of the token endpoint, which speaks OAuth. Its bodies are not in the contract: by their standard names only. */
export function tokenRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  if (answer.status === 429) {
    return new OAuthFailure('temporary', 'LinkedIn wants fewer calls for a while.', now + 15 * 60_000);
  }
  const parsed = bodySchema.safeParse(jsonOf(answer));
  const { error, error_description: words } = parsed.success
    ? parsed.data
    : { error: '', error_description: '' };
  switch (error) {
    case '':
      return new OAuthFailure('temporary', `LinkedIn gave an answer that makes no sense (${answer.status}).`);
    case 'invalid_client':
    case 'unauthorized_client':
      return new OAuthFailure('app', 'LinkedIn does not know this app. Check the client id and the secret.');
    case 'invalid_grant':
      return new OAuthFailure('dead', hasRunOut);
    default:
      return /authorization code|redirect.?uri/i.test(words)
        ? new OAuthFailure(
            'refused',
            'LinkedIn did not accept the sign-in. It may have taken too long. Connect again.',
          )
        : new OAuthFailure('app', `LinkedIn refused the sign-in. It says: “${words.slice(0, 200)}”`);
  }
}

/** A refusal of the first calls with a new token. */
export function identityRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  return identityFailure(
    classify(answer, now),
    'LinkedIn did not say whose account this is. Try again later.',
  );
}
