import { isDocument, isVideo, type TargetOptions } from '../model/content.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';
import { urlsIn } from './find-urls.ts';
import { judgeAddress } from './judge-address.ts';
import { judgeChoices } from './judge-choices.ts';
import { judgeLink } from './judge-link.ts';
import { countFields, isSet, judgeFields } from './judge-fields.ts';
import { judgeHashtags } from './judge-hashtags.ts';
import { judgeMedia } from './judge-media.ts';
import { judgePermissions } from './judge-permissions.ts';
import { judgePlacement, placementOf } from './judge-placement.ts';
import { countText, judgeText } from './judge-text.ts';
import { packs } from './packs.ts';
import type { Draft, Finding, RulePack, Verdict } from './rule-pack.ts';

/**
 * Whether a platform will take this, and what the seller should change. The one function that the composer, the
 * preflight and the relay ask, so that they can never disagree. Pure; under 2 ms for a usual caption.
 */
export function judge(platform: PlatformId, draft: Draft): Verdict {
  const pack = packs[platform];
  const kind = kindOf(pack, draft);
  const counts = [...countText(pack, kind, draft), ...countFields(pack, draft.options)];
  const findings = [
    ...judgeOptions(pack, draft.options),
    ...missingOptions(pack, draft.options),
    ...judgeFields(pack, kind, draft),
    ...judgeChoices(pack, kind, draft),
    ...judgeText(pack, draft, counts),
    ...judgeHashtags(pack, draft.text),
    ...judgeMedia(pack, kind, draft.media, draft.tier),
    ...judgePlacement(pack, draft),
    ...judgePermissions(pack, draft),
    ...judgeLink(pack, draft),
    ...judgeAddress(pack, kind, draft),
  ];
  return { kind, counts, findings, ok: findings.every(({ level }) => level !== 'stop') };
}

/** What the content makes of the post; where there are several places for it, the seller chooses one. */
function kindOf(pack: RulePack, { text, media, options }: Draft): TargetKind {
  if (isSet(options.thread)) return 'thread';
  const placement = placementOf(pack, { media, options });
  if (placement !== undefined && placement.value !== 'feed') return placement.value;
  if (pack.mixesPhotosAndVideos && media.length > 1) return 'images';
  if (media.some(isVideo)) return 'video';
  if (media.some(isDocument)) return 'document';
  const hasLink = pack.link === 'in-text' ? urlsIn(text.normalize('NFC')).length > 0 : isSet(options.link);
  // Where the card is told, a photo is its picture.
  if (hasLink && pack.linkCard !== undefined) return 'link';
  if (media.length > 0) return media.length === 1 ? 'image' : 'images';
  return hasLink ? 'link' : 'text';
}

/** Renditions are a matter of ours: a platform gets them as the photos of the post. */
type PlatformOption = Exclude<keyof TargetOptions, 'fitted'>;

const unknownOptions: Readonly<Record<PlatformOption, (name: string) => Omit<Finding, 'level'>>> = {
  thread: (name) => ({
    field: 'thread',
    message: `${name} has no threads. Remove the further parts, or put them into the caption.`,
  }),
  link: (name) => ({
    field: 'link',
    message: `${name} has no field for a link. Write the link into the caption.`,
  }),
  tags: (name) => ({
    field: 'options',
    message: `${name} has no field for tags. Remove them, or write them into the caption as hashtags.`,
  }),
  madeForKids: (name) => ({
    field: 'options',
    message: `${name} does not ask whether a post is made for children. Take the mark off.`,
  }),
  thumbnail: (name) => ({
    field: 'options',
    message: `${name} takes no thumbnail of your own. Remove it.`,
  }),
  publishAt: (name) => ({
    field: 'options',
    message: `${name} does not publish later by itself. Remove the time, and schedule the post here.`,
  }),
  madeWithAi: (name) => ({
    field: 'options',
    message: `${name} cannot mark pictures as made by AI. Take the mark off, or say it in the caption.`,
  }),
  title: (name) => ({
    field: 'options',
    message: `${name} has no titles. Write it into the caption.`,
  }),
  description: (name) => ({
    field: 'options',
    message: `${name} has no description beside the caption. Write it into the caption.`,
  }),
  privacy: (name) => ({
    field: 'options',
    message: `At ${name} it cannot be chosen for each post who sees it. Leave that out.`,
  }),
  firstComment: (name) => ({
    field: 'options',
    message: `Picscripter cannot comment on ${name}. Write it into the caption.`,
  }),
  allow: (name) => ({
    field: 'options',
    message: `At ${name} it cannot be chosen for each post what others may do with it. Leave that out.`,
  }),
  yourBrand: (name) => ({
    field: 'options',
    message: `${name} has no mark for advertising. Take it off, or say it in the caption.`,
  }),
  brandedContent: (name) => ({
    field: 'options',
    message: `${name} has no mark for paid advertising. Take it off, or say it in the caption.`,
  }),
  coverMs: (name) => ({
    field: 'options',
    message: `On ${name} the frame that stands for a video cannot be chosen. Leave it out.`,
  }),
  autoMusic: (name) => ({ field: 'options', message: `${name} adds no music to photos. Switch that off.` }),
  asDraft: (name) => ({ field: 'options', message: `${name} takes no drafts. Switch that off.` }),
  agreed: (name) => ({ field: 'options', message: `${name} has nothing to agree to. Take the tick away.` }),
  placement: (name) => ({
    field: 'options',
    message: `${name} has one place for posts. Leave out where it is to stand.`,
  }),
  board: (name) => ({ field: 'options', message: `${name} has no boards. Take the board out.` }),
  section: (name) => ({ field: 'options', message: `${name} has no boards. Take the section out.` }),
};

function judgeOptions(pack: RulePack, options: TargetOptions): Finding[] {
  return (Object.keys(unknownOptions) as PlatformOption[])
    .filter((option) => isSet(options[option]) && !pack.options.includes(option))
    .map((option) => ({ level: 'stop', ...unknownOptions[option](pack.name) }));
}

function missingOptions({ required = {} }: RulePack, options: TargetOptions): Finding[] {
  return Object.entries(required)
    .filter(([option]) => !isSet(options[option as keyof TargetOptions]))
    .map(([, message]) => ({ level: 'stop', field: 'options', message }));
}
