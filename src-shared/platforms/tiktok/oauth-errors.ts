import type { Instant } from '../../model/time.ts';
import type { HttpResponse } from '../../publishing/http.ts';
import { identityFailure } from '../identity-failure.ts';
import { OAuthFailure } from '../platform.ts';
import { classify } from './errors.ts';
import { quoted, refusalOf } from './refusal.ts';

/** What a refusal of the token endpoint means (tiktok.md section 2). Only `invalid_grant` says that a sign-in is gone. */
export function tokenRefusal(answer: HttpResponse): OAuthFailure {
  const refusal = refusalOf(answer);
  switch (refusal?.code) {
    case 'invalid_grant':
      return new OAuthFailure(
        'dead',
        'TikTok no longer accepts the sign-in of this account. Connect it again.',
      );
    case 'invalid_client':
    case 'unauthorized_client':
      return new OAuthFailure(
        'app',
        'TikTok does not know this app. Check the client key and the client secret.',
      );
    case 'access_denied':
      return new OAuthFailure('refused', 'TikTok did not give the permission. Connect again.');
    case 'invalid_scope':
      return new OAuthFailure(
        'app',
        'The app lacks a permission at TikTok. Add all permissions of the guide to it, then connect again.',
      );
    case 'server_error':
    case 'temporarily_unavailable':
    case undefined:
      return new OAuthFailure(
        'temporary',
        `TikTok did not take the sign-in (${answer.status}). Try again later.`,
      );
    default:
      return new OAuthFailure('app', `TikTok refused the sign-in.${quoted(refusal)}`);
  }
}

/** What a refusal means when we ask whose account it is. */
export function identityRefusal(answer: HttpResponse, now: Instant): OAuthFailure {
  return identityFailure(classify(answer, now), 'TikTok did not say whose account this is. Try again later.');
}
