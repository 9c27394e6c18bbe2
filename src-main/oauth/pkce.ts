import { createHash } from 'node:crypto';
import type { OAuth } from '#shared/platforms/platform.ts';

/** What goes with the browser in place of a verifier (RFC 7636), written as the platform reads it. */
export function challengeOf(verifier: string, encoding: OAuth['pkce']): string {
  return createHash('sha256')
    .update(verifier)
    .digest(encoding ?? 'base64url');
}
