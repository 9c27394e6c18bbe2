import type { Allowance } from './allowance.ts';
import type { AccountTier } from '../model/connection.ts';
import type { AttachedMedia, TargetOptions } from '../model/content.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';
import type { Recipe } from '../model/rendition.ts';

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
  /** Without `text`, every post shows a photo or a video. */
  kinds: readonly TargetKind[];
  /** The options this platform knows; any other that is set stops the post. */
  options: readonly (keyof TargetOptions)[];
  /** The options that must be set, each with what the seller is told when it is not. */
  required?: Partial<Record<keyof TargetOptions, string>>;
  text: {
    /**
     * How the platform counts. `x-weighted`: 280 scale with URLs at 23; `utf16`: UTF-16 units; `little-text`: the same after
     * LinkedIn's escaping; `utf8`: bytes.
     */
    count: 'x-weighted' | 'utf16' | 'little-text' | 'utf8';
    max: Readonly<Record<AccountTier, Figure>>;
    /** Above this length it was seen to be refused or cut now and then. */
    safe?: Figure;
    /** Text may be empty when there is media. */
    requiredWithoutMedia: boolean;
    maxCashtags: Figure | null;
    /** Above `safe` readers may see fewer of them than were written. */
    hashtags?: { safe: Figure; max: Figure };
    /** Names of accounts with an @ before them. */
    mentions?: { max: Figure };
    /** How many times a post costs what it costs without a link, when its text has one. */
    linkPriceFactor: Figure | null;
    /** Characters that neither the text nor the title may have. */
    refused?: { characters: readonly string[]; source: string; date: string };
  };
  /** All tags together, counted as `countTags` does. */
  tags?: { max: Figure };
  /** A picture of one's own for a video. */
  thumbnail?: { maxBytes: Figure; types: readonly AttachedMedia['type'][] };
  thread: { maxParts: Figure } | null;
  /** `own-field`: a card below the text, instead of media. `beside-media`: where the photo or video leads to. */
  link: 'in-text' | 'own-field' | 'beside-media';
  /** Domains, with all below them, that a link field may not point to. */
  refusedLinkDomains: { domains: readonly string[]; source: string; date: string } | null;
  /**
   * The platform does not read the page that a link leads to: the title and description of its card come with the post, and
   * one photo may be its picture. Absent: it reads the page, or has no cards.
   */
  linkCard?: { source: string; date: string };
  /** Kinds that must have a title, and those that show one when it is there. Absent: it has no titles. */
  title?: {
    /** UTF-16 units. Absent: no limit is documented. */
    max?: Figure;
    requiredFor: readonly TargetKind[];
    shownFor: readonly TargetKind[];
    source: string;
    date: string;
  };
  /** Where in the app a post can stand, the usual place of each kind of media first. Absent: there is one place. */
  placements?: { values: readonly Placement[]; source: string; date: string };
  /**
   * Options for which the account must have given a permission that posting does not need. Without it the post goes out
   * without them.
   */
  permissions?: Partial<Record<keyof TargetOptions, OptionPermission>>;
  /**
   * Values of the option `privacy`, the usual one first. Absent: it cannot be chosen. `choose`: nothing is usual, the seller
   * chooses from what the account lets, and is told this until then.
   */
  privacy?: { values: readonly Choice[]; choose?: string; source: string; date: string };
  /** Values of the option `allow`; the account may have some of them switched off. */
  allow?: { values: readonly Choice[]; source: string; date: string };
  /** The privacy that paid advertising for others cannot have. */
  brandedContent?: { refusedPrivacy: string; source: string; date: string };
  /** What the seller must agree to before each post that is published at once: `branded` with paid advertising for others. */
  terms?: { usual: Statement; branded: Statement; source: string; date: string };
  images: {
    /** 0: the platform has no photos. */
    max: Figure;
    /** Photos of one post must have the same width and height. */
    sameSize?: Pick<Figure, 'source' | 'date' | 'unverified'>;
    maxBytes: Figure;
    /** Above this many bytes it was seen to be refused now and then. */
    safeBytes: Figure | null;
    types: readonly AttachedMedia['type'][];
    /** Pixels of the whole picture, width times height. */
    maxPixels?: Figure;
    /** Pixels across. */
    width?: { min?: Figure; max?: Figure };
    /** Pixels of the sides. */
    maxSize?: Size;
    /** Width divided by height. */
    ratio?: { min: Figure; max: Figure };
    /** UTF-16 units; null where no limit is documented. */
    altTextMax: Figure | null;
    /** The post has one description: those of its photos are put together. */
    altTextsTogether?: true;
    /** An animated picture must stand alone. */
    animatedAlone: boolean;
    /** Limits of an animated picture; null: those of any picture. */
    animated: { types: readonly AttachedMedia['type'][]; maxBytes: Figure; max: Size } | null;
  };
  video: {
    max: Figure;
    minBytes?: Figure;
    maxBytes: Figure;
    types: readonly AttachedMedia['type'][];
    safe: Size | null;
    /** ms. Up to `safe` it is taken from everybody; `maxPremium` is that of a premium account, where it differs. */
    duration?: { min?: Figure; max?: Figure; safe?: Figure; maxPremium?: Figure };
    /** Width divided by height. */
    ratio?: { min: Figure; max: Figure };
    /** Pixels of the sides. */
    minSize?: Size;
    /** Pixels of a side. */
    side?: { min?: Figure; max?: Figure };
    width?: { min?: Figure; max?: Figure };
    frameRate?: { min?: Figure; max?: Figure };
    /** Names as in `AttachedMedia.video.codec`. */
    codecs?: readonly string[];
    audioCodecs?: readonly string[];
  } | null;
  /** Kinds with other limits for their video or picture than those above. */
  byKind?: Partial<Record<TargetKind, KindLimits>>;
  /** The platform fetches the files of these kinds by itself: they must lie at an address that everybody can open. */
  publicAddress?: PublicAddress;
  /** Absent: documents cannot be posted. One stands alone. */
  document?: { maxBytes: Figure; types: readonly AttachedMedia['type'][] };
  /** How many posts it takes in a stretch of time. Absent: no such limit is documented. */
  allowances?: readonly Allowance[];
  /** Photos and videos may stand in one post. */
  mixesPhotosAndVideos: boolean;
}

