import { createHash } from 'node:crypto';
import type { Chance } from '#main/scheduler/testing/seeded.ts';
import type { AttachedMedia } from '#shared/model/content.ts';
import { newId } from '#shared/model/ids.ts';
import type { TargetState } from '#shared/model/states.ts';
import { makeCaption } from './captions.ts';

export interface SeedPost {
  id: string;
  caption: string;
  tone: string | null;
  createdAt: number;
  media: AttachedMedia[];
  targets: SeedTarget[];
}

export interface SeedTarget {
  id: string;
  connectionId: string;
  state: TargetState;
  /** Null: a draft without a time. */
  dueAt: number | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;
/** Nothing is planned sooner than this, so that nothing becomes due while the file is in use. */
const AHEAD = 2 * DAY;
const tones = ['friendly', 'professional', 'playful', 'luxurious', 'minimalist', 'urgent', null, null];

/** Posts in the order they were made, with times spread evenly over two years past and one ahead. */
export function* makePosts(options: {
  count: number;
  accounts: readonly string[];
  media: readonly AttachedMedia[];
  now: number;
  chance: Chance;
}): Generator<SeedPost> {
  const { count, accounts, media, now, chance } = options;
  const id = (at: number) => newId(at, (length) => Uint8Array.from({ length }, () => chance.integer(256)));
  for (let number = 0; number < count; number += 1) {
    const spread = now - 2 * YEAR + (3 * YEAR * number) / count;
    const time = spread < now ? spread : spread + AHEAD;
    const createdAt = Math.floor(Math.min(time - 3 * DAY, now - (count - number)));
    const first = chance.integer(accounts.length);
    const isDraft = chance.happens(0.03);
    const dueAt = isDraft ? null : Math.floor(time / MINUTE) * MINUTE;
    yield {
      id: id(createdAt),
      caption: makeCaption(number, chance),
      tone: chance.pick(tones),
      createdAt,
      media: chance.happens(0.6) ? [chance.pick(media)] : [],
      targets: Array.from({ length: 1 + chance.integer(3) }, (_, index) => ({
        id: id(createdAt),
        connectionId: accounts[(first + index) % accounts.length] ?? '',
        state: dueAt === null ? 'draft' : stateAt(dueAt, now, chance),
        dueAt,
      })),
    };
  }
}

function stateAt(dueAt: number, now: number, chance: Chance): TargetState {
  if (dueAt > now) return 'scheduled';
  if (chance.happens(0.96)) return 'published';
  return chance.pick(['refused', 'missed', 'held', 'unknown', 'canceled'] as const);
}

/** Photos that are used again and again, as in a shop. Their files are not there: nothing here reads them. */
export function makeMedia(count: number, now: number, chance: Chance): AttachedMedia[] {
  return Array.from({ length: count }, (_, number) => ({
    mediaId: newId(now, (length) => Uint8Array.from({ length }, () => chance.integer(256))),
    hash: createHash('sha256').update(`photo ${number}`).digest('hex'),
    type: 'image/jpeg',
    size: 200_000 + chance.integer(3_000_000),
    width: 1600,
    height: 1200,
    animated: false,
    altText: `Photo ${number} of our workshop`,
  }));
}
