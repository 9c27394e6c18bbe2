import type { Sharp } from 'sharp';
import { AppError } from '#shared/model/app-error.ts';
import { cropStart, type Recipe } from '#shared/model/rendition.ts';
import { MAX_PIXELS } from './probe.ts';

const WHITE = '#ffffff';
/** From what nobody can tell from the original to what is still fine on a phone. */
const QUALITIES = [90, 82, 74, 64, 52, 40] as const;

/**
 * A picture made by a recipe: upright, in sRGB, without anything about where and by whom it was taken. Of an animation, the
 * first frame.
 * @throws AppError MEDIA_REFUSED when it does not get as small as it must be
 */
export async function render(file: string, recipe: Recipe): Promise<Buffer> {
  // Loaded on first use: it is large, and an app that only plans needs none of it.
  const { default: sharp } = await import('sharp');
  const picture = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' });
  const framed = framedBy(recipe, picture, await uprightSize(picture)).toColourspace('srgb');
  if (recipe.type === 'image/jpeg') framed.flatten({ background: WHITE });
  const { data, info } = await framed.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = () => sharp(data, { raw: { width, height, channels } });
  for (const attempt of attempts(recipe.type)) {
    const bytes = await attempt(pixels()).toBuffer();
    if (bytes.length <= recipe.maxBytes) return bytes;
  }
  throw new AppError(
    'MEDIA_REFUSED',
    `This picture cannot be made smaller than ${Math.ceil(recipe.maxBytes / 100_000) / 10} MB at this size. Use a simpler or smaller one.`,
    { action: 'choose-media' },
  );
}

function attempts(type: Recipe['type']): ((picture: Sharp) => Sharp)[] {
  if (type === 'image/jpeg') return QUALITIES.map((quality) => (picture) => picture.jpeg({ quality }));
  return [
    (picture) => picture.png({ compressionLevel: 9 }),
    (picture) => picture.png({ compressionLevel: 9, palette: true }),
  ];
}

async function uprightSize(picture: Sharp): Promise<{ width: number; height: number }> {
  const { width, height, orientation = 1 } = await picture.metadata();
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function framedBy(recipe: Recipe, picture: Sharp, source: { width: number; height: number }): Sharp {
  const { width, height, frame, focus } = recipe;
  const upright = picture.rotate();
  if (frame === 'pad') return upright.resize(width, height, { fit: 'contain', background: WHITE });
  const scale = Math.max(width / source.width, height / source.height);
  const across = Math.max(width, Math.round(source.width * scale));
  const down = Math.max(height, Math.round(source.height * scale));
  // Cut after scaling, so that a large photo is unpacked at a fraction of its size.
  return upright.resize(across, down, { fit: 'fill' }).extract({
    left: Math.round(cropStart(focus.x, across, width)),
    top: Math.round(cropStart(focus.y, down, height)),
    width,
    height,
  });
}
