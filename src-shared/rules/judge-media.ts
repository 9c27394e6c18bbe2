import { isDocument, isVideo } from '../model/content.ts';
import { joinedAltTexts } from './alt-texts.ts';
import type { Draft, Figure, Finding, RulePack, Size } from './rule-pack.ts';

type Media = Draft['media'][number];

const figures = new Intl.NumberFormat('en');

/** Photos and videos: how many, which kinds together, and each file by itself. */
export function judgeMedia(pack: RulePack, media: Draft['media']): Finding[] {
  return [
    ...together(pack, media).map((message) => finding('stop', message)),
    ...media.flatMap((one, index) => {
      if (isDocument(one)) return judgeDocument(pack, one, index);
      return isVideo(one) ? judgeVideo(pack, one, index) : judgePhoto(pack, one, index);
    }),
  ];
}

/** Words alone are no post there. */
export const needsMedia = ({ kinds }: RulePack): boolean => !kinds.includes('text');

function together(pack: RulePack, media: Draft['media']): string[] {
  const videos = media.filter(isVideo);
  const documents = media.filter(isDocument);
  const photos = media.filter((one) => !isVideo(one) && !isDocument(one));
  const messages: string[] = [];
  if (media.length === 0 && needsMedia(pack)) {
    const wanted = pack.kinds.includes('image') ? 'a photo or a video' : 'a video';
    messages.push(`${pack.name} needs ${wanted} in every post. Add one.`);
  }
  if (pack.document !== undefined && documents.length > 0 && media.length > 1) {
    messages.push(`${pack.name} takes a document only by itself. Remove it or everything else.`);
  }
  if (photos.length > 0 && videos.length > 0 && !pack.mixesPhotosAndVideos) {
    messages.push(`${pack.name} takes photos or a video, not both in one post.`);
  }
  if (photos.length > 0 && pack.images.max.value === 0) {
    messages.push(`Photos cannot be posted to ${pack.name}. Use a video.`);
  } else if (photos.length > pack.images.max.value) {
    messages.push(
      `${pack.name} takes at most ${pack.images.max.value} photos in one post; these are ${photos.length}.`,
    );
  }
  if (pack.video !== null && videos.length > pack.video.max.value) {
    messages.push(
      `${pack.name} takes at most ${pack.video.max.value} video in one post; these are ${videos.length}.`,
    );
  }
  if (pack.images.animatedAlone && photos.length > 1 && photos.some(({ animated }) => animated)) {
    messages.push(`${pack.name} takes an animated picture only by itself. Remove it or the other photos.`);
  }
  if (pack.images.sameSize !== undefined && new Set(photos.map(sizeOf)).size > 1) {
    messages.push(
      `${pack.name} takes several photos only when all have the same width and height. Crop them alike.`,
    );
  }
  const over = overAltText(pack, photos);
  if (over > 0) {
    messages.push(`The descriptions of the photos are together ${over} over what ${pack.name} allows.`);
  }
  return messages;
}

const sizeOf = ({ width, height }: Media): string => `${width} × ${height}`;

function overAltText({ images }: RulePack, photos: Draft['media']): number {
  if (images.altTextsTogether !== true || images.altTextMax === null || photos.length < 2) return 0;
  return joinedAltTexts(photos).length - images.altTextMax.value;
}

