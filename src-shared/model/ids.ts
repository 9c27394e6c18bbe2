import { z } from 'zod';

/** Source of random bytes; a port, so that tests are repeatable. */
export type RandomBytes = (count: number) => Uint8Array;

/** An id of ours: UUID version 7, so ids sort by the time they were made. */
export const idSchema = z.uuid({ version: 'v7', error: 'This is not an id of Picscripter.' });

/**
 * Makes a UUIDv7 (RFC 9562): 48 bits of Unix time in ms, then random bits.
 * @param now Unix time in ms
 */
export function newId(now: number, random: RandomBytes): string {
  const bytes = random(16);
  let time = now;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
