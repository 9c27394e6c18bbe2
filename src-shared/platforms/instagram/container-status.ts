import { z } from 'zod';
import { PublishFailure } from '../../model/publish-error.ts';
import { read } from '../call.ts';
import { graphErrorOf, isOutOfSight } from '../facebook/graph-error.ts';
import type { Account } from '../platform.ts';
import { accepted, ask } from './api.ts';
import { rowOfSubcode } from './error-table.ts';
import { contentError } from './errors.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Pictures are ready in seconds, videos in minutes. Source: instagram.md section 3.2. */
const firstPauses = [3, 5, 10, 20, 30].map((seconds) => seconds * SECOND);
const LONGEST = 30 * MINUTE;

const statusSchema = z.object({ status_code: z.string(), status: z.string().optional() });
export type ContainerStatus = z.infer<typeof statusSchema>;

/** Where a container stands; null when Instagram does not know it (any more). @throws PublishFailure, UnmappedAnswer, HttpFailure */
export async function askContainer(account: Account, id: string): Promise<ContainerStatus | null> {
  const query = { fields: 'status_code,status' };
  const answer = await ask(account, { method: 'GET', path: `/${id}`, query });
  const error = graphErrorOf(answer);
  if (isOutOfSight(error) || error?.error_subcode === 2_207_006 || error?.error_subcode === 2_207_008)
    return null;
  return read(accepted(account, answer), statusSchema);
}

/**
 * Waits until a container can be published. `gone`: it can no more (it ran out, or failed of what another one may not), so
 * another one must be made.
 * @throws PublishFailure `content` when Instagram cannot use the file, `transient` when it takes too long
 */
export async function waitForContainer(account: Account, id: string): Promise<'ready' | 'gone'> {
  const { clock } = account;
  const until = clock.now() + LONGEST;
  for (let look = 0; ; look += 1) {
    const status = await askContainer(account, id);
    if (status === null || status.status_code === 'EXPIRED') return 'gone';
    // One that is published already is told so by publishing it again.
    if (['FINISHED', 'PUBLISHED'].includes(status.status_code)) return 'ready';
    if (status.status_code === 'ERROR') return failed(status);
    if (clock.now() >= until) throw stillWorking();
    await clock.sleepUntil(clock.now() + (firstPauses[look] ?? MINUTE));
  }
}

function failed({ status = '' }: ContainerStatus): 'gone' {
  const subcode = /\b(2207\d{3})\b/.exec(status)?.[1] ?? '';
  const row = rowOfSubcode(subcode);
  if (row?.as === 'content') throw new PublishFailure(contentError(row, subcode));
  return 'gone';
}

function stillWorking(): PublishFailure {
  const message = 'Instagram is still working on the files.';
  return new PublishFailure({ class: 'transient', effect: 'none', after: MINUTE, message });
}