function judgePhoto(pack: RulePack, photo: Media, index: number): Finding[] {
  const { name, images } = pack;
  if (images.max.value === 0) return [];
  const label = `Photo ${index + 1}`;
  const messages: string[] = [];
  const animated = photo.animated ? images.animated : null;
  if (!images.types.includes(photo.type)) {
    messages.push(`${label} is a ${nameOf(photo)} file. ${name} takes ${list(images.types)}.`);
  } else if (animated !== null && !animated.types.includes(photo.type)) {
    messages.push(
      `${label} is an animated ${nameOf(photo)} file. ${name} takes animations as ${list(animated.types)} only.`,
    );
  }
  messages.push(...tooBig(name, label, photo, animated?.maxBytes ?? images.maxBytes));
  if (animated !== null && exceeds(photo, animated.max)) {
    messages.push(
      `${label} is ${photo.width} × ${photo.height} pixels. ${name} takes animations up to ${shown(animated.max)}.`,
    );
  }
  if (images.maxPixels !== undefined && photo.width * photo.height > images.maxPixels.value) {
    messages.push(
      `${label} is ${photo.width} × ${photo.height} pixels. ${name} takes up to ${Math.floor(images.maxPixels.value / 1_000_000)} megapixels.`,
    );
  }
  if (images.altTextMax !== null && photo.altText.length > images.altTextMax.value) {
    const over = photo.altText.length - images.altTextMax.value;
    messages.push(
      `The description of photo ${index + 1} is ${over} over what ${name} allows (${figures.format(images.altTextMax.value)}).`,
    );
  }
  const findings = messages.map((message) => finding('stop', message, index));
  const isRisky =
    images.safeBytes !== null && photo.size > images.safeBytes.value && photo.size <= images.maxBytes.value;
  if (!isRisky || images.safeBytes === null) return findings;
  const advice = `${label} is ${size(photo.size)}. ${name} sometimes refuses photos over ${size(images.safeBytes.value)}.`;
  return [...findings, finding('warn', advice, index)];
}

function judgeVideo({ name, video: rules }: RulePack, video: Media, index: number): Finding[] {
  if (rules === null) return [finding('stop', `Videos cannot be posted to ${name}. Use photos.`, index)];
  const messages: string[] = [];
  if (!rules.types.includes(video.type)) {
    messages.push(`The video is a ${nameOf(video)} file. ${name} takes ${list(rules.types)}.`);
  }
  messages.push(...tooBig(name, 'The video', video, rules.maxBytes));
  if (rules.minBytes !== undefined && video.size < rules.minBytes.value) {
    messages.push(
      `The video is too small for ${name}. It takes files from ${rules.minBytes.value / 1000} KB on.`,
    );
  }
  const findings = messages.map((message) => finding('stop', message, index));
  if (rules.safe === null || !exceeds(video, rules.safe)) return findings;
  const advice = `The video is ${video.width} × ${video.height} pixels. ${name} promises to take up to ${shown(rules.safe)}.`;
  return [...findings, finding('warn', advice, index)];
}

function judgeDocument({ name, document: rules }: RulePack, document: Media, index: number): Finding[] {
  if (rules === undefined)
    return [finding('stop', `Documents cannot be posted to ${name}. Save its pages as pictures.`, index)];
  const messages = tooBig(name, 'The document', document, rules.maxBytes);
  if (!rules.types.includes(document.type)) {
    messages.push(`The document is a ${nameOf(document)} file. ${name} takes ${list(rules.types)}.`);
  }
  return messages.map((message) => finding('stop', message, index));
}

function finding(level: Finding['level'], message: string, index?: number): Finding {
  return { level, field: 'media', ...(index === undefined ? {} : { index }), message };
}

export function tooBig(name: string, label: string, media: Pick<Media, 'size'>, max: Figure): string[] {
  if (media.size <= max.value) return [];
  return [`${label} is ${size(media.size)}, ${name} takes at most ${size(max.value)}.`];
}

function exceeds({ width, height }: Media, max: Size): boolean {
  return Math.max(width, height) > max.longer.value || Math.min(width, height) > max.shorter.value;
}

const shown = (max: Size): string => `${max.longer.value} × ${max.shorter.value}`;

/** Rounded up, so that a file over a limit never reads as just at it. */
function size(bytes: number): string {
  const megabytes = Math.ceil(bytes / 100_000) / 10;
  return megabytes < 1000 ? `${megabytes} MB` : `${Math.ceil(megabytes / 100) / 10} GB`;
}

const typeNames: Readonly<Record<Media['type'], string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
  'application/pdf': 'PDF',
};

const nameOf = ({ type }: Pick<Media, 'type'>): string => typeNames[type];

/** Types of files as a seller calls them, such as "JPEG, PNG and GIF". */
export function list(types: readonly Media['type'][]): string {
  const names = types.map((type) => typeNames[type]);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
