import type { Light } from '#shared/contract/targets.ts';
import type { DraftInput } from '#shared/contract/posts.ts';
import { AppError } from '#shared/model/app-error.ts';
import type { AttachedMedia } from '#shared/model/content.ts';
import type { Instant } from '#shared/model/time.ts';
import { preflight } from '#shared/publishing/preflight.ts';
import { type CountedPost, LONGEST_DAY, overdraftMessage, overdrafts } from '#shared/rules/allowance.ts';
import { judge } from '#shared/rules/judge.ts';
import { packs } from '#shared/rules/packs.ts';
import type { Planner } from '../desktop.ts';
import { connectionsOfApp, findConnection } from '../store/connections.ts';
import type { Db } from '../store/database.ts';
import { findMedia } from '../store/media.ts';
import { readSettings } from '../store/settings.ts';
import { type ConnectionRow, countedPosts } from '../store/targets.ts';
import { attached, mediaFor } from './snapshot.ts';

/** A post is out at most so long after it was due. */
const LATEST_MS = 24 * 60 * 60_000;
/** Room is looked for so far ahead; beyond it there is some. */
const LOOK_AHEAD_MS = 31 * 24 * 60 * 60_000;

interface Asked {
  draft: DraftInput;
  /** The post that is being edited, which is not counted beside itself. */
  postId: string | null;
  /** When it is to go out; null: not planned yet. */
  dueAt: Instant | null;
}

/** One traffic light a target of a draft that need not be saved. @throws AppError NOT_FOUND */
export function checkDraft(
  { store: { db }, clock, publicMedia }: Pick<Planner, 'store' | 'clock' | 'publicMedia'>,
  { draft, postId, dueAt }: Asked,
): Light[] {
  const now = clock.now();
  const media = filesOf(db, draft);
  const wanted = draft.targets.map((target) => {
    const connection = findConnection(db, target.connectionId);
    if (connection === undefined)
      throw new AppError('NOT_FOUND', 'One of the accounts is not known any more.', { action: 'reload' });
    const { options } = target;
    const text = target.captionOverride ?? draft.caption;
    const snapshot = { text, media: mediaFor(db, media, options), options };
    return { connection, snapshot };
  });
  const own: CountedPost[] = wanted.map(({ connection, snapshot }) => ({
    connectionId: connection.id,
    kind: judge(connection.platform, { ...snapshot, tier: connection.tier }).kind,
    at: dueAt ?? now,
  }));
  return wanted.map(({ connection, snapshot }, index) => {
    const findings = [
      ...preflight({ snapshot, connection, publicMedia, dueAt, now }),
      ...beyondAllowance(db, connection, own, index, postId),
    ].map(({ level, field, message }) => ({ level, field, message }));
    return { connectionId: connection.id, light: lightOf(findings), findings };
  });
}

function filesOf(db: Db, draft: DraftInput): AttachedMedia[] {
  return draft.media.map(({ mediaId, altText }, index) => {
    const file = findMedia(db, mediaId);
    if (file === undefined)
      throw new AppError('NOT_FOUND', 'One of the photos is not in the library any more. Add it again.', {
        field: `draft.media.${index}`,
      });
    return attached(file, altText);
  });
}

/** Warnings, for the platform may let more through; what it refuses waits until there is room. */
function beyondAllowance(
  db: Db,
  connection: ConnectionRow,
  own: readonly CountedPost[],
  index: number,
  postId: string | null,
): Light['findings'] {
  const pack = packs[connection.platform];
  const post = own[index];
  if (pack.allowances === undefined || post === undefined) return [];
  const accounts = connectionsOfApp(db, connection);
  const span = { from: post.at - LONGEST_DAY - LATEST_MS, to: post.at + LOOK_AHEAD_MS };
  const planned = countedPosts(db, accounts, span, postId);
  // Of the draft's own targets each counts those before it, so that only what is too much is warned of.
  const before = own.slice(0, index).filter(({ connectionId }) => accounts.includes(connectionId));
  const { zone } = readSettings(db);
  return overdrafts(pack, post, [...planned, ...before]).map((overdraft) => ({
    level: 'warn',
    field: 'when',
    message: overdraftMessage(pack.name, overdraft, zone),
  }));
}

function lightOf(findings: Light['findings']): Light['light'] {
  if (findings.some(({ level }) => level === 'stop')) return 'red';
  return findings.length > 0 ? 'amber' : 'green';
}
