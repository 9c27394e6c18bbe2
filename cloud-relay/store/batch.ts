import type { Instant } from '#shared/model/time.ts';

/** The items of a batch as the one parameter that `json_to_recordset` reads. */
export function batch(items: readonly object[]): string {
  return JSON.stringify(items, (_key, value: unknown) =>
    // Postgres keeps no NUL in texts; a platform's odd answer must not stop a close for that.
    typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value,
  );
}

/** As timestamptz reads it. */
export function written(at: Instant): string;
export function written(at: Instant | null): string | null;
export function written(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