/** What is different about one kind of post. Fields that are left out are as for every kind. */
export interface KindLimits {
  text?: { max: Figure };
  images?: Partial<RulePack['images']>;
  video?: Partial<NonNullable<RulePack['video']>>;
}

/** Files that a platform fetches instead of being sent them. */
export interface PublicAddress {
  kinds: readonly TargetKind[];
  /** Consents of the platform under which the files can be sent after all. */
  notFor?: readonly string[];
  /** What can be done where nothing serves files to the public, as one or two sentences. */
  instead: string;
  /** Kinds whose files then go another way under the consents of `notFor`, and what the seller should know of it. */
  detour?: { kinds: readonly TargetKind[]; message: string };
  source: string;
  date: string;
}

/** A sentence to agree to. Another wording is another id, so that what was agreed to can be told for ever. */
export interface Statement {
  id: string;
  /** The sentence in parts; those with a link open it. */
  parts: readonly { text: string; link?: string }[];
}

/** A place in the app where a post can stand. */
export interface Placement {
  value: NonNullable<TargetOptions['placement']>;
  /** As the seller reads it: "Story". */
  label: string;
  /** What can stand there by itself. */
  takes: readonly ('image' | 'images' | 'video')[];
  /** Options and words that are not shown there. */
  without: readonly ('caption' | 'firstComment')[];
  /** ms until it is not shown any more; absent: it stays. */
  lasts?: Figure;
}

/** A permission that one option needs. */
export interface OptionPermission {
  /** As the platform names it. */
  scope: string;
  /** What the seller is told when the account did not give it. */
  without: string;
  source: string;
  date: string;
}

/** One of several values of an option. */
export interface Choice {
  /** As the platform takes it. */
  value: string;
  /** As the seller reads it. */
  label: string;
}

/** Pixels of the longer and of the shorter side. */
export interface Size {
  longer: Figure;
  shorter: Figure;
}

/** What is about to be published on one account, as the rules look at it. */
export interface Draft {
  text: string;
  media: readonly Pick<
    AttachedMedia,
    'type' | 'size' | 'width' | 'height' | 'animated' | 'altText' | 'video'
  >[];
  options: TargetOptions;
  tier: AccountTier;
  /** Which of the platform's consents the account was connected by; empty or absent where there is one, or it is not known. */
  consent?: string | undefined;
  /** The permissions that the account gave; empty or absent: they are not known. */
  scopes?: readonly string[];
  /** Whether there is a place from which platforms can fetch files; absent: not known here, so nothing is said of it. */
  publicMedia?: boolean;
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
  /** What the pictures it is about can be made into, so that it does not hold any more. */
  fits?: readonly Fit[];
}

/** A picture of the post and what a rendition of it must be. */
export interface Fit {
  /** Position from 0 in the media list. */
  index: number;
  recipe: Recipe;
  /** Its size is that of another photo, whatever shape would fit this one. */
  alike?: true;
}

export interface Verdict {
  kind: TargetKind;
  counts: TextCount[];
  findings: Finding[];
  /** No finding stops it. */
  ok: boolean;
}
