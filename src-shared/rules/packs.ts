import type { PlatformId } from '../model/platform-id.ts';
import { facebookRules } from './packs/facebook.ts';
import { instagramRules } from './packs/instagram.ts';
import { linkedinRules } from './packs/linkedin.ts';
import { pinterestRules } from './packs/pinterest.ts';
import { tiktokRules } from './packs/tiktok.ts';
import { xRules } from './packs/x.ts';
import { youtubeRules } from './packs/youtube.ts';
import type { RulePack } from './rule-pack.ts';

/** The rule pack of every platform. */
export const packs: Readonly<Record<PlatformId, RulePack>> = {
  x: xRules,
  facebook: facebookRules,
  instagram: instagramRules,
  linkedin: linkedinRules,
  pinterest: pinterestRules,
  youtube: youtubeRules,
  tiktok: tiktokRules,
};
