import type { Json } from '#shared/model/json.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { type Finding, type Platform, UnmappedAnswer } from '#shared/platforms/platform.ts';
import { HttpFailure } from '#shared/publishing/http.ts';
import type { Chance } from './seeded.ts';
import type { VirtualTime } from './virtual-clock.ts';

export interface CountedPost {
  id: string;
  accountId: string;
  text: string;
  /** True time of its acceptance, ms. */
  at: number;
  replyTo: string | null;
}

/** A platform that counts: it keeps every post it ever accepted, and answers as badly as real ones do. */
export interface CountingPlatform {
  posts: readonly CountedPost[];
  /** The network as one desktop process has it; `alive` false: the process is gone, no answer reaches it. */
  platform(process: { alive: boolean }): Platform;
  /** From now on everything works. */
  calmDown(): void;
}

type Part = Pick<CountedPost, 'accountId' | 'text' | 'replyTo'>;
type Accepted = { id: string };

/** Acceptance is at most this late, and shows in the list at most this late: together less than the last look. */
const SLOWEST_ACCEPT_MS = 5000;
const SLOWEST_LIST_MS = 35_000;
const LOOKS = [0, 45_000];

type Weather =
  | 'fine'
  | 'lost-after'
  | 'lost-before'
  | '500-after'
  | '500-before'
  | 'refused-connection'
  | '429'
  | 'token'
  | 'content'
  | 'late';

const weathers: readonly (readonly [Weather, number])[] = [
  ['fine', 50],
  ['lost-after', 10],
  ['lost-before', 8],
  ['500-after', 8],
  ['500-before', 5],
  ['refused-connection', 4],
  ['429', 4],
  ['token', 3],
  ['content', 1],
  ['late', 7],
];

export function createCountingPlatform(time: VirtualTime, chance: Chance): CountingPlatform {
  const posts: CountedPost[] = [];
  const listLag = chance.integer(SLOWEST_LIST_MS);
  const refusesDuplicates = chance.happens(0.5);
  let calm = false;
  let serial = 0;

  function weather(): Weather {
    if (calm) return 'fine';
    let left = chance.next() * 100;
    for (const [kind, weight] of weathers) {
      left -= weight;
      if (left < 0) return kind;
    }
    return 'fine';
  }

  /** One call: what the server does, and what of it reaches the process. */
  async function call<T extends Json>(process: { alive: boolean }, effect: () => T): Promise<T> {
    if (!process.alive) return never();
    const kind = weather();
    if (kind === 'refused-connection') throw new HttpFailure('not-sent', 'connection refused');
    await time.wait(1 + chance.integer(kind === 'late' ? SLOWEST_ACCEPT_MS : 300));
    const answer = await respond(kind, effect);
    if (!process.alive) return never();
    return answer;
  }

  async function respond<T>(kind: Weather, effect: () => T): Promise<T> {
    switch (kind) {
      case 'fine':
      case 'refused-connection':
        return effect();
      case 'late': {
        const answer = effect();
        await time.wait(chance.integer(40_000));
        return answer;
      }
      case 'lost-after':
        effect();
        await time.wait(chance.integer(20_000));
        throw new HttpFailure('no-answer', 'time-out');
      case 'lost-before':
        await time.wait(chance.integer(20_000));
        throw new HttpFailure('no-answer', 'time-out');
      case '500-after':
        effect();
        throw new UnmappedAnswer(500, '');
      case '500-before':
        throw new UnmappedAnswer(502, '');
      case '429':
        throw new PublishFailure({
          class: 'transient',
          effect: 'none',
          after: 1 + chance.integer(30_000),
          message: 'Too many requests.',
        });
      case 'token':
        throw new PublishFailure({ class: 'token', message: 'The token was not accepted.' });
      case 'content':
        throw new PublishFailure({ class: 'content', field: 'caption', message: 'Not like this.' });
    }
  }

  function accept({ accountId, text, replyTo }: Part): Accepted {
    if (refusesDuplicates && posts.some((post) => post.accountId === accountId && post.text === text)) {
      throw new PublishFailure({
        class: 'content',
        field: 'caption',
        message: 'Said before.',
        alreadyThere: true,
      });
    }
    serial += 1;
    const id = `p${serial}`;
    posts.push({ id, accountId, text, at: time.elapsed(), replyTo });
    return { id };
  }

  /** What the account's list shows by now: a new post takes its time to get there. */
  function matches({ accountId, text, replyTo }: Part, since: number): string[] {
    return posts
      .filter((post) => post.accountId === accountId && post.text === text && post.replyTo === replyTo)
      .filter((post) => post.at >= since && post.at + listLag <= time.elapsed())
      .map(({ id }) => id);
  }

  function platform(process: { alive: boolean }): Platform {
    return {
      id: 'x',
      name: 'Counting',
      oauth: null as never,
      async publish({ account, snapshot, taken }, step) {
        for (const { hash } of snapshot.media) {
          await step.repeatable(`upload:${hash}`, () => call(process, () => ({ kept: true })), {
            sent: { hash },
          });
        }
        let first: string | null = null;
        let previous: string | null = null;
        for (const [index, text] of [snapshot.text, ...(snapshot.options.thread ?? [])].entries()) {
          const part = { accountId: account.accountId, text, replyTo: previous };
          const answer: Accepted = await step.visible(
            `part:${index}`,
            () => call(process, () => accept(part)),
            {
              sent: part,
              looks: LOOKS,
              async find({ startedAt }): Promise<Finding<Accepted>> {
                await account.token();
                const since = startedAt - account.clock.now() + time.elapsed() - 60_000;
                const listed = await call(process, () => ({
                  ids: matches(part, since).filter((id) => !taken.has(id)),
                }));
                const [id] = listed.ids;
                if (id === undefined) return { kind: 'absent' };
                return listed.ids.length > 1
                  ? { kind: 'unsure', why: 'There are several.' }
                  : { kind: 'found', answer: { id } };
              },
            },
          );
          first ??= answer.id;
          previous = answer.id;
        }
        return { remoteId: first, permalink: null };
      },
      newestPosts: () => Promise.resolve([]),
      readBack: () => call(process, () => ({ state: 'there' as const, text: null, permalink: null })),
      permalink: (_account, remoteId) => `https://counting.invalid/${remoteId}`,
      classify: () => null,
    };
  }

  return {
    posts,
    platform,
    calmDown() {
      calm = true;
    },
  };
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}
