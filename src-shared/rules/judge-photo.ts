import { fitPhoto } from './fit-photo.ts';
import { bytes, largest, list, nameInPost, pixels, shape, tooBig, typeName } from './media-words.ts';
import type { Draft, Finding, RulePack } from './rule-pack.ts';

type Photo = Draft['media'][number];

/** One photo by itself. @param limits those of the kind of post @param place from 0, among all files of the post */
export function judgePhoto(
  name: string,
  limits: RulePack['images'],
  photo: Photo,
  place: { index: number; count: number },
): Finding[] {
  const { index } = place;
  const label = nameInPost('photo', index, place.count);
  const recipe = fitPhoto(limits, photo);
  const mended = recipe === null ? {} : { fits: [{ index, recipe }] };
  return [
    ...[
      ...wrongType(name, label, limits, photo),
      ...tooBig(name, label, photo, animatedLimits(limits, photo)?.maxBytes ?? limits.maxBytes),
      ...wrongPixels(name, label, limits, photo),
      ...wrongShape(name, label, limits, photo),
    ].map((message): Finding => ({ level: 'stop', field: 'media', index, message, ...mended })),
    ...longDescription(name, limits, photo, index).map(
      (message): Finding => ({ level: 'stop', field: 'media', index, message }),
    ),
    ...risky(name, label, limits, photo).map(
      (message): Finding => ({ level: 'warn', field: 'media', index, message, ...mended }),
    ),
  ];
}

const animatedLimits = (limits: RulePack['images'], photo: Photo) =>
  photo.animated ? limits.animated : null;

function wrongType(name: string, label: string, limits: RulePack['images'], photo: Photo): string[] {
  const animated = animatedLimits(limits, photo);
  if (!limits.types.includes(photo.type))
    return [`${label} is a ${typeName(photo.type)} file. ${name} takes ${list(limits.types)}.`];
  if (animated === null || animated.types.includes(photo.type)) return [];
  return [
    `${label} is an animated ${typeName(photo.type)} file. ${name} takes animations as ${list(animated.types)} only.`,
  ];
}

function wrongPixels(name: string, label: string, limits: RulePack['images'], photo: Photo): string[] {
  const { width, height } = photo;
  const { width: across, maxSize, maxPixels } = limits;
  const animated = animatedLimits(limits, photo);
  const messages: string[] = [];
  if (animated !== null && exceeds(photo, animated.max))
    messages.push(`${label} is ${pixels(photo)}. ${name} takes animations up to ${largest(animated.max)}.`);
  if (maxPixels !== undefined && width * height > maxPixels.value) {
    const most = Math.floor(maxPixels.value / 1_000_000);
    messages.push(`${label} is ${pixels(photo)}. ${name} takes up to ${most} megapixels.`);
  }
  if (maxSize !== undefined && exceeds(photo, maxSize))
    messages.push(`${label} is ${pixels(photo)}. ${name} takes up to ${largest(maxSize)}.`);
  if (across?.max !== undefined && width > across.max.value)
    messages.push(`${label} is ${width} pixels wide. ${name} takes up to ${across.max.value}.`);
  if (across?.min !== undefined && width < across.min.value)
    messages.push(`${label} is ${width} pixels wide. ${name} takes photos from ${across.min.value} on.`);
  return messages;
}

function wrongShape(name: string, label: string, { ratio }: RulePack['images'], photo: Photo): string[] {
  if (ratio === undefined) return [];
  const its = photo.width / photo.height;
  if (its >= ratio.min.value && its <= ratio.max.value) return [];
  const too = its < ratio.min.value ? 'tall' : 'wide';
  return [
    `${label} is too ${too} for ${name}: ${pixels(photo)}. The shape must be between ${shape(ratio.min.value)} and ${shape(ratio.max.value)}.`,
  ];
}

function longDescription(
  name: string,
  { altTextMax }: RulePack['images'],
  { altText }: Photo,
  index: number,
): string[] {
  if (altTextMax === null || altText.length <= altTextMax.value) return [];
  const over = altText.length - altTextMax.value;
  const most = altTextMax.value.toLocaleString('en');
  return [`The description of photo ${index + 1} is ${over} over what ${name} allows (${most}).`];
}

function risky(name: string, label: string, limits: RulePack['images'], { size }: Photo): string[] {
  const { safeBytes, maxBytes } = limits;
  if (safeBytes === null || size <= safeBytes.value || size > maxBytes.value) return [];
  return [`${label} is ${bytes(size)}. ${name} sometimes refuses photos over ${bytes(safeBytes.value)}.`];
}

function exceeds({ width, height }: Photo, max: NonNullable<RulePack['images']['maxSize']>): boolean {
  return Math.max(width, height) > max.longer.value || Math.min(width, height) > max.shorter.value;
}
