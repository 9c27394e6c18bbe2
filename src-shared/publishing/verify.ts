import { lastsMs } from '../rules/judge-placement.ts';
import { packs } from '../rules/packs.ts';
import type { Announcement } from './announce.ts';
import { nextVerification } from './decide.ts';
import type { CheckResult, Verification } from './job-store.ts';
import { accountOf, type Workshop } from './work.ts';

/** Wait before a read-back that could not be made is tried once more. */
const AGAIN_MS = 60_000;

/**
 * Reads a published post back. Whatever comes of it, the target stays published; the seller is told, once. Never throws.
 */
export async function verify(shop: Workshop, verification: Verification): Promise<void> {
  const { clock, store, log } = shop;
  const platform = shop.platforms[verification.connection.platform];
  const nextAt = nextVerification(verification.publishedAt, clock.now());
  const account = accountOf(shop, verification.connection);
  if (isOver(verification, clock.now()))
    return save('unsure', 'It was shown for a time only, and that is over.', null);
  try {
    const read = await platform.readBack(account, verification.remoteId, verification.snapshot.kind);
    const where = `${verification.connection.name} on ${platform.name}`;
    switch (read.state) {
      case 'gone':
        return await save('gone', read.why ?? null, gone(where, read.why));
      case 'unsure':
        return await save('unsure', read.why, null);
      case 'there': {
        const changed = read.text !== null && folded(read.text) !== folded(verification.snapshot.text);
        return changed
          ? await save('changed', read.text, changedText(where))
          : await save('there', null, null);
      }
    }
  } catch (failure) {
    log.warn('a post could not be read back', { target: verification.targetId, error: String(failure) });
    await store.saveCheck(
      verification.targetId,
      {
        at: clock.now(),
        result: 'unsure',
        note: 'It could not be read back.',
        nextAt: nextAt ?? lastTry(verification, clock.now()),
      },
      null,
    );
  }

  function save(result: CheckResult, note: string | null, announcement: Announcement | null) {
    const news = result === verification.last ? null : announcement;
    return store.saveCheck(verification.targetId, { at: clock.now(), result, note, nextAt }, news);
  }
}

/** A story that is over is not there any more, and nobody has removed it. */
function isOver({ connection, snapshot, publishedAt }: Verification, now: number): boolean {
  const lasts = lastsMs(packs[connection.platform], snapshot.kind);
  return lasts !== null && now >= publishedAt + lasts;
}

/** One more try within half an hour of publishing, then it stays unverified. */
function lastTry(verification: Verification, now: number): number | null {
  return now - verification.publishedAt < 30 * 60_000 ? now + AGAIN_MS : null;
}

/** White space at line ends and Unicode form differ between platforms; neither is a change of the text. */
function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function gone(where: string, why?: string): Announcement {
  return {
    audit: { action: 'target.gone', summary: `The post for ${where} is not there any more.` },
    notice: {
      kind: 'gone',
      level: 'alarm',
      title: `Gone: the post for ${where}`,
      text:
        why ??
        'It was accepted, but it cannot be found any more. The platform or someone with access may have removed it.',
      action: 'resolve',
    },
  };
}

function changedText(where: string): Announcement {
  return {
    audit: {
      action: 'target.changed',
      summary: `The text for ${where} reads differently from what was sent.`,
    },
    notice: {
      kind: 'changed',
      level: 'warn',
      title: `The text reads differently: ${where}`,
      text: 'The platform shows a text that differs from what was sent. Open the receipt to compare.',
      action: null,
    },
  };
}
