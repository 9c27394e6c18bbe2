import { type Focus, middle, MOST_PIXELS, type Recipe } from '../model/rendition.ts';
import type { Draft, RulePack } from './rule-pack.ts';

type Limits = RulePack['images'];
type Photo = Pick<Draft['media'][number], 'type' | 'size' | 'width' | 'height'>;
interface Dimensions {
  width: number;
  height: number;
}

export interface FitChoice {
  frame: Recipe['frame'];
  focus: Focus;
}

export const usualFit: FitChoice = { frame: 'crop', focus: middle };

/** A byte of JPEG holds about this many pixels of even a restless photo at a quality that nobody minds. */
const PIXELS_PER_BYTE = 2;

/** Of a PNG that stays one there is no quality to lower, so it must be far from the limit as it is. */
const SAFE_SHARE = 0.7;

/**
 * What a picture must become for a platform to take it: cropped or padded to the nearest shape, made smaller (or as large as
 * the smallest that is taken), recoded. Null: there is nothing that would be taken.
 * @param limits those of the kind of post, of imageLimits
 * @param size pixels that it must have, where all photos of a post must be alike
 */
export function fitPhoto(
  limits: Limits,
  photo: Photo,
  choice: FitChoice = usualFit,
  size?: Dimensions,
): Recipe | null {
  const maxBytes = Math.min(limits.maxBytes.value, limits.safeBytes?.value ?? Infinity);
  const type = typeFor(limits, photo, maxBytes);
  const dimensions = size ?? sizeFor(limits, photo, choice.frame, maxBytes);
  if (type === null || dimensions === null || limits.max.value === 0) return null;
  const { width, height } = dimensions;
  return { type, width, height, ...framing(photo, dimensions, choice), maxBytes };
}

function typeFor({ types }: Limits, { type, size }: Photo, maxBytes: number): Recipe['type'] | null {
  const writable = types.filter((one) => one === 'image/jpeg' || one === 'image/png');
  const stays = type === 'image/png' && size <= maxBytes * SAFE_SHARE;
  if (stays && writable.includes('image/png')) return 'image/png';
  return writable.toSorted()[0] ?? null;
}

/** Where nothing is cut off, the focus means nothing: the same picture has one recipe. */
function framing(
  photo: Photo,
  size: Dimensions,
  { frame, focus }: FitChoice,
): Pick<Recipe, 'frame' | 'focus'> {
  const isCut = Math.abs(ratioOf(photo) * size.height - size.width) >= 1;
  if (!isCut) return { frame: 'crop', focus: middle };
  return { frame, focus: frame === 'pad' ? middle : { x: share(focus.x), y: share(focus.y) } };
}

const share = (value: number): number => Math.round(value * 100) / 100;

const ratioOf = ({ width, height }: Dimensions): number => width / height;

function sizeFor(limits: Limits, photo: Photo, frame: Recipe['frame'], maxBytes: number): Dimensions | null {
  const ratio = Math.min(
    Math.max(ratioOf(photo), limits.ratio?.min.value ?? 0),
    limits.ratio?.max.value ?? Infinity,
  );
  // Cropping takes away from the side that is too long, padding adds to the other.
  const keepsHeight = ratio < ratioOf(photo) === (frame === 'crop') && ratio !== ratioOf(photo);
  const shaped = keepsHeight
    ? { width: photo.height * ratio, height: photo.height }
    : { width: photo.width, height: photo.width / ratio };
  const scale = scaleFor(limits, shaped, maxBytes);
  return nearestAllowed(limits, Math.round(shaped.width * scale), ratio);
}

/** The largest that is allowed up to the picture's own size; larger than that only where it would be too small. */
function scaleFor(limits: Limits, { width, height }: Dimensions, maxBytes: number): number {
  const { maxSize, width: across, maxPixels } = limits;
  const most = Math.min(maxPixels?.value ?? MOST_PIXELS, maxBytes * PIXELS_PER_BYTE, MOST_PIXELS);
  const down = Math.min(
    1,
    (across?.max?.value ?? Infinity) / width,
    (maxSize?.longer.value ?? Infinity) / Math.max(width, height),
    (maxSize?.shorter.value ?? Infinity) / Math.min(width, height),
    Math.sqrt(most / (width * height)),
  );
  return Math.max(down, (across?.min?.value ?? 0) / width);
}

/** Sides are whole pixels: of those around the wanted width, the first whose shape and size are allowed. */
function nearestAllowed(limits: Limits, wanted: number, ratio: number): Dimensions | null {
  for (const width of [0, -1, 1, -2, 2, -3, 3].map((by) => wanted + by)) {
    const height = Math.round(width / ratio);
    for (const size of [0, -1, 1].map((by) => ({ width, height: height + by }))) {
      if (isAllowed(limits, size)) return size;
    }
  }
  return null;
}

/** Whether a picture of these pixels is neither too large, too small, too wide nor too tall. */
function isAllowed(limits: Limits, size: Dimensions): boolean {
  const { width, height } = size;
  if (width < 1 || height < 1 || width > 20_000 || height > 20_000) return false;
  if (width < (limits.width?.min?.value ?? 0) || width > (limits.width?.max?.value ?? Infinity)) return false;
  if (Math.max(width, height) > (limits.maxSize?.longer.value ?? Infinity)) return false;
  if (Math.min(width, height) > (limits.maxSize?.shorter.value ?? Infinity)) return false;
  if (width * height > Math.min(limits.maxPixels?.value ?? Infinity, MOST_PIXELS)) return false;
  const ratio = ratioOf(size);
  return ratio >= (limits.ratio?.min.value ?? 0) && ratio <= (limits.ratio?.max.value ?? Infinity);
}
