import { AppError } from '#shared/model/app-error.ts';
import type { Consent, Platform } from '#shared/platforms/platform.ts';
import type { AppConfig } from '../host.ts';

/**
 * The consent that is meant, as connections and apps are kept by it: the usual one where none is named, and empty where the
 * platform has but one. @throws AppError NOT_FOUND
 */
export function consentOf({ name, oauth }: Pick<Platform, 'name' | 'oauth'>, asked?: string): string {
  const { consents = [] } = oauth;
  if (asked === undefined || asked === '') return consents[0]?.id ?? '';
  if (consents.some(({ id }) => id === asked)) return asked;
  throw new AppError('NOT_FOUND', `${name} knows no such way to connect.`, { action: 'reload' });
}

/** Why a consent cannot be used on this computer, as sentences; null when it can. */
export function missingFor(
  { needs }: Pick<Consent, 'needs'>,
  { localReturns = false }: Pick<AppConfig, 'localReturns'>,
): string | null {
  return needs?.what === 'relay' && !localReturns ? needs.why : null;
}
