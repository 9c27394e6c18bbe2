import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';
import { type GraphError, graphErrorOf } from './graph-error.ts';

/** Subcodes of a login code that ran out or was used before. Known from use, not from the contract page. */
const spentCode = [36007, 36009];

/** What a refusal at the token address means: there it is about the app or the login code, never about a Page. */
export function refusalOfApp(answer: HttpResponse, now: Instant): OAuthFailure {
  const error = graphErrorOf(answer);
  const passing = passingTrouble(answer, now);
  // A wrong secret is told with code 1, which elsewhere is passing trouble.
  if (passing !== null && (error?.code !== 1 || error.is_transient === true)) return passing;
  if (error?.code === 190)
    return new OAuthFailure('dead', 'Facebook no longer accepts this login. Connect again.');
  if (error?.code === 100 && spentCode.includes(error.error_subcode ?? 0)) {
    return new OAuthFailure('refused', 'This login at Facebook has run out. Connect again.');
  }
  return new OAuthFailure(
    'app',
    `Facebook does not accept the app’s id, its secret or the return address.${wordsOf(error)}`,
  );
}

/** What a refusal means when the person's token is used. */
export function refusalOfPerson(answer: HttpResponse, now: Instant): OAuthFailure {
  const passing = passingTrouble(answer, now);
  if (passing !== null) return passing;
  const error = graphErrorOf(answer);
  const meaning = classify(answer, now);
  if (meaning?.class === 'token') return new OAuthFailure('dead', meaning.message);
  if (error?.code === 100 && error.error_subcode === 33) {
    return new OAuthFailure(
      'dead',
      'You no longer have a role on this Page. Ask for one, then connect the Page again.',
    );
  }
  if (meaning?.class === 'account') return new OAuthFailure('refused', meaning.message);
  return new OAuthFailure(
    'temporary',
    `Facebook gave an unexpected answer (${answer.status}).${wordsOf(error)} Try again later.`,
  );
}

function passingTrouble(answer: HttpResponse, now: Instant): OAuthFailure | null {
  const meaning = classify(answer, now);
  if (meaning?.class === 'quota')
    return new OAuthFailure('temporary', meaning.message, meaning.until ?? null);
  if (meaning?.class !== 'transient') return null;
  return new OAuthFailure(
    'temporary',
    meaning.message,
    meaning.after === undefined ? null : now + meaning.after,
  );
}

function wordsOf(error: GraphError | null): string {
  const words = error?.error_user_msg ?? error?.message;
  return words === undefined ? '' : ` Facebook says: ${words}`;
}
