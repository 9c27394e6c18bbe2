import type { PublishError } from '../model/publish-error.ts';
import { OAuthFailure } from './platform.ts';

/**
 * What a refusal of the first calls with a new token means for connecting.
 * @param error as the platform's error table has it; null: not in it
 * @param unknown what the seller is told when nothing is known but that it did not work
 */
export function identityFailure(error: PublishError | null, unknown: string): OAuthFailure {
  switch (error?.class) {
    case 'token':
      return new OAuthFailure('dead', error.message);
    case 'account':
      return new OAuthFailure(error.reconnect === true ? 'refused' : 'app', error.message);
    case 'content':
      return new OAuthFailure('refused', error.message);
    case 'quota':
      return new OAuthFailure('temporary', error.message, error.until ?? null);
    case 'transient':
    case undefined:
    default:
      return new OAuthFailure('temporary', unknown);
  }
}
