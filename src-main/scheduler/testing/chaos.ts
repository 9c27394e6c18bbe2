import { expect } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { editPost, trashPost } from '../../planning/drafts.ts';
import { scheduleNew, schedulePost, unschedule } from '../../planning/schedule.ts';
import { findPost } from '../../store/posts.ts';
import { attempts, targets } from '../../store/schema.ts';
import { targetsOf } from '../../store/targets.ts';
import { createCountingPlatform } from './counting-platform.ts';
import { type Chance, createChance } from './seeded.ts';
import { createVirtualTime } from './virtual-clock.ts';
import { createWorld, draftFor, type Process, START, type World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Fewer cases may by chance not reach every end. */
const ENOUGH = 500;
const ends = ['published', 'missed', 'unknown', 'refused', 'canceled'];

/**
 * Runs one half of the seeded cases of chaos and checks each: at most one post a target, whatever happens, and nobody left
 * in the dark. PICSCRIPTER_CASES sets another number of cases for both halves, PICSCRIPTER_SEED runs one alone.
 */
export async function runChaos({ cases, half }: { cases: number; half: 0 | 1 }): Promise<void> {
  const only = process.env.PICSCRIPTER_SEED;
  const count = Math.ceil(Number(process.env.PICSCRIPTER_CASES ?? cases) / 2);
  const seeds =
    only === undefined ? Array.from({ length: count }, (_, index) => 2 * index + half) : [Number(only)];
  const seen = new Set<string>();
  for (const seed of seeds) {
    for (const state of await runCase(seed)) seen.add(state);
  }
  // The chaos must really have reached every end, or it proves nothing.
  if (seeds.length >= ENOUGH) expect([...seen]).toEqual(expect.arrayContaining(ends));
}

async function runCase(seed: number): Promise<string[]> {
  const chance = createChance(seed);
  const time = createVirtualTime(START);
  const platform = createCountingPlatform(time, chance);
  const world = createWorld(time, chance, platform);
  const plans = planPosts(world, chance);
  let running: Process = world.start();

  const until = 6 * MINUTE;
  while (time.elapsed() < until) {
    await time.advance(250 + chance.integer(25_000));
    if (chance.happens(0.15)) world.planner.wake();
    if (chance.happens(0.08)) world.skew.ms = chance.integer(4 * MINUTE) - 2 * MINUTE;
    if (chance.happens(0.12)) {
      if (chance.happens(0.7)) running.kill();
      running = world.start();
    }
    if (chance.happens(0.3)) sellerActs(world, chance, plans);
  }
  platform.calmDown();
  await time.advance(15 * MINUTE);

  return checkCase(seed, world, plans, platform.posts);
}

interface Plan {
  postId: string;
  /** Every caption the seller ever gave it. */
  captions: string[];
  parts: number;
}

function planPosts(world: World, chance: Chance): Plan[] {
  const accounts = Array.from({ length: 1 + chance.integer(2) }, (_, index) =>
    world.account(`account ${index}`),
  );
  return Array.from({ length: 1 + chance.integer(3) }, (_, index) => {
    const parts = chance.happens(0.3) ? 2 + chance.integer(2) : 1;
    const caption = `Post ${index}, version 0`;
    const at = new Date(START + 2 * SECOND + chance.integer(3 * MINUTE)).toISOString();
    const draft = draftFor([chance.pick(accounts)], caption, partsAfter(caption, parts));
    const { postId } = scheduleNew(world.planner, draft, null, {
      when: { at },
      lateMinutes: 1 + chance.integer(5),
    });
    return { postId, captions: [caption], parts };
  });
}

function partsAfter(caption: string, parts: number): string[] {
  return Array.from({ length: parts - 1 }, (_, index) => `${caption}, part ${index + 1}`);
}

/** The seller edits, moves, cancels, throws away: at any moment, also while it is being sent. */
function sellerActs(world: World, chance: Chance, plans: Plan[]): void {
  const plan = chance.pick(plans);
  const post = findPost(world.store.db, plan.postId);
  if (post === undefined) return;
  const { planner } = world;
  try {
    const deed = chance.integer(10);
    if (deed < 6) {
      const caption = `${plan.captions[0]?.split(',')[0]}, version ${plan.captions.length}`;
      const connectionIds = targetsOf(world.store.db, [plan.postId]).map(({ target }) => target.connectionId);
      editPost(
        planner,
        plan.postId,
        post.revision,
        draftFor(connectionIds, caption, partsAfter(caption, plan.parts)),
      );
      plan.captions.push(caption);
    } else if (deed < 8) {
      const at = new Date(planner.clock.now() + chance.integer(MINUTE)).toISOString();
      schedulePost(planner, plan.postId, { when: { at } });
    } else if (deed === 8) unschedule(planner, plan.postId, post.revision);
    else trashPost(planner, plan.postId);
  } catch (refusal) {
    if (!(refusal instanceof AppError)) throw refusal;
  }
}

function checkCase(
  seed: number,
  world: World,
  plans: Plan[],
  posts: readonly { text: string; replyTo: string | null; id: string }[],
): string[] {
  const about = `seed ${seed}`;
  const rows = world.store.db.select().from(targets).all();
  for (const [index, plan] of plans.entries()) {
    const mine = posts.filter(({ text }) => text.startsWith(`Post ${index},`));
    const heads = mine.filter(({ replyTo }) => replyTo === null);
    expect(heads.length, `${about}: ${heads.length} posts of plan ${index}`).toBeLessThanOrEqual(1);
    for (let part = 1; part < plan.parts; part++) {
      const same = mine.filter(({ text }) => text.endsWith(`, part ${part}`));
      expect(same.length, `${about}: part ${part} of plan ${index}`).toBeLessThanOrEqual(1);
    }
    const row = rows.find(({ postId }) => postId === plan.postId);
    if (row === undefined) continue;
    expect(['claimed', 'sending', 'scheduled'], `${about}: plan ${index} never ended`).not.toContain(
      row.state,
    );
    if (row.state === 'published') {
      expect(
        heads.map(({ id }) => id),
        about,
      ).toEqual(row.remoteId === null ? heads.map(({ id }) => id) : [row.remoteId]);
      expect(mine, about).toHaveLength(plan.parts);
      expect(plan.captions, `${about}: a text the seller never wrote`).toContain(heads[0]?.text);
    }
    // Nobody is left believing that nothing is out.
    if (heads.length === 1 && row.state !== 'published') {
      expect(['unknown', 'refused', 'held', 'missed', 'canceled', 'draft'], about).toContain(row.state);
      if (row.state !== 'unknown') expect(row.partlyOut, `${about}: out, but ${row.state}`).toBe(true);
    }
  }
  const fences = Map.groupBy(world.store.db.select().from(attempts).all(), ({ targetId }) => targetId);
  for (const list of fences.values()) {
    const numbers = list.map(({ fence }) => fence);
    expect(new Set(numbers).size, about).toBe(numbers.length);
  }
  world.store.close();
  return rows.map(({ state }) => state);
}
