import type { AttachedMedia } from '../model/content.ts';
import type { Figure, Size } from './rule-pack.ts';

type Type = AttachedMedia['type'];

const typeNames: Readonly<Record<Type, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
  'video/webm': 'WebM',
  'application/pdf': 'PDF',
};

/** Of codecs that go by another name than the one in the file. */
const codecNames: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265',
  prores: 'ProRes',
  opus: 'Opus',
  vorbis: 'Vorbis',
};

export const typeName = (type: Type): string => typeNames[type];

export const codecName = (codec: string): string => codecNames[codec] ?? codec.toUpperCase();

/** Types of files as a seller calls them, such as "JPEG, PNG and GIF". */
export const list = (types: readonly Type[]): string => inWords(types.map(typeName), 'and');

/** Names as people put them one after the other: "JPEG, PNG and GIF". */
export function inWords(names: readonly string[], link: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${link} ${last}`;
}

/** A file among those of its post: "The photo", or "Photo 7 of 9". */
export function nameInPost(what: 'photo' | 'video' | 'document', index: number, count: number): string {
  const several = `${what.charAt(0).toUpperCase()}${what.slice(1)} ${index + 1} of ${count}`;
  return count === 1 ? `The ${what}` : several;
}

/** That a file has too many bytes, if it has. */
export function tooBig(name: string, label: string, media: { size: number }, max: Figure): string[] {
  if (media.size <= max.value) return [];
  return [`${label} is ${bytes(media.size)}, ${name} takes at most ${bytes(max.value)}.`];
}

/** Rounded up, so that a file over a limit never reads as just at it. */
export function bytes(count: number): string {
  const megabytes = Math.ceil(count / 100_000) / 10;
  return megabytes < 1000 ? `${megabytes} MB` : `${Math.ceil(megabytes / 100) / 10} GB`;
}

/** "12.5 seconds", "2 min 20 s", "4 h". @param round away from the limit it is compared with, to a tenth of a second */
export function duration(ms: number, round: 'ceil' | 'floor' = 'ceil'): string {
  const seconds = Math[round](ms / 100) / 10;
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [Math.round((seconds % 60) * 10) / 10, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`])).join(' ');
}

export const pixels = ({ width, height }: { width: number; height: number }): string =>
  `${width} × ${height} pixels`;

export const largest = (max: Size): string => `${max.longer.value} × ${max.shorter.value}`;

const wellKnown = [
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
] as const;

/** Width to height: "4:5", "1.91:1", "1:2.4". */
export function shape(ratio: number): string {
  const known = wellKnown.find(([long, short]) => ratio === long / short || ratio === short / long);
  const longer = ratio >= 1;
  if (known !== undefined) return (longer ? known : known.toReversed()).join(':');
  const rounded = Math.round((longer ? ratio : 1 / ratio) * 100) / 100;
  return longer ? `${rounded}:1` : `1:${rounded}`;
}
