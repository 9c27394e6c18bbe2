/** A value that survives JSON; what journal answers and sealed records are made of. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type ReviverContext = { source?: string };
type LosslessReviver = (key: string, value: unknown, context: ReviverContext) => unknown;

const keepLongIntegers: LosslessReviver = (_key, value, context) =>
  typeof value === 'number' &&
  !Number.isSafeInteger(value) &&
  context.source !== undefined &&
  /^-?\d+$/.test(context.source)
    ? context.source
    : value;

/** JSON.parse that keeps integers beyond 2^53 exact, as strings: platform ids must never be rounded. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepLongIntegers as (key: string, value: unknown) => unknown);
}

/** JSON with sorted keys, so that equal content has one fingerprint. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of a text or of bytes, as lower-case hex. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
