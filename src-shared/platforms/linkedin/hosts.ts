export const apiOrigin = 'https://api.linkedin.com';
export const siteOrigin = 'https://www.linkedin.com';

/**
 * The version that every call under /rest names; it ends in September 2027. Not computed from the date: not every month has
 * one. Source: linkedin.md section 0.
 */
const version = '202609';

/** Of every call under /rest. */
export function restHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'linkedin-version': version,
    'x-restli-protocol-version': '2.0.0',
  };
}
