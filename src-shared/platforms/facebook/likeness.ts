import { type Attachment, attachmentsOf, type ListedPost, targetIdsOf } from './posts.ts';

/** What we look for. Ids are strings; `photoIds` are of unpublished photos that only we know. */
export interface Wanted {
  text: string;
  link: string | null;
  photoIds: readonly string[];
  /** A video without an id of its own: sent in one piece. */
  video: boolean;
}

/** same: this is it. alike: it may be, a person must look. */
export type Likeness = 'same' | 'alike' | 'other';

/** Compares a listed post with ours. Photos are told by their ids, words by words, a bare link by its address. */
export function likeness(post: ListedPost, wanted: Wanted): Likeness {
  const sameWords = folded(post.message ?? '') === folded(wanted.text);
  const telling = folded(wanted.text) !== '';
  if (wanted.photoIds.length > 0) {
    const shown = targetIdsOf(post);
    if (wanted.photoIds.some((id) => shown.includes(id))) return 'same';
    return telling && sameWords ? 'alike' : 'other';
  }
  if (!sameWords) return 'other';
  if (wanted.video) return telling && attachmentsOf(post).some(isVideo) ? 'same' : 'alike';
  if (telling) return attachmentsOf(post).some(isPhoto) ? 'alike' : 'same';
  if (wanted.link === null) return 'other';
  const links = attachmentsOf(post).flatMap(linksOf);
  if (links.includes(foldedLink(wanted.link))) return 'same';
  // Facebook may show where a link leads to instead of the link itself.
  return links.length > 0 ? 'alike' : 'other';
}

function isVideo({ media_type }: Attachment): boolean {
  return media_type === 'video';
}

function isPhoto({ media_type }: Attachment): boolean {
  return media_type === 'photo' || media_type === 'album';
}

function linksOf({ url, target }: Attachment): string[] {
  return [url, target?.url].flatMap((link) => (link === undefined ? [] : [foldedLink(link)]));
}

/** Facebook trims texts and may change their white space and composition. */
function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** The address itself, out of the wrapper that Facebook puts around links that lead away. */
function foldedLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  const wrapped = url.hostname.endsWith('.facebook.com') ? url.searchParams.get('u') : null;
  if (wrapped !== null && URL.canParse(wrapped)) return foldedLink(wrapped);
  const query = [...url.searchParams].filter(([name]) => name !== 'fbclid');
  return `${url.host}${url.pathname.replace(/\/$/, '')}?${new URLSearchParams(query).toString()}`;
}
