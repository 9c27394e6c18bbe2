import { fromBase64url, toBase64url } from './base64url.ts';
import { type KeySet, LEGACY_KID } from './key-set.ts';

// A sealed text is `kid:iv:authTag:data`, AES-256-GCM, each part but the kid in base64url. It is bound to the place where
// it is kept (`table/row/column`) as additional data, so that it opens nowhere else: a token copied from one row to
// another is refused. The older form `iv:authTag:data` (hex or base64url, bound to nothing) is read with the key named
// `legacy` and never written.

const IV_BYTES = 12;
const TAG_BYTES = 16;

export type EnvelopeFault = 'malformed' | 'unknown-key' | 'does-not-open';

/** A sealed text that cannot be opened: not an envelope, sealed with a key we lack, damaged, or from another place. */
export class EnvelopeError extends Error {
  readonly fault: EnvelopeFault;

  constructor(fault: EnvelopeFault, message: string) {
    super(message);
    this.name = 'EnvelopeError';
    this.fault = fault;
  }
}

/**
 * Seals a text with the current key.
 * @param boundTo where it will be kept, as `table/row/column`; needed again to open it
 */
export async function seal(text: string, boundTo: string, set: KeySet): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await importKey(keyOf(set, set.current), 'encrypt');
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(gcm(iv, boundTo), key, new TextEncoder().encode(text)),
  );
  // WebCrypto puts the tag behind the data.
  const data = sealed.subarray(0, sealed.length - TAG_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  return [set.current, toBase64url(iv), toBase64url(tag), toBase64url(data)].join(':');
}

/** Opens a sealed text of any known key. @throws EnvelopeError */
export async function open(sealed: string, boundTo: string, set: KeySet): Promise<string> {
  const envelope = parse(sealed);
  const key = await importKey(keyOf(set, envelope.kid), 'decrypt');
  const joined = new Uint8Array(envelope.data.length + envelope.tag.length);
  joined.set(envelope.data);
  joined.set(envelope.tag, envelope.data.length);
  const binding = envelope.bound ? boundTo : '';
  try {
    const text = await crypto.subtle.decrypt(gcm(envelope.iv, binding), key, joined);
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(text));
  } catch {
    throw new EnvelopeError('does-not-open', 'the sealed text is damaged or belongs elsewhere');
  }
}

/** Seals anew with the current key; what already is sealed with it comes back unchanged. @throws EnvelopeError */
export async function reseal(sealed: string, boundTo: string, set: KeySet): Promise<string> {
  const { kid, bound } = parse(sealed);
  if (bound && kid === set.current) return sealed;
  return seal(await open(sealed, boundTo, set), boundTo, set);
}

interface Envelope {
  kid: string;
  iv: Uint8Array<ArrayBuffer>;
  tag: Uint8Array<ArrayBuffer>;
  data: Uint8Array<ArrayBuffer>;
  bound: boolean;
}

function parse(sealed: string): Envelope {
  const parts = sealed.split(':');
  const bound = parts.length === 4;
  const kid = bound ? parts.shift() : LEGACY_KID;
  const [ivText, tagText, dataText] = parts;
  if (parts.length !== 3 || !kid || ivText === undefined || tagText === undefined || dataText === undefined) {
    throw malformed();
  }
  // The tag is always 16 bytes, so its length tells how an old envelope was written: 32 characters of hex, 22 of base64url.
  const decode = !bound && tagText.length === TAG_BYTES * 2 ? fromHex : fromBase64url;
  const [iv, tag, data] = [decode(ivText), decode(tagText), decode(dataText)];
  if (!iv || !tag || !data || iv.length < IV_BYTES || tag.length !== TAG_BYTES) throw malformed();
  return { kid, iv, tag, data, bound };
}

const malformed = () => new EnvelopeError('malformed', 'this is not a sealed text');

function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function keyOf(set: KeySet, kid: string): Uint8Array {
  const key = set.keys.get(kid);
  if (!key) throw new EnvelopeError('unknown-key', `there is no key ${kid}`);
  return key;
}

function importKey(bytes: Uint8Array, usage: 'encrypt' | 'decrypt') {
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, [usage]);
}

function gcm(iv: Uint8Array<ArrayBuffer>, boundTo: string) {
  return {
    name: 'AES-GCM' as const,
    iv,
    additionalData: new TextEncoder().encode(boundTo),
    tagLength: TAG_BYTES * 8,
  };
}
