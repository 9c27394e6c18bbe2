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

/** What a platform allows, as data. Bytes are decimal (1 MB = 1,000,000), the careful reading of every page. */
export interface RulePack {
  platform: PlatformId;
  name: string;
  kinds: readonly TargetKind[];
  /** The options this platform knows; any other that is set stops the post. */
  options: readonly (keyof TargetOptions)[];
  text: {
    /** How the platform counts. `x-weighted`: 280 scale with URLs at 23; `utf16`: UTF-16 units; `utf8`: bytes. */
    count: 'x-weighted' | 'utf16' | 'utf8';
    max: Readonly<Record<AccountTier, Figure>>;
    /** Text may be empty when there is media. */
    requiredWithoutMedia: boolean;
    maxCashtags: Figure | null;
    /** How many times a post costs what it costs without a link, when its text has one. */
    linkPriceFactor: Figure | null;
    /** Characters that neither the text nor the title may have. */
    refused?: { characters: readonly string[]; source: string; date: string };
  };
  /** The title of a post, which it must have. UTF-16 units. */
  title?: { max: Figure };
  /** All tags together, counted as `countTags` does. */
  tags?: { max: Figure };
  /** Who may be let see a post, where the platform leaves the choice. */
  privacies?: readonly NonNullable<TargetOptions['privacy']>[];
  /** A picture of one's own for a video. */
  thumbnail?: { maxBytes: Figure; types: readonly AttachedMedia['type'][] };
  thread: { maxParts: Figure } | null;
  link: 'in-text' | 'own-field';
  /** Domains, with all below them, that a link field may not point to. */
  refusedLinkDomains: { domains: readonly string[]; source: string; date: string } | null;
  images: {
    /** 0: the platform has no photos. */
    max: Figure;
    maxBytes: Figure;
    /** Above this many bytes it was seen to be refused now and then. */
    safeBytes: Figure | null;
    types: readonly AttachedMedia['type'][];
    /** UTF-16 units; null where no limit is documented. */
    altTextMax: Figure | null;
    /** An animated picture must stand alone. */
    animatedAlone: boolean;
    /** Limits of an animated picture; null: those of any picture. */
    animated: { types: readonly AttachedMedia['type'][]; maxBytes: Figure; max: Size } | null;
  };
  video: { max: Figure; maxBytes: Figure; types: readonly AttachedMedia['type'][]; safe: Size | null } | null;
  /** Photos and videos may stand in one post. */
  mixesPhotosAndVideos: boolean;
}

/** Pixels of the longer and of the shorter side. */
export interface Size {
  longer: Figure;
  shorter: Figure;
}

/** What is about to be published on one account, as the rules look at it. */
export interface Draft {
  text: string;
  media: readonly Pick<AttachedMedia, 'type' | 'size' | 'width' | 'height' | 'animated' | 'altText'>[];
  options: TargetOptions;
  tier: AccountTier;
  /** The file that `options.thumbnail` names, as far as it is known. */
  thumbnail?: Pick<AttachedMedia, 'type' | 'size'> | undefined;
}

export interface TextCount {
  /** "caption", "title", "tags", or "thread.2" for the third part (the caption is part 0). */
  field: string;
  used: number;
  max: number;
}

export interface Finding {
  /** `stop`: cannot be published like this. `warn`: can, but the seller should know. */
  level: 'stop' | 'warn';
  field: 'caption' | 'media' | 'link' | 'thread' | 'options';
  /** Position from 0 in the media list, or in the thread, whose part 0 is the caption. */
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
