import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';
import { windowEnd } from './rate-limit.ts';
import { refusalOf } from './refusal.ts';

const signInIsGone = 'Pinterest no longer accepts the sign-in of this account. Connect it again.';
const codeIsGone = 'Pinterest did not accept the sign-in; it may have taken too long. Connect again.';
const appIsWrong = 'Pinterest does not know this app. Check the App ID and the App secret key.';
const addressIsWrong =
  'The Pinterest app does not know the address of this computer. Add the redirect addresses to it.';

/** What a refused exchange of a code means. */
export function refusedCode(answer: HttpResponse, now: Instant): OAuthFailure {
  const words = refusalOf(answer)?.words ?? '';
  if (answer.status === 401) return new OAuthFailure('app', appIsWrong);
  if (/redirect.?uri/i.test(words)) return new OAuthFailure('app', addressIsWrong);
  return answer.status === 400 ? new OAuthFailure('refused', codeIsGone) : notNow(answer, now);
}

/** What a refused refresh means: 400 and 401 both say that the token is dead (pinterest.md section 5). */
export function refusedRefresh(answer: HttpResponse, now: Instant): OAuthFailure {
  const isSaid = refusalOf(answer) !== null && (answer.status === 400 || answer.status === 401);
  return isSaid ? new OAuthFailure('dead', signInIsGone) : notNow(answer, now);
}

/** What a refused call with a new token means. */
export function refusedToken(answer: HttpResponse, now: Instant): OAuthFailure {
  const error = classify(answer, now);
  if (error?.class === 'token') return new OAuthFailure('dead', error.message);
  if (error?.class === 'account') return new OAuthFailure('refused', error.message);
  return notNow(answer, now);
}

function notNow(answer: HttpResponse, now: Instant): OAuthFailure {
  const after = answer.status === 429 ? windowEnd(answer.headers, refusalOf(answer)?.words ?? '', now) : null;
  return new OAuthFailure('temporary', 'Pinterest does not answer as it should. Try again later.', after);
}
