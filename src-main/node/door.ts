import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Links that were used, kept so that a second opening can be told from a wrong address. */
const rememberedUsed = 50;

/**
 * Who may come in. A link works once and is traded for a cookie that only this launch knows; the cookie is
 * HttpOnly, so no page can read it, and SameSite=Strict, so no other site can make the browser send it.
 *
 * link: unused -> used
 */
export class Door {
  /** For programs of this user that read it from the data folder: they may ask for a fresh link. */
  readonly knockSecret = secret();
  readonly #cookieSecret = secret();
  readonly #unused = new Set<string>();
  readonly #used = new Set<string>();

  /** Path of a fresh link. Earlier ones that nobody used keep working. */
  newLink(): string {
    const token = secret();
    this.#unused.add(token);
    return `/door/${token}`;
  }

  /** Trades a link for the cookie. */
  enter(token: string): 'opened' | 'used' | 'unknown' {
    if (this.#unused.delete(token)) {
      this.#used.add(token);
      if (this.#used.size > rememberedUsed) this.#used.delete([...this.#used][0] ?? '');
      return 'opened';
    }
    return this.#used.has(token) ? 'used' : 'unknown';
  }

  /** Browsers send cookies to every port of a machine, so each port has a name of its own. */
  cookieFor(port: number): string {
    return `${cookieName(port)}=${this.#cookieSecret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  admits(cookieHeader: string | undefined, port: number): boolean {
    const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
    const name = `${cookieName(port)}=`;
    const sent = pairs.find((pair) => pair.startsWith(name))?.slice(name.length);
    return sent !== undefined && same(sent, this.#cookieSecret);
  }

  mayKnock(authorization: string | undefined): boolean {
    return same(authorization ?? '', `Bearer ${this.knockSecret}`);
  }
}

const cookieName = (port: number) => `picscripter-${port}`;
const secret = () => randomBytes(32).toString('base64url');

/** In the same time whatever the difference. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
