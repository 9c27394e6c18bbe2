import type { AccountTier } from '../model/connection.ts';
import type { AttachedMedia, TargetOptions } from '../model/content.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';

/** A figure with where it comes from, so that every limit can be checked and updated. */
export interface Figure {
  value: number;
  /** Contract page and section. */
  source: string;
  /** Day the source was read, ISO. */
  date: string;
  /** True where the contract page itself marks the figure as unverified. */
  unverified?: boolean;
}

/** What a platform allows, as data. */
export interface RulePack {
  platform: PlatformId;
  name: string;
  kinds: readonly TargetKind[];
  text: {
    /** How the platform counts. `x-weighted`: 280 scale with URLs at 23; `utf16`: UTF-16 units. */
    count: 'x-weighted' | 'utf16';
    max: Readonly<Record<AccountTier, Figure>>;
    /** Text may be empty when there is media. */
    requiredWithoutMedia: boolean;
  };
  thread: { maxParts: Figure } | null;
  link: 'in-text' | 'own-field';
  images: {
    max: Figure;
    maxBytes: Figure;
    types: readonly AttachedMedia['type'][];
    /** UTF-16 units. */
    altTextMax: Figure;
    /** An animated picture must stand alone. */
    animatedAlone: boolean;
  };
  video: { max: Figure; maxBytes: Figure; types: readonly AttachedMedia['type'][] } | null;
}

/** What is about to be published on one account, as the rules look at it. */
export interface Draft {
  text: string;
  media: readonly Pick<AttachedMedia, 'type' | 'size' | 'width' | 'height' | 'animated' | 'altText'>[];
  options: TargetOptions;
  tier: AccountTier;
}

export interface TextCount {
  /** "caption", or "thread.2" for the third part. */
  field: string;
  used: number;
  max: number;
}

export interface Finding {
  /** `stop`: cannot be published like this. `warn`: can, but the seller should know. */
  level: 'stop' | 'warn';
  field: 'caption' | 'media' | 'link' | 'thread' | 'options';
  /** Position in the media list or thread, from 0. */
  index?: number;
  message: string;
}

export interface Verdict {
  kind: TargetKind;
  counts: TextCount[];
  findings: Finding[];
  /** No finding stops it. */
  ok: boolean;
}
