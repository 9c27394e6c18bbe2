import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import type { Account } from '../platform.ts';
import { accepted, ask } from './api.ts';

const SECOND = 1000;
const ASK_EVERY = 4 * SECOND;
const LONGEST = 10 * 60 * SECOND;
/** Where LinkedIn does not let us ask how far a document is. Source: linkedin.md section 3.3. */
const BLIND_WAIT = 10 * SECOND;

const statusSchema = z.object({ status: z.string(), processingFailureReason: z.string().optional() });

/**
 * Waits until LinkedIn has processed a file.
 * @throws PublishFailure: `content` when it cannot use the file, `transient` when that takes too long; the next try waits on
 */
export async function waitUntilReady(
  account: Account,
  kind: 'video' | 'document',
  urn: string,
): Promise<void> {
  const { clock } = account;
  const until = clock.now() + LONGEST;
  while (clock.now() < until) {
    const answer = await ask(account, { method: 'GET', path: `/rest/${kind}s/${encodeURIComponent(urn)}` });
    if (kind === 'document' && answer.status === 403) return clock.sleepUntil(clock.now() + BLIND_WAIT);
    const { status, processingFailureReason } = read(accepted(account, answer), statusSchema);
    if (status === 'AVAILABLE') return;
    if (status === 'PROCESSING_FAILED') throw unusable(processingFailureReason);
    await clock.sleepUntil(clock.now() + ASK_EVERY);
  }
  const message = 'LinkedIn is still working on the file.';
  throw new PublishFailure({ class: 'transient', effect: 'none', after: 60 * SECOND, message });
}

function unusable(reason: string | undefined): PublishFailure {
  const why = reason === undefined ? '' : ` It says: “${reason}”`;
  return new PublishFailure({
    class: 'content',
    field: 'media',
    message: `LinkedIn cannot use this file. Choose another one.${why}`,
    code: 'PROCESSING_FAILED',
  });
}
