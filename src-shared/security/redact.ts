// What is written down about a call (log, error text, receipt) passes through here first: tokens, codes and secrets are
// replaced by HIDDEN, everything else stays as it was, because it is read when something went wrong.

export const HIDDEN = '[hidden]';

/** Names of headers, fields and parameters whose value is secret wherever they stand; compared without case, `-` and `_`. */
const namesAsWritten = [
  'access_token',
  'api_key',
  'appsecret_proof',
  'app_secret',
  'authorization',
  'bearer_token',
  'client_assertion',
  'client_secret',
  'code_verifier',
  'cookie',
  'fb_exchange_token',
  'id_token',
  'input_token',
  'long_lived_token',
  'oauth_code',
  'oauth_signature',
  'oauth_token',
  'oauth_token_secret',
  'oauth_verifier',
  'page_access_token',
  'passphrase',
  'password',
  'proxy_authorization',
  'refresh_token',
  'secret',
  'secret_access_key',
  'set_cookie',
  'token',
  'upload_id',
  'upload_token',
  'user_access_token',
  'x-amz-security-token',
  'x-amz-signature',
  'x-goog-api-key',
];
const secretNames = new Set(namesAsWritten.map(plain));

/** Parameters that are secret in an address or form only; as fields they are also error codes and row keys. */
const secretParameters = new Set(['code', 'key', 'signature']);

/** Tokens known by their look, wherever they stand. */
const knownTokens =
  /\b(?:EAA[A-Za-z0-9]{20,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{10,}|pina_[\w-]{20,}|pinr\.[\w-]{20,}|(?:act|rft)\.[\w!*.-]{20,}|shp(?:at|ca|pa|ss)_[A-Za-z0-9]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})/g;

/** A scheme and its credentials; those are long or carry a digit, unlike the words of "invalid OAuth access token". */
const authorization =
  /\b(Bearer|Basic|OAuth)\s+(?=\S{16}|\S*\d)[A-Za-z0-9._~+/%=:-]{6,}(?:,\s*oauth_[^\n]*)?/gi;

/** Where Meta takes the bytes of a video: whoever knows the address may know the video before it is out. */
const uploadAddress = /\bhttps:\/\/rupload\.facebook\.com\/[^\s"'<>\\]+/gi;

/** A `name=value` of an address, a form or a cookie. */
const parameter = /(?<![\w.%-])([A-Za-z][\w.-]*)=([^&\s"'<>#;,]+)/g;

/** A `"name": "value"` of JSON, also of JSON inside a JSON string (`\"name\": \"value\"`), and when it was cut off. */
const jsonField = new RegExp(
  String.raw`(\\*")(${[...namesAsWritten, 'code'].map(spellings).join('|')})\1(\s*:\s*)\1((?:(?!\1)(?:\\[\s\S]|[\s\S]))*)(?:\1|$)`,
  'gi',
);

/** A `Name: value` of headers written out as lines. */
const headerLine = /^([ \t]*)([A-Za-z][A-Za-z-]*)(:[ \t]*)(\S.*)$/gm;

/** A text with everything secret replaced by HIDDEN. */
export function redactText(text: string): string {
  return text
    .replace(jsonField, (whole, quote: string, name: string, colon: string, value: string) =>
      isSecretField(name, value) ? `${quote}${name}${quote}${colon}${quote}${HIDDEN}${quote}` : whole,
    )
    .replace(headerLine, (whole, indent: string, name: string, colon: string) =>
      secretNames.has(plain(name)) ? `${indent}${name}${colon}${HIDDEN}` : whole,
    )
    .replace(parameter, (whole, name: string, value: string) =>
      isSecretParameter(name, value) ? `${name}=${HIDDEN}` : whole,
    )
    .replace(authorization, `$1 ${HIDDEN}`)
    .replace(uploadAddress, `https://rupload.facebook.com/${HIDDEN}`)
    .replace(knownTokens, HIDDEN);
}

/**
 * A copy of any value with everything secret replaced by HIDDEN: by the name of the field, and inside every text.
 * Errors become plain objects; what repeats or lies too deep is named instead of shown.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, []);
}

const MAX_DEPTH = 12;

function redactValue(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (above.includes(value)) return '[repeated]';
  if (above.length >= MAX_DEPTH) return '[deeper]';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => redactValue(item, path));
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Date) return value;
  if (value instanceof Map) return redactFields([...value], path);
  if (value instanceof Set) return [...value].map((item) => redactValue(item, path));
  const own: [string, unknown][] = Object.entries(value);
  if (!(value instanceof Error)) return redactFields(own, path);
  const hiddenByError = (['name', 'message', 'stack', 'cause'] as const)
    .filter((name) => value[name] !== undefined)
    .map((name) => [name, value[name]] as const);
  return redactFields([...hiddenByError, ...own], path);
}

function redactFields(fields: readonly (readonly [unknown, unknown])[], path: readonly object[]) {
  return Object.fromEntries(
    fields.map(([key, value]) => {
      const name = String(key);
      return [name, isSecretField(name, value) ? HIDDEN : redactValue(value, path)];
    }),
  );
}

function isSecretField(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return false;
  if (secretNames.has(plain(name))) return true;
  return name === 'code' && typeof value === 'string' && isAuthorizationCode(value);
}

/** A `code` field is mostly an error's code (`190`, `NOT_FOUND`, `file_too_large`), which must stay readable. */
function isAuthorizationCode(value: string): boolean {
  return value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value);
}

function isSecretParameter(name: string, value: string): boolean {
  if (value === HIDDEN) return false;
  if (secretNames.has(plain(name))) return true;
  return secretParameters.has(name.toLowerCase()) && !/^\d{1,6}$/.test(value);
}

/** A pattern of the name in snake_case, kebab-case and camelCase. */
function spellings(name: string): string {
  return name.replaceAll(/[_-]/g, '[_-]?');
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '').replaceAll('-', '');
}
