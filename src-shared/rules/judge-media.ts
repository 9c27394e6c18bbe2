import { isVideo } from '../model/content.ts';
import type { Draft, Figure, Finding, RulePack, Size } from './rule-pack.ts';

type Media = Draft['media'][number];

const figures = new Intl.NumberFormat('en');

/** Photos and videos: how many, which kinds together, and each file by itself. */
export function judgeMedia(pack: RulePack, media: Draft['media']): Finding[] {
  return [
    ...together(pack, media).map((message) => finding('stop', message)),
    ...media.flatMap((one, index) =>
      isVideo(one) ? judgeVideo(pack, one, index) : judgePhoto(pack, one, index),
    ),
  ];
}

function together(pack: RulePack, media: Draft['media']): string[] {
  const videos = media.filter(isVideo);
  const photos = media.filter((one) => !isVideo(one));
  const messages: string[] = [];
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
  return messages;
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
  const findings = messages.map((message) => finding('stop', message, index));
  if (rules.safe === null || !exceeds(video, rules.safe)) return findings;
  const advice = `The video is ${video.width} × ${video.height} pixels. ${name} promises to take up to ${shown(rules.safe)}.`;
  return [...findings, finding('warn', advice, index)];
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
};

const nameOf = ({ type }: Pick<Media, 'type'>): string => typeNames[type];

/** Types of files as a seller calls them, such as "JPEG, PNG and GIF". */
export function list(types: readonly Media['type'][]): string {
  const names = types.map((type) => typeNames[type]);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
