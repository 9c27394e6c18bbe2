/** Characters that mean something in LinkedIn's "little text" unless a backslash stands before them. */
const reserved = '|{}@[]()<>#\\*_~';

const escape = /\\([|{}@[\]()<>#\\*_~])/y;
const mention = /@\[((?:\\.|[^\]\\])+)\]\(urn:li:(?:person|organization):[\w-]+\)/y;
const hashtagTemplate = /\{hashtag\|\\?#\|([^{}|]+)\}/y;
const hashtag = /#[\p{L}\p{N}]*\p{L}[\p{L}\p{M}\p{N}]*/uy;

/** What readers see. A mark that stands where none may is not refused: the text silently ends before it. */
export function shownText(commentary: string): string {
  let shown = '';
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(commentary);
    if (found !== null) at += found[0].length;
    return found;
  };
  while (at < commentary.length) {
    const escaped = take(escape);
    if (escaped !== null) {
      shown += escaped[1];
      continue;
    }
    const named = take(mention);
    if (named !== null) {
      shown += shownText(named[1] ?? '');
      continue;
    }
    const tag = take(hashtagTemplate);
    if (tag !== null) {
      shown += `#${tag[1]}`;
      continue;
    }
    const plainTag = take(hashtag);
    if (plainTag !== null) {
      shown += plainTag[0];
      continue;
    }
    const character = commentary.charAt(at);
    if (reserved.includes(character)) return shown;
    shown += character;
    at += 1;
  }
  return shown;
}
