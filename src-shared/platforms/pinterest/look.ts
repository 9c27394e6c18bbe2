import { PublishFailure } from '../../model/publish-error.ts';
import type { Finding } from '../platform.ts';

/** A refused look says nothing about the Pin. Passing trouble and dead tokens are the engine's to handle. */
export async function unlessRefused<T>(look: () => Promise<Finding<T>>): Promise<Finding<T>> {
  try {
    return await look();
  } catch (thrown) {
    if (!(thrown instanceof PublishFailure)) throw thrown;
    const { class: kind, message } = thrown.error;
    if (kind !== 'content' && kind !== 'account') throw thrown;
    return { kind: 'unsure', why: `Pinterest does not let us look: ${message}` };
  }
}
