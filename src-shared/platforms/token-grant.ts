import { z } from 'zod';
import type { Instant } from '../model/time.ts';
import type { HttpResponse } from '../publishing/http.ts';
import { oauthRead } from './call.ts';
import type { Grant } from './platform.ts';

/** Source: RFC 6749 section 5.1; some send the seconds as text. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.coerce.number().positive(),
  refresh_token: z.string().optional().catch(undefined),
  scope: z.string().catch(''),
});

/**
 * The grant in the answer of a token endpoint. @param askedAt taken before the call, so that a slow answer never makes the token
 * seem to live longer than it does @throws OAuthFailure when it is no such answer
 */
export function tokenGrant(answer: HttpResponse, askedAt: Instant): Grant {
  const token = oauthRead(answer, tokenSchema);
  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token || null,
    expiresAt: askedAt + token.expires_in * 1000,
    // They come back with spaces or with commas between them.
    scopes: token.scope.split(/[\s,]+/).filter((scope) => scope !== ''),
    extra: {},
  };
}
