import type { TargetOptions } from '../model/content.ts';
import type { TargetKind } from '../model/platform-id.ts';
import { countTags } from './count-tags.ts';
import { refusedIn } from './judge-text.ts';
import { list, tooBig } from './media-words.ts';
import type { Draft, Finding, RulePack, TextCount } from './rule-pack.ts';

/** Counts of the title and the tags, on platforms that limit them. */
export function countFields({ title, tags }: RulePack, options: TargetOptions): TextCount[] {
  const counts: TextCount[] = [];
  if (title?.max !== undefined)
    counts.push({ field: 'title', used: (options.title ?? '').length, max: title.max.value });
  if (tags !== undefined)
    counts.push({ field: 'tags', used: countTags(options.tags ?? []), max: tags.max.value });
  return counts;
}

/** What a post has beside its caption and its media, on platforms that have it. */
export function judgeFields(pack: RulePack, kind: TargetKind, draft: Draft): Finding[] {
  const { options } = draft;
  const stops = [
    ...judgeTitle(pack, kind, options),
    ...judgeTags(pack, options),
    ...judgePrivacy(pack, options),
    ...judgeThumbnail(pack, draft),
  ];
  const warnings = [...unseenTitle(pack, kind, options), ...unsaidMadeForKids(pack, options)];
  return [
    ...stops.map((message): Finding => ({ level: 'stop', field: 'options', message })),
    ...warnings.map((message): Finding => ({ level: 'warn', field: 'options', message })),
  ];
}

/** An option left empty is the same as one that was never given. */
export function isSet(option: TargetOptions[keyof TargetOptions]): boolean {
  if (typeof option === 'string') return option.trim() !== '';
  if (typeof option === 'number') return true;
  if (Array.isArray(option)) return option.length > 0;
  return option === true || typeof option === 'object';
}

function judgeTitle(
  { name, title: rules, text }: RulePack,
  kind: TargetKind,
  { title = '' }: TargetOptions,
): string[] {
  if (rules === undefined) return [];
  if (!isSet(title))
    return rules.requiredFor.includes(kind) ? [`${name} wants a title for a ${kind}. Write one.`] : [];
  const messages: string[] = [];
  if (rules.max !== undefined && title.length > rules.max.value) {
    const over = title.length - rules.max.value;
    messages.push(`The title is ${over} over what ${name} allows (${rules.max.value}).`);
  }
  const refused = refusedIn(text.refused, title);
  if (refused !== null) messages.push(`The title has a ${refused}, which ${name} does not take.`);
  return messages;
}

function unseenTitle({ name, title: rules }: RulePack, kind: TargetKind, { title }: TargetOptions): string[] {
  if (rules === undefined || !isSet(title) || rules.shownFor.includes(kind)) return [];
  return [`${name} does not show the title of such a post.`];
}

function judgeTags({ name, tags: rules }: RulePack, { tags = [] }: TargetOptions): string[] {
  if (rules === undefined || tags.length === 0) return [];
  const over = countTags(tags) - rules.max.value;
  return [
    ...(over > 0
      ? [`The tags are together ${over} over what ${name} allows (${rules.max.value}). Remove some.`]
      : []),
    ...(tags.some((tag) => tag.trim() === '') ? ['One of the tags is empty. Remove it.'] : []),
  ];
}

function judgePrivacy({ name, privacy: rules }: RulePack, { privacy, publishAt }: TargetOptions): string[] {
  // A platform without the choice has said so already.
  if (rules === undefined || !isSet(privacy)) return [];
  const [usual] = rules.values;
  if (privacy === usual?.value) return [];
  if (!rules.values.some(({ value }) => value === privacy))
    return [`${name} does not know who that is to be shown to. Choose anew.`];
  if (publishAt === undefined) return [];
  return [
    `With a time of its own, ${name} makes the post public then. Choose “${usual?.label}”, or remove the time.`,
  ];
}

function judgeThumbnail({ name, thumbnail: rules }: RulePack, { options, thumbnail }: Draft): string[] {
  if (rules === undefined || options.thumbnail === undefined || thumbnail === undefined) return [];
  if (!rules.types.includes(thumbnail.type))
    return [`${name} takes thumbnails as ${list(rules.types)}. Choose another picture.`];
  return tooBig(name, 'The thumbnail', thumbnail, rules.maxBytes);
}

function unsaidMadeForKids({ name, options: known }: RulePack, { madeForKids }: TargetOptions): string[] {
  if (!known.includes('madeForKids') || madeForKids !== undefined) return [];
  return [`Say whether the video is made for children: ${name} wants to know.`];
}
