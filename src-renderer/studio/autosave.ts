import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ApiError, toApiError } from '#ui/api/api-error.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import type { Instant } from '#shared/model/time.ts';
import { draftOf, filesOf, isBlank, sameDraft, savesItself } from './draft.ts';
import type { AutosavePorts, Edited, SaveState } from './save-state.ts';

/** ms after the last key. */
const PAUSE = 300;
/** ms after the first unsaved key, for those who type without a pause. */
const AT_MOST = 450;
const RETRY = [2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** One post being written. Its states and moves are told in save-state.ts. */
export class Autosave {
  readonly store: StoreApi<Edited>;
  private readonly ports: AutosavePorts;
  private readonly media = new Map<string, MediaView>();
  private key: string;
  /** What the desktop is known to hold. */
  private saved: DraftInput;
  private unsavedSince: Instant | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tail: Promise<unknown> = Promise.resolve();

  /** @param post the post to edit, or null with `blank` as the start of a new one */
  constructor(post: PostView | null, blank: DraftInput, ports: AutosavePorts) {
    this.ports = ports;
    this.saved = post === null ? blank : draftOf(post);
    if (post !== null) this.knowFiles(post);
    this.key = ports.newKey();
    this.store = createStore<Edited>(() => ({ draft: this.saved, post, save: cleanState(post, 'here') }));
  }

  /** Takes up what an earlier form could not save. */
  open(): void {
    const { post } = this.store.getState();
    const aside = this.ports.stash.read(post?.id ?? null);
    if (aside === null || this.dirty) return;
    if (post === null) this.key = aside.key;
    this.know(aside.media);
    this.store.setState({ draft: aside.draft });
    const isChanged = aside.base !== null && !sameDraft(aside.base, this.saved);
    if (isChanged && this.dirty && post !== null)
      this.store.setState({ save: { is: 'conflict', theirs: post } });
    this.settle();
  }

  /** A file by its id; all files of the draft are known. */
  mediaOf(mediaId: string): MediaView | undefined {
    return this.media.get(mediaId);
  }

  /** Files that may be attached from now on. */
  know(media: readonly MediaView[]): void {
    for (const file of media) this.media.set(file.id, file);
  }

  private knowFiles({ media, named }: PostView): void {
    this.know([...media, ...named]);
  }

  get dirty(): boolean {
    return !sameDraft(this.store.getState().draft, this.saved);
  }

  change(edit: (draft: DraftInput) => DraftInput): void {
    const before = this.store.getState().draft;
    const draft = edit(before);
    if (draft === before) return;
    this.store.setState({ draft });
    this.settle();
  }

  /** Saves a draft now. Settles when it is saved, or when it is known that it cannot be. */
  flush(): Promise<void> {
    return this.inTurn(async () => {
      while (this.mustSave() && (await this.saveOnce()));
    });
  }

  /** Changes a scheduled post to what is written at this moment, not to what is typed meanwhile. True when done. */
  async update(): Promise<boolean> {
    const { draft } = this.store.getState();
    const done = () => sameDraft(draft, this.saved);
    await this.inTurn(async () => {
      while (!done() && !this.isStuck() && (await this.saveOnce(draft)));
    });
    return done();
  }

  /** The window is going away. */
  part(): void {
    if (!this.mustSave()) return;
    const { post, draft } = this.store.getState();
    this.ports.part(post, draft, this.key);
  }

  /** The form is left: what can be saved is saved, and nothing runs on. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  /** What the desktop tells of the post, for example because another window changed it. */
  adopt(theirs: PostView): void {
    const { post, save } = this.store.getState();
    if (post === null || theirs.id !== post.id || theirs.revision < post.revision) return;
    if (theirs.deletedAt !== null) {
      this.store.setState({ post: theirs, save: { is: 'gone' } });
      return;
    }
    const sameWords = sameDraft(draftOf(theirs), this.saved);
    if (theirs.revision === post.revision || sameWords) {
      this.store.setState({ post: theirs });
      if (save.is === 'gone') this.store.setState({ save: { is: 'waiting' } });
      if (save.is === 'unsent' || save.is === 'waiting' || save.is === 'gone') this.settle();
    } else if (!this.dirty) {
      this.start(theirs, 'elsewhere');
    } else if (save.is === 'unsent') {
      this.knowFiles(theirs);
      this.store.setState({ save: { is: 'conflict', theirs } });
    }
  }

  /** Ends a conflict with what is written here. The other version becomes a draft of its own, which is returned. */
  async keepMine(): Promise<PostView | null> {
    const { save } = this.store.getState();
    if (save.is !== 'conflict') return null;
    const { theirs } = save;
    const copy = await this.ports.create(draftOf(theirs), this.ports.newKey());
    this.saved = draftOf(theirs);
    this.store.setState({ post: theirs, save: { is: 'waiting' } });
    this.settle();
    await this.flush();
    return copy;
  }

  /** Ends a conflict with the other version. What is written here becomes a draft of its own, which is returned. */
  async takeTheirs(): Promise<PostView | null> {
    const { save, draft } = this.store.getState();
    if (save.is !== 'conflict') return null;
    const copy = await this.ports.create(draft, this.ports.newKey());
    this.start(save.theirs, 'elsewhere');
    return copy;
  }

  /** Goes on with what is written as a new draft, where the post itself cannot be changed any more. */
  async keepAsNew(): Promise<PostView> {
    const { draft, post } = this.store.getState();
    const copy = await this.ports.create(draft, this.ports.newKey());
    this.ports.stash.drop(post?.id ?? null);
    this.start(copy, 'here');
    return copy;
  }

  /** Goes back to what the desktop holds. */
  discard(): void {
    const { post } = this.store.getState();
    if (post !== null) this.start(post, 'here');
  }

  /** Starts over with a post as the desktop has it now. */
  start(post: PostView, from: 'here' | 'elsewhere'): void {
    clearTimeout(this.timer);
    this.knowFiles(post);
    this.saved = draftOf(post);
    this.unsavedSince = null;
    this.ports.stash.drop(post.id);
    this.store.setState({ post, draft: this.saved, save: { is: 'saved', at: this.ports.now(), from } });
  }

  /** Brings stash, state and timer in line with what is written. */
  private settle(): void {
    const { draft, post, save } = this.store.getState();
    const id = post?.id ?? null;
    if (!this.dirty && !this.isStuck()) {
      clearTimeout(this.timer);
      this.unsavedSince = null;
      this.ports.stash.drop(id);
      if (save.is !== 'saved' && save.is !== 'saving')
        this.store.setState({ save: cleanState(post, 'here') });
      return;
    }
    this.setAside(draft, post);
    if (this.isStuck() || save.is === 'saving') return;
    if (post !== null && !savesItself(post)) {
      this.store.setState({ save: { is: 'unsent' } });
    } else if (post === null && isBlank(draft)) {
      this.store.setState({ save: { is: 'blank' } });
    } else {
      this.store.setState({ save: { is: 'waiting' } });
      this.plan();
    }
  }

  private setAside(draft: DraftInput, post: PostView | null): void {
    const media = filesOf(draft).flatMap((id) => this.media.get(id) ?? []);
    this.ports.stash.keep(post?.id ?? null, {
      draft,
      media,
      base: post === null ? null : this.saved,
      key: this.key,
      at: this.ports.now(),
    });
  }

  private plan(): void {
    const now = this.ports.now();
    this.unsavedSince ??= now;
    const first = this.store.getState().post === null;
    this.after(first ? 0 : Math.max(0, Math.min(PAUSE, this.unsavedSince + AT_MOST - now)));
  }

  private after(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.inTurn(async () => {
        if (this.mustSave()) await this.saveOnce();
      });
    }, ms);
  }

  /** Saves never overlap: each is based on the revision that the one before it made. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.tail.then(work);
    this.tail = turn;
    return turn;
  }

  private isStuck(): boolean {
    const { is } = this.store.getState().save;
    return is === 'conflict' || is === 'too-late' || is === 'gone';
  }

  private mustSave(): boolean {
    const { draft, post } = this.store.getState();
    if (!this.dirty || this.isStuck()) return false;
    return post === null ? !isBlank(draft) : savesItself(post);
  }

  /** True when it makes sense to go on at once with what was written meanwhile. */
  private async saveOnce(draft = this.store.getState().draft): Promise<boolean> {
    clearTimeout(this.timer);
    const { post } = this.store.getState();
    this.unsavedSince = null;
    this.store.setState({ save: { is: 'saving' } });
    try {
      if (post === null) {
        const made = await this.ports.create(draft, this.key);
        this.ports.stash.drop(null);
        // The key may have made the post in an earlier try, with what was written then.
        this.accept(made, draftOf(made));
      } else {
        this.accept(await this.ports.patch(post.id, post.revision, draft), draft);
      }
      return true;
    } catch (error) {
      return this.refused(toApiError(error), draft);
    }
  }

  private accept(post: PostView, holds: DraftInput): void {
    this.failures = 0;
    this.saved = holds;
    this.store.setState({ post, save: { is: 'saved', at: this.ports.now(), from: 'here' } });
    this.settle();
  }

  private async refused(error: ApiError, sent: DraftInput): Promise<boolean> {
    const { post } = this.store.getState();
    if (error.code === 'NOT_FOUND' && error.field === null && post !== null) return this.stop({ is: 'gone' });
    if (error.code !== 'CONFLICT' && error.code !== 'TOO_LATE') return this.fail(error);
    if (post === null) return this.fail(error);
    try {
      return this.meet(await this.ports.read(post.id), post, sent, error);
    } catch (unread) {
      return this.fail(toApiError(unread));
    }
  }

  /** The desktop holds something else than we thought: perhaps our own words, whose answer was lost. */
  private meet(theirs: PostView, mine: PostView, sent: DraftInput, error: ApiError): boolean {
    this.knowFiles(theirs);
    const holds = draftOf(theirs);
    if (sameDraft(holds, sent)) {
      this.accept(theirs, sent);
      return true;
    }
    if (theirs.deletedAt !== null) return this.stop({ is: 'gone' });
    if (error.code === 'TOO_LATE') {
      this.store.setState({ post: theirs });
      return this.stop({ is: 'too-late' });
    }
    if (sameDraft(holds, this.saved) && theirs.revision > mine.revision) {
      this.store.setState({ post: theirs, save: { is: 'waiting' } });
      this.settle();
      return true;
    }
    return this.stop({ is: 'conflict', theirs });
  }

  private stop(save: SaveState): boolean {
    this.store.setState({ save });
    return false;
  }

  private fail(error: ApiError): boolean {
    const mayPass = error.code === 'UNREACHABLE' || error.code === 'INTERNAL' || error.code === 'DISK_FULL';
    const { post } = this.store.getState();
    if (!mayPass || (post !== null && !savesItself(post)))
      return this.stop({ is: 'failed', error, retryAt: null });
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)] ?? RETRY[0];
    this.failures += 1;
    this.store.setState({ save: { is: 'failed', error, retryAt: this.ports.now() + wait } });
    this.after(wait);
    return false;
  }
}

function cleanState(post: PostView | null, from: 'here' | 'elsewhere'): SaveState {
  return post === null ? { is: 'blank' } : { is: 'saved', at: post.updatedAt, from };
}
