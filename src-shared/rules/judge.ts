import { isVideo, type TargetOptions } from '../model/content.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';
import { urlsIn } from './count-x.ts';
import { judgeLink } from './judge-link.ts';
import { countFields, judgeFields } from './judge-fields.ts';
import { judgeMedia } from './judge-media.ts';
import { countText, judgeText } from './judge-text.ts';
import { packs } from './packs.ts';
import type { Draft, Finding, RulePack, Verdict } from './rule-pack.ts';

/**
 * Whether a platform will take this, and what the seller should change. The one function that the composer, the
 * preflight and the relay ask, so that they can never disagree. Pure; under 2 ms for a usual caption.
 */
export function judge(platform: PlatformId, draft: Draft): Verdict {
  const pack = packs[platform];
  const counts = [...countText(pack, draft), ...countFields(pack, draft)];
  const kind = kindOf(pack, draft);
  const findings = [
    ...judgeOptions(pack, draft.options),
    ...judgeKind(pack, kind, draft),
    ...judgeText(pack, draft, counts),
    ...judgeMedia(pack, draft.media),
    ...judgeLink(pack, draft),
    ...judgeFields(pack, draft),
  ];
  return { kind, counts, findings, ok: findings.every(({ level }) => level !== 'stop') };
}

/** What the content makes of the post; nobody chooses it. */
function kindOf(pack: RulePack, { text, media, options }: Draft): TargetKind {
  if (isSet(options.thread)) return 'thread';
  if (media.some(isVideo)) return 'video';
  if (media.length > 0) return media.length === 1 ? 'image' : 'images';
  const hasLink = pack.link === 'own-field' ? isSet(options.link) : urlsIn(text.normalize('NFC')).length > 0;
  return hasLink ? 'link' : 'text';
}

/** A post without photos and videos, on a platform that has none without. */
function judgeKind({ name, kinds }: RulePack, kind: TargetKind, { media, options }: Draft): Finding[] {
  if (kinds.includes(kind) || media.length > 0 || isSet(options.thread)) return [];
  const wanted = [
    ...(kinds.includes('image') ? ['photo'] : []),
    ...(kinds.includes('video') ? ['video'] : []),
  ];
  const message = `${name} has no posts of words alone. Add a ${wanted.join(' or a ')}.`;
  return [{ level: 'stop', field: 'media', message }];
}

const unknownOptions: Readonly<Record<keyof TargetOptions, (name: string) => Omit<Finding, 'level'>>> = {
  thread: (name) => ({
    field: 'thread',
    message: `${name} has no threads. Remove the further parts, or put them into the caption.`,
  }),
  link: (name) => ({
    field: 'link',
    message: `${name} has no field for a link. Write the link into the caption.`,
  }),
  title: (name) => ({
    field: 'options',
    message: `A post on ${name} has no title. Remove it, or write it into the caption.`,
  }),
  tags: (name) => ({
    field: 'options',
    message: `${name} has no field for tags. Remove them, or write them into the caption as hashtags.`,
  }),
  privacy: (name) => ({
    field: 'options',
    message: `${name} does not let you choose who sees a post. Remove the choice.`,
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
};

function judgeOptions(pack: RulePack, options: TargetOptions): Finding[] {
  return (Object.keys(unknownOptions) as (keyof TargetOptions)[])
    .filter((option) => isSet(options[option]) && !pack.options.includes(option))
    .map((option) => ({ level: 'stop', ...unknownOptions[option](pack.name) }));
}

/** An option left empty is the same as one that was never given. */
function isSet(option: TargetOptions[keyof TargetOptions]): boolean {
  if (typeof option === 'string') return option.trim() !== '';
  if (typeof option === 'number') return true;
  return Array.isArray(option) ? option.length > 0 : option === true;
}
