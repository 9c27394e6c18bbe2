import type { DraftInput, PostView, TargetView } from '#shared/contract/posts.ts';
import type { TargetOptions } from '#shared/model/content.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { isEditable, type TargetState } from '#shared/model/states.ts';

export type DraftTarget = DraftInput['targets'][number];
export type DraftMedia = DraftInput['media'][number];

export function emptyDraft(connectionIds: readonly string[] = []): DraftInput {
  return {
    caption: '',
    tone: null,
    category: null,
    media: [],
    targets: connectionIds.map((connectionId) => ({ connectionId, captionOverride: null, options: {} })),
  };
}

/** A post as the form edits it. Accounts that were taken off are not chosen any more. */
export function draftOf(post: PostView): DraftInput {
  return {
    caption: post.caption,
    tone: post.tone,
    category: post.category,
    media: post.media.map((media) => ({ mediaId: media.id, altText: media.altText })),
    targets: post.targets
      .filter(({ state }) => state !== 'canceled')
      .map(({ connectionId, captionOverride, options }) => ({ connectionId, captionOverride, options })),
  };
}

/** The order in which accounts were chosen means nothing. */
export function sameDraft(a: DraftInput, b: DraftInput): boolean {
  return a === b || canonicalJson(inOrder(a)) === canonicalJson(inOrder(b));
}

function inOrder(draft: DraftInput): DraftInput {
  return { ...draft, targets: draft.targets.toSorted((a, b) => (a.connectionId < b.connectionId ? -1 : 1)) };
}

/** Nothing in it that would be missed: chosen accounts alone are not worth a draft. */
export function isBlank(draft: DraftInput): boolean {
  return (
    draft.caption.trim() === '' &&
    draft.media.length === 0 &&
    draft.targets.every(
      ({ captionOverride, options }) => !captionOverride?.trim() && !options.link && !options.thread,
    )
  );
}

/** The text that goes out on one account. */
export function textFor(draft: DraftInput, target: Pick<DraftTarget, 'captionOverride'>): string {
  return target.captionOverride ?? draft.caption;
}

export function withTarget(
  draft: DraftInput,
  connectionId: string,
  change: (target: DraftTarget) => DraftTarget,
): DraftInput {
  return {
    ...draft,
    targets: draft.targets.map((target) => (target.connectionId === connectionId ? change(target) : target)),
  };
}

/** Chooses an account, or lets it go. */
export function toggled(draft: DraftInput, connectionId: string): DraftInput {
  const rest = draft.targets.filter((target) => target.connectionId !== connectionId);
  if (rest.length < draft.targets.length) return { ...draft, targets: rest };
  return { ...draft, targets: [...rest, { connectionId, captionOverride: null, options: {} }] };
}

/** Options with one changed; an empty value takes it out, so that an untouched draft stays equal to itself. */
export function withOption<Key extends keyof TargetOptions>(
  options: TargetOptions,
  key: Key,
  value: TargetOptions[Key] | undefined,
): TargetOptions {
  const { [key]: _old, ...rest } = options;
  const none = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return none ? rest : { ...rest, [key]: value };
}

/** The files that a draft names: those of the post, and what some accounts get instead of them. */
export function filesOf({ media, targets }: DraftInput): string[] {
  const fitted = targets.flatMap(({ options }) => Object.values(options.fitted ?? {}));
  return [...new Set([...media.map(({ mediaId }) => mediaId), ...fitted])];
}

/** Which rendition an account gets instead of each of these files; null: the file itself again. */
export function withFitted(
  draft: DraftInput,
  connectionId: string,
  renditions: Readonly<Record<string, string | null>>,
): DraftInput {
  return withTarget(draft, connectionId, ({ options, ...target }) => {
    const all = Object.entries({ ...options.fitted, ...renditions });
    const fitted = Object.fromEntries(all.flatMap(([file, made]) => (made === null ? [] : [[file, made]])));
    const none = Object.keys(fitted).length === 0;
    return { ...target, options: withOption(options, 'fitted', none ? undefined : fitted) };
  });
}

export function withAltText(draft: DraftInput, mediaId: string, altText: string): DraftInput {
  return {
    ...draft,
    media: draft.media.map((media) => (media.mediaId === mediaId ? { ...media, altText } : media)),
  };
}

const waiting: readonly TargetState[] = ['scheduled', 'claimed', 'sending', 'held'];

/** What is written into the post would go out by itself: such a post is changed only by an explicit update. */
export function isLive(post: PostView): boolean {
  return post.targets.some((target) => waiting.includes(target.state));
}

/** The post may be saved while it is written: nothing of it goes out by itself, or is out entirely. */
export function savesItself(post: PostView): boolean {
  return !isLive(post) && !isFrozen(post);
}

/** Targets that are being sent, or may be out: nothing about them can be changed any more. */
export function frozenTargets(post: PostView): TargetView[] {
  return post.targets.filter((target) => !isEditable(target.state));
}

/** Every account of the post is out or on its way: an edit can only become a new post. */
export function isFrozen(post: PostView): boolean {
  return post.targets.length > 0 && frozenTargets(post).length === post.targets.length;
}
