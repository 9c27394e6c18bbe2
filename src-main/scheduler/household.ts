import { newId, type RandomBytes } from '#shared/model/ids.ts';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { Http } from '#shared/publishing/http.ts';
import type { Clock, Log } from '#shared/publishing/ports.ts';
import type { Tokens } from '#shared/publishing/tokens.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { Store } from '../store/database.ts';
import { addNotice } from '../store/notices.ts';

/** What the housekeeping works on. */
export interface Household {
  store: Store;
  tokens: Tokens;
  http: Http;
  clock: Clock;
  random: RandomBytes;
  log: Log;
  media: MediaStore;
  backupFolder: string;
  /** Whether there is a place from which platforms can fetch files. */
  publicMedia: boolean;
  platforms: Readonly<Record<PlatformId, Platform>>;
}

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Puts a notice into the seller's inbox. */
export function tell(
  { store, clock, random }: Household,
  notice: Omit<Parameters<typeof addNotice>[1], 'id' | 'createdAt'>,
): void {
  const createdAt = clock.now();
  addNotice(store.db, { id: newId(createdAt, random), createdAt, ...notice });
}
