import { z } from 'zod';
import type { Instant } from '../../model/time.ts';
import { type HttpResponse, jsonOf } from '../../publishing/http.ts';
import { graphErrorOf } from '../facebook/graph-error.ts';
import { identityFailure } from '../identity-failure.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';

/** api.instagram.com has an error form of its own. */
const loginErrorSchema = z.object({ error_message: z.string() });

/** What a refusal of a login code means: it is about the app, the return address, or the code. */
export function refusalOfCode(answer: HttpResponse): OAuthFailure {
  const parsed = loginErrorSchema.safeParse(jsonOf(answer));
  const words = parsed.success ? ` Instagram says: ${parsed.data.error_message}` : '';
  if (answer.status === 429)
    return new OAuthFailure('temporary', 'Instagram wants fewer calls for a while. Try again later.');
  // Told in words alone; they help the seller, and nothing is decided by them.
  return new OAuthFailure(
    'app',
    `Instagram does not accept the login, the app’s id, its secret or the return address. Check them, then connect again.${words}`,
  );
}

/** What a refusal means when the account's own token is used, or renewed. */
export function refusalOfAccount(answer: HttpResponse, now: Instant): OAuthFailure {
  const error = graphErrorOf(answer);
  // A token too young, too old or of the wrong kind to be renewed.
  if (error?.code === 100 && error.error_subcode === undefined)
    return new OAuthFailure('dead', 'Instagram does not renew the connection. Connect the account again.');
  return identityFailure(
    classify(answer, now),
    `Instagram gave an unexpected answer (${answer.status}). Try again later.`,
  );
}
