import type { AccountTier } from '../model/connection.ts';
import {
  codecName,
  duration,
  inWords,
  largest,
  list,
  nameInPost,
  pixels,
  shape,
  tooBig,
  typeName,
} from './media-words.ts';
import type { Draft, Figure, Finding, RulePack } from './rule-pack.ts';

type Video = Draft['media'][number];
type Limits = NonNullable<RulePack['video']>;
interface Range {
  min?: Figure;
  max?: Figure;
}

/**
 * One video by itself. Nothing here makes a video over, so each sentence says what to change. What the file does not tell
 * stops nothing: the platform will say.
 * @param limits those of the kind of post @param place from 0, among all files of the post
 */
export function judgeVideo(
  name: string,
  limits: Limits | null,
  video: Video,
  place: { index: number; count: number; tier: AccountTier },
): Finding[] {
  const { index } = place;
  const found =
    (level: Finding['level']) =>
    (message: string): Finding => ({ level, field: 'media', index, message });
  if (limits === null) return [found('stop')(`Videos cannot be posted to ${name}. Use photos.`)];
  const label = nameInPost('video', index, place.count);
  return [
    ...[
      ...wrongFile(name, label, limits, video),
      ...wrongPixels(name, label, limits, video),
      ...wrongLength(name, label, limits, video, place.tier),
      ...wrongFrames(name, label, limits, video),
      ...wrongCodecs(name, label, limits, video),
    ].map(found('stop')),
    ...risky(name, label, limits, video).map(found('warn')),
  ];
}

function wrongFile(name: string, label: string, limits: Limits, video: Video): string[] {
  const messages: string[] = [];
  if (!limits.types.includes(video.type))
    messages.push(`${label} is a ${typeName(video.type)} file. ${name} takes ${list(limits.types)}.`);
  messages.push(...tooBig(name, label, video, limits.maxBytes));
  if (limits.minBytes !== undefined && video.size < limits.minBytes.value)
    messages.push(
      `${label} is too small for ${name}. It takes files from ${limits.minBytes.value / 1000} KB on.`,
    );
  return messages;
}

function wrongPixels(name: string, label: string, limits: Limits, video: Video): string[] {
  const { width, height } = video;
  if (width === 0 || height === 0) return [];
  const { minSize, side, width: across, ratio } = limits;
  const messages: string[] = [];
  if (
    minSize !== undefined &&
    (Math.max(width, height) < minSize.longer.value || Math.min(width, height) < minSize.shorter.value)
  )
    messages.push(`${label} is ${pixels(video)}. ${name} takes it from ${largest(minSize)} on.`);
  const isOutside = Math.max(width, height) > most(side) || Math.min(width, height) < least(side);
  if (isOutside)
    messages.push(`${label} is ${pixels(video)}. ${name} takes sides ${rangeWords(side, 'pixels')}.`);
  if (width > most(across) || width < least(across))
    messages.push(
      `${label} is ${width} pixels wide. ${name} takes videos ${rangeWords(across, 'pixels')} wide.`,
    );
  const its = width / height;
  if (ratio !== undefined && (its < ratio.min.value || its > ratio.max.value)) {
    const too = its < ratio.min.value ? 'tall' : 'wide';
    messages.push(
      `${label} is too ${too} for ${name}: ${pixels(video)}. Crop it to a shape between ${shape(ratio.min.value)} and ${shape(ratio.max.value)}.`,
    );
  }
  return messages;
}

function wrongLength(
  name: string,
  label: string,
  limits: Limits,
  { video }: Video,
  tier: AccountTier,
): string[] {
  const { min, max, maxPremium } = limits.duration ?? {};
  const longest = (tier === 'premium' ? maxPremium : undefined) ?? max;
  if (video === undefined) return [];
  const { durationMs } = video;
  if (longest !== undefined && durationMs > longest.value)
    return [
      `${label} is ${duration(durationMs)} long. ${name} takes up to ${duration(longest.value)}. Cut it shorter.`,
    ];
  if (min !== undefined && durationMs < min.value)
    return [
      `${label} is ${duration(durationMs, 'floor')} long. ${name} takes videos from ${duration(min.value)} on.`,
    ];
  return [];
}

/** Whole frames: an average is a little off wherever a file keeps its times in ms, and 60.1 is refused by nobody. */
function wrongFrames(name: string, label: string, { frameRate }: Limits, { video }: Video): string[] {
  const rate = video?.frameRate ?? null;
  if (rate === null) return [];
  const frames = Math.round(rate);
  if (frames >= least(frameRate) && frames <= most(frameRate)) return [];
  return [`${label} has ${frames} frames a second. Save it with ${rangeWords(frameRate, 'for')} ${name}.`];
}

function wrongCodecs(name: string, label: string, limits: Limits, { video }: Video): string[] {
  const messages: string[] = [];
  const { codec = null, audioCodec = null } = video ?? {};
  const names = (codecs: readonly string[]) => inWords(codecs.map(codecName), 'or');
  if (codec !== null && limits.codecs !== undefined && !limits.codecs.includes(codec))
    messages.push(
      `${label} is coded as ${codecName(codec)}. Save it as ${names(limits.codecs)} for ${name}.`,
    );
  if (audioCodec !== null && limits.audioCodecs !== undefined && !limits.audioCodecs.includes(audioCodec))
    messages.push(
      `${label} has ${codecName(audioCodec)} sound. Save it with ${names(limits.audioCodecs)} sound for ${name}.`,
    );
  return messages;
}

function risky(name: string, label: string, { safe, duration: length }: Limits, file: Video): string[] {
  const messages: string[] = [];
  const { width, height, video } = file;
  if (
    safe !== null &&
    (Math.max(width, height) > safe.longer.value || Math.min(width, height) > safe.shorter.value)
  )
    messages.push(`${label} is ${pixels(file)}. ${name} promises to take up to ${largest(safe)}.`);
  const sure = length?.safe;
  const isLong = sure !== undefined && video !== undefined && video.durationMs > sure.value;
  if (isLong && video.durationMs <= most(length))
    messages.push(
      `${label} is ${duration(video.durationMs)} long. ${name} takes more than ${duration(sure.value)} from some channels only.`,
    );
  return messages;
}

const least = (range: Range | undefined): number => range?.min?.value ?? 0;
const most = (range: Range | undefined): number => range?.max?.value ?? Infinity;

/** "23 to 60 pixels", "up to 60 pixels", "at least 23 pixels". */
function rangeWords(range: Range | undefined, unit: string): string {
  const [min, max] = [range?.min?.value, range?.max?.value];
  if (min === undefined) return `up to ${max} ${unit}`;
  return max === undefined ? `of at least ${min} ${unit}` : `${min} to ${max} ${unit}`;
}
