import { ApiError } from '#ui/api/api-error.ts';
import type { DraftInput, PostView, TargetView } from '#shared/contract/posts.ts';
import type { TargetState } from '#shared/model/states.ts';
import { emptyDraft } from './draft.ts';
import type { Stash, Stashed } from './stash.ts';

export const shop = '0197a000-0000-7000-8000-000000000001';

/** A target as the desktop tells it; `more` overrides. */
export function targetView(more: Partial<TargetView> = {}): TargetView {
  return {
    id: '0197a000-0000-7000-8000-0000000000a1',
    postId: '0197a000-0000-7000-8000-0000000000b1',
    connectionId: shop,
    platform: 'x',
    accountName: 'Clay & Co',
    accountHandle: 'clayandco',
    kind: 'text',
    state: 'draft',
    revision: 1,
    captionOverride: null,
    options: {},
    when: null,
    lateMinutes: 15,
    publisher: { by: 'laptop', why: null },
    reason: null,
    nextTryAt: null,
    nextLookAt: null,
    partlyOut: false,
    publishedAt: null,
    lateMs: null,
    remoteId: null,
    permalink: null,
    verification: null,
    ...more,
  };
}

/** The contract's promises about posts (keys, revisions, 409) in memory, with the ways a request can go wrong. */
export class FakeDesktop {
  readonly posts: PostView[] = [];
  calls = 0;
  private readonly byKey = new Map<string, string>();
  private failing: { error: ApiError; times: number } | null = null;
  private losing = false;
  private delay = 0;

  get newest(): PostView {
    const post = this.posts.at(-1);
    if (post === undefined) throw new Error('no post yet');
    return post;
  }

  seed(draft: Partial<DraftInput>, state: TargetState = 'draft'): PostView {
    return this.put({ ...emptyDraft([shop]), ...draft }, state);
  }

  edit(id: string, change: Partial<DraftInput>): PostView {
    const post = this.get(id);
    return this.write(id, { ...post, ...(change.caption === undefined ? {} : { caption: change.caption }) });
  }

  setState(id: string, state: TargetState): void {
    const post = this.get(id);
    this.write(id, { ...post, targets: post.targets.map((target) => ({ ...target, state })) });
  }

  trash(id: string): PostView {
    return this.write(id, { ...this.get(id), deletedAt: Date.now() });
  }
  untrash(id: string): PostView {
    return this.write(id, { ...this.get(id), deletedAt: null });
  }

  fail(error: ApiError, times: number): void {
    this.failing = { error, times };
  }
  loseNextAnswer(): void {
    this.losing = true;
  }
  slow(ms: number): void {
    this.delay = ms;
  }

  create(draft: DraftInput, key: string): Promise<PostView> {
    return this.answer(() => {
      const known = this.byKey.get(key);
      if (known !== undefined) return this.get(known);
      const post = this.put(draft, 'draft');
      this.byKey.set(key, post.id);
      return post;
    });
  }

  patch(id: string, expectedRevision: number, draft: DraftInput): Promise<PostView> {
    return this.answer(() => {
      const post = this.get(id);
      if (post.targets.some((target) => target.state === 'sending')) {
        throw new ApiError({ code: 'TOO_LATE', message: 'This post is already going out.' });
      }
      if (post.revision !== expectedRevision || post.deletedAt !== null) {
        throw new ApiError({ code: 'CONFLICT', message: 'It was changed elsewhere.' });
      }
      return this.write(id, { ...post, caption: draft.caption });
    });
  }

  read(id: string): Promise<PostView> {
    return this.answer(() => this.get(id));
  }

  private async answer(work: () => PostView): Promise<PostView> {
    this.calls += 1;
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.failing !== null && this.failing.times > 0) {
      this.failing.times -= 1;
      throw this.failing.error;
    }
    const post = work();
    if (this.losing) {
      this.losing = false;
      throw new TypeError('Failed to fetch');
    }
    return post;
  }

  private get(id: string): PostView {
    const post = this.posts.find((post) => post.id === id);
    if (post === undefined) throw new ApiError({ code: 'NOT_FOUND', message: 'There is no such post.' });
    return post;
  }

  private put(draft: DraftInput, state: TargetState): PostView {
    const id = `0197a000-0000-7000-8000-${String(this.posts.length + 1).padStart(12, '0')}`;
    const post: PostView = {
      id,
      caption: draft.caption,
      tone: draft.tone,
      category: draft.category,
      media: [],
      named: [],
      targets: draft.targets.map((target) => targetView({ ...target, postId: id, state })),
      revision: 1,
      createdAt: Date.now(),
      updatedAt: Date.now(),
      deletedAt: null,
    };
    this.posts.push(post);
    return post;
  }

  private write(id: string, next: PostView): PostView {
    const index = this.posts.findIndex((post) => post.id === id);
    const post = { ...next, revision: next.revision + 1, updatedAt: Date.now() };
    this.posts[index] = post;
    return post;
  }
}

export function memoryStash(): Stash {
  const kept = new Map<string | null, Stashed>();
  return {
    keep: (id, stashed) => kept.set(id, stashed),
    read: (id) => kept.get(id) ?? null,
    drop: (id) => kept.delete(id),
    posts: () => [...kept.keys()].filter((id) => id !== null),
  };
}
