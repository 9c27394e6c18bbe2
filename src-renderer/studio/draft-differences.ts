import type { DraftInput, PostView } from '#shared/contract/posts.ts';
import { canonicalJson } from '#shared/model/json.ts';

export interface Difference {
  label: string;
  mine: string;
  theirs: string;
}

interface Names {
  account(connectionId: string): string;
  media(mediaId: string): string;
}

/** What two versions of a post say differently, in words; what they share is left out. */
export function differences(mine: DraftInput, theirs: DraftInput, names: Names): Difference[] {
  const found: Difference[] = [];
  const note = (label: string, a: string, b: string) => {
    if (a !== b) found.push({ label, mine: a, theirs: b });
  };
  note('Caption', mine.caption, theirs.caption);
  const photos = ({ media }: DraftInput) =>
    media
      .map(({ mediaId, altText }) => names.media(mediaId) + (altText === '' ? '' : ` (${altText})`))
      .join(', ');
  note('Photos and videos', photos(mine), photos(theirs));
  const accounts = ({ targets }: DraftInput) =>
    targets
      .map(({ connectionId }) => names.account(connectionId))
      .sort()
      .join(', ');
  note('Accounts', accounts(mine), accounts(theirs));
  for (const target of mine.targets) {
    const other = theirs.targets.find(({ connectionId }) => connectionId === target.connectionId);
    if (other === undefined) continue;
    const name = names.account(target.connectionId);
    note(`Caption for ${name}`, target.captionOverride ?? '', other.captionOverride ?? '');
    if (canonicalJson(target.options) === canonicalJson(other.options)) continue;
    note(`Thread for ${name}`, partsOf(target), partsOf(other));
    note(`Link for ${name}`, target.options.link ?? '', other.options.link ?? '');
    const fitted = ({ options }: typeof target) =>
      Object.keys(options.fitted ?? {})
        .map(names.media)
        .join(', ');
    note(`Fitted photos for ${name}`, fitted(target), fitted(other));
    note(`Made with AI for ${name}`, yesNo(target.options.madeWithAi), yesNo(other.options.madeWithAi));
  }
  note('Tone', mine.tone ?? '', theirs.tone ?? '');
  note('Category', mine.category ?? '', theirs.category ?? '');
  return found;
}

const partsOf = ({ options }: DraftInput['targets'][number]) => (options.thread ?? []).join('\n—\n');
const yesNo = (value: boolean | undefined) => (value === true ? 'Yes' : 'No');

/** Accounts of a post by their id, as far as it names them. */
export function accountNames(posts: readonly (PostView | null)[]): ReadonlyMap<string, string> {
  return new Map(
    posts.flatMap(
      (post) => post?.targets.map((target) => [target.connectionId, target.accountName] as const) ?? [],
    ),
  );
}
