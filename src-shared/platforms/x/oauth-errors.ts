import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { identityFailure } from '../identity-failure.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';
import { windowEnd } from './rate-limit.ts';
import { refusalOf } from './refusal.ts';

const tokenIsGone = 'X no longer accepts the sign-in of this account. Connect it again.';
const codeIsGone = 'X did not accept the sign-in; it has to be finished within 30 seconds. Connect again.';
const appIsWrong = 'X does not know this app. Check the client id, and the secret if the app has one.';
const addressIsWrong =
  'The X app does not know the address of this computer. Add the callback addresses at console.x.com.';

/** A refusal of the token endpoint (x.md section 2). */
export function tokenRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  const refusal = refusalOf(answer);
  const { status, words, numbers } = refusal;
  if (status === 429)
    return new OAuthFailure('temporary', 'X wants fewer calls for a while.', windowEnd(refusal, now));
  if (numbers.includes(415) || /redirect.?uri|callback/i.test(words))
    return new OAuthFailure('app', addressIsWrong);
  if (status === 401 || /client.?id|(invalid|unauthorized)_client/i.test(words))
    return new OAuthFailure('app', appIsWrong);
  if (/authorization code|code verifier/i.test(words)) return new OAuthFailure('dead', codeIsGone);
  if (status === 400 && /invalid_(request|grant)/.test(words)) return new OAuthFailure('dead', tokenIsGone);
  if (words === '') return new OAuthFailure('temporary', `X gave an answer that makes no sense (${status}).`);
  return new OAuthFailure('app', `X refused the sign-in. It says: “${words.slice(0, 200)}”`);
}

/** A refusal of the first call with a new token. */
export function identityRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  return identityFailure(classify(answer, now), 'X did not say whose account this is. Try again later.');
}
