import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { identityFailure } from '../identity-failure.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';
import { quoted, refusalOf } from './refusal.ts';

export const noChannel =
  'This Google account has no YouTube channel yet. Create one at youtube.com, then connect again.';

/** What a refusal of the token endpoint means (youtube.md section 2). Only `invalid_grant` says that a sign-in is gone. */
export function tokenRefusal(answer: HttpResponse): OAuthFailure {
  const refusal = refusalOf(answer);
  switch (refusal.reason) {
    case 'invalid_grant':
      return new OAuthFailure(
        'dead',
        'Google no longer accepts the sign-in of this channel. Connect it again.',
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return new OAuthFailure(
        'app',
        'Google does not know this app. Check the client id and the client secret.',
      );
    case 'redirect_uri_mismatch':
      return new OAuthFailure(
        'app',
        'The OAuth client is not of the type Desktop app. Create one of that type.',
      );
    case 'access_denied':
      return new OAuthFailure('refused', 'Google did not give the permission. Connect again.');
    default: {
      const kind = refusal.words === '' || answer.status === 429 ? 'temporary' : 'app';
      const end = kind === 'temporary' ? ' Try again later.' : '';
      return new OAuthFailure(kind, `Google refused the sign-in (${answer.status}).${quoted(refusal)}${end}`);
    }
  }
}

/** What a refusal means when we ask whose channel it is. */
export function identityRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  const { reason } = refusalOf(answer);
  if (reason === 'youtubeSignupRequired') return new OAuthFailure('refused', noChannel);
  return identityFailure(
    classify(answer, now),
    'YouTube did not say whose channel this is. Try again later.',
  );
}
