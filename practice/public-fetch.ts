import type { World } from './world.ts';

/** What came of fetching a file that a sender gave the address of. */
export type Fetched =
  | { kind: 'file'; bytes: Buffer; type: string }
  | {
      kind: 'failed';
      why: 'not-https' | 'redirect' | 'status' | 'unreachable' | 'timeout';
      /** The answer's status, where there was one. */
      status?: number;
    };

/** The platforms tell no figure; tests of slow hosts must not take minutes. */
const timeoutMs = 10_000;

/** Fetches as a platform does from the internet: https, plain ASCII, no redirect. Leads to hosts that are played here. */
export async function fetchPublic({ internet }: Pick<World, 'internet'>, url: string): Promise<Fetched> {
  if (!URL.canParse(url) || !/^https:\/\/[\x21-\x7e]+$/.test(url))
    return { kind: 'failed', why: 'not-https' };
  const { origin, pathname, search } = new URL(url);
  const base = internet.get(origin);
  if (base === undefined) return { kind: 'failed', why: 'unreachable' };
  try {
    const answer = await fetch(base + pathname + search, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'user-agent': 'practice-platform/1.0' },
    });
    const { status } = answer;
    if (status >= 300 && status < 400) return { kind: 'failed', why: 'redirect', status };
    if (status !== 200) return { kind: 'failed', why: 'status', status };
    const type = answer.headers.get('content-type') ?? '';
    return { kind: 'file', bytes: Buffer.from(await answer.arrayBuffer()), type };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failed', why: isTimeout ? 'timeout' : 'unreachable' };
  }
}
