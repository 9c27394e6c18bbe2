import { isVideo } from '../model/content.ts';
import type { TargetKind } from '../model/platform-id.ts';
import { isSet } from './judge-fields.ts';
import { needsMedia } from './judge-media.ts';
import type { Draft, Finding, Placement, RulePack } from './rule-pack.ts';

type Shown = Pick<Draft, 'media' | 'options'>;

/** The place that was chosen, or the usual one for such media. Undefined where there is but one place, or it is not known. */
export function placementOf({ placements }: RulePack, { media, options }: Shown): Placement | undefined {
  const { placement } = options;
  if (placement !== undefined) return placements?.values.find(({ value }) => value === placement);
  return placements?.values.find(({ takes }) => takes.includes(shapeOf(media)));
}

/** Whether the media can stand where the seller wants them, and what is not shown there. */
export function judgePlacement(pack: RulePack, draft: Draft): Finding[] {
  const { name, placements } = pack;
  const { media, options, text } = draft;
  if (placements === undefined) return [];
  const findings: Finding[] = [];
  const stop = (message: string) => findings.push({ level: 'stop', field: 'options', message });
  const chosen = placementOf(pack, draft);
  if (options.placement !== undefined && chosen === undefined)
    stop(`${name} has no such place for a post. Choose another one.`);
  if (options.placement !== undefined && chosen !== undefined && !fits(pack, chosen, media))
    stop(`${misfit(chosen)} Choose another place, or other files.`);
  if (chosen?.without.includes('caption') === true && text.trim() !== '') {
    const message = `${name} shows no caption on a ${chosen.label.toLowerCase()}.`;
    findings.push({ level: 'warn', field: 'caption', message });
  }
  if (chosen?.without.includes('firstComment') === true && isSet(options.firstComment))
    stop(`A ${chosen.label.toLowerCase()} takes no first comment. Leave it out.`);
  if (pack.mixesPhotosAndVideos && media.length > pack.images.max.value && media.some(isVideo)) {
    const message = `${name} takes at most ${pack.images.max.value} photos and videos in one post; these are ${media.length}.`;
    findings.push({ level: 'stop', field: 'media', message });
  }
  return findings;
}

/** Words and links alone stand in the feed, where the platform has them; that it wants a file for every post is said elsewhere. */
function fits(pack: RulePack, { value, takes }: Placement, media: Draft['media']): boolean {
  return media.length > 0 ? takes.includes(shapeOf(media)) : value === 'feed' || needsMedia(pack);
}

/** How long a post of this kind is shown, ms; null: it stays. */
export function lastsMs({ placements }: RulePack, kind: TargetKind): number | null {
  return placements?.values.find(({ value }) => value === kind)?.lasts?.value ?? null;
}

function shapeOf(media: Draft['media']): Placement['takes'][number] {
  if (media.length > 1) return 'images';
  return media.some(isVideo) ? 'video' : 'image';
}

const words = { image: 'one photo', images: 'several photos or videos', video: 'one video' } as const;

function misfit({ label, takes }: Placement): string {
  return `${label}: that takes ${takes.map((shape) => words[shape]).join(' or ')}.`;
}
