import { countTags } from './count-tags.ts';
import { list, tooBig } from './judge-media.ts';
import { refusedIn } from './judge-text.ts';
import type { Draft, Finding, RulePack, TextCount } from './rule-pack.ts';

/** Counts of the title and the tags, on platforms that have them. */
export function countFields({ title, tags }: RulePack, { options }: Draft): TextCount[] {
  const counts: TextCount[] = [];
  if (title !== undefined)
    counts.push({ field: 'title', used: (options.title ?? '').length, max: title.max.value });
  if (tags !== undefined)
    counts.push({ field: 'tags', used: countTags(options.tags ?? []), max: tags.max.value });
  return counts;
}

/** What a post has beside its caption and its media, on platforms that have it. */
export function judgeFields(pack: RulePack, draft: Draft): Finding[] {
  const stops = [
    ...judgeTitle(pack, draft),
    ...judgeTags(pack, draft),
    ...judgePrivacy(pack, draft),
    ...judgeThumbnail(pack, draft),
  ];
  return [...stops.map((message) => finding('stop', message)), ...judgeMadeForKids(pack, draft)];
}

function finding(level: Finding['level'], message: string): Finding {
  return { level, field: 'options', message };
}

function judgeTitle({ name, title, text }: RulePack, { options }: Draft): string[] {
  if (title === undefined) return [];
  const written = options.title ?? '';
  if (written.trim() === '') return [`${name} needs a title. Write one.`];
  const over = written.length - title.max.value;
  const refused = refusedIn(text.refused, written);
  return [
    ...(over > 0 ? [`The title is ${over} over what ${name} allows (${title.max.value}).`] : []),
    ...(refused === null ? [] : [`The title has a ${refused}, which ${name} does not take.`]),
  ];
}

function judgeTags({ name, tags }: RulePack, { options }: Draft): string[] {
  const written = options.tags ?? [];
  if (tags === undefined || written.length === 0) return [];
  const over = countTags(written) - tags.max.value;
  return [
    ...(over > 0
      ? [`The tags are together ${over} over what ${name} allows (${tags.max.value}). Remove some.`]
      : []),
    ...(written.some((tag) => tag.trim() === '') ? ['One of the tags is empty. Remove it.'] : []),
  ];
}

function judgePrivacy({ name, privacies = [] }: RulePack, { options }: Draft): string[] {
  const { privacy, publishAt } = options;
  // A platform without the choice has said so already.
  if (privacies.length === 0) return [];
  if (privacy !== undefined && !privacies.includes(privacy)) return [`${name} has no “${privacy}” posts.`];
  if (publishAt === undefined || privacy === undefined || privacy === 'public') return [];
  return [`With a time of its own, ${name} makes the post public then. Choose “public”, or remove the time.`];
}

function judgeThumbnail({ name, thumbnail: rules }: RulePack, { options, thumbnail }: Draft): string[] {
  if (rules === undefined || options.thumbnail === undefined || thumbnail === undefined) return [];
  if (!rules.types.includes(thumbnail.type))
    return [`${name} takes thumbnails as ${list(rules.types)}. Choose another picture.`];
  return tooBig(name, 'The thumbnail', thumbnail, rules.maxBytes);
}

function judgeMadeForKids({ name, options: known }: RulePack, { options }: Draft): Finding[] {
  if (!known.includes('madeForKids') || options.madeForKids !== undefined) return [];
  return [finding('warn', `Say whether the video is made for children: ${name} wants to know.`)];
}
