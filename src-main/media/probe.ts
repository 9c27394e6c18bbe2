import { AppError } from '#shared/model/app-error.ts';
import { type AttachedMedia, attachedMediaSchema, isPicture, isVideo } from '#shared/model/content.ts';
import { probeVideo } from './probe-video.ts';

export type Probe = Pick<AttachedMedia, 'type' | 'width' | 'height' | 'animated' | 'video'>;

/** Larger pictures are refused before they are unpacked: a few kilobytes can unpack to gigabytes. */
export const MAX_PIXELS = 120_000_000;
const THUMB_PX = 480;

const usable = attachedMediaSchema.shape.type;

/** How the kinds of file that people try are called, and what to do instead. */
const heic =
  'This is a HEIC photo. Save it as JPEG (on the phone: Settings, Camera, Formats, Most Compatible) and add it again.';
const hints: Readonly<Record<string, string>> = {
  'image/heic': heic,
  'image/heif': heic,
  'image/heic-sequence': heic,
  'image/heif-sequence': heic,
  'image/avif': 'This is an AVIF picture, which the platforms do not take. Save it as JPEG and add it again.',
  'image/tiff': 'This is a TIFF picture. Save it as JPEG or PNG and add it again.',
  'image/bmp': 'This is a BMP picture. Save it as JPEG or PNG and add it again.',
  'video/x-matroska': 'This is a Matroska video. Save it as MP4 and add it again.',
};

/**
 * What a file really is, by its content and never by its name, and a small picture of it (WebP; null for videos and documents).
 * @throws AppError MEDIA_REFUSED with a sentence
 */
export async function probe(file: string): Promise<{ facts: Probe; thumb: Buffer | null }> {
  const type = await typeOf(file);
  if (isPicture({ type })) return probePicture(file, type);
  const seen = isVideo({ type }) ? await probeVideo(file, type) : { width: 0, height: 0 };
  return { facts: { type, animated: false, ...seen }, thumb: null };
}

/** The type of a file, by its content. @throws AppError MEDIA_REFUSED when it is none that can be posted */
export async function typeOf(file: string): Promise<Probe['type']> {
  // Loaded on first use, like sharp below: the publisher reads files and never has to ask what they are.
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(file).catch(() => undefined);
  const type = usable.safeParse(found?.mime === 'image/apng' ? 'image/png' : found?.mime);
  if (!type.success) {
    const hint =
      hints[found?.mime ?? ''] ??
      'This is not a photo, video or document that can be posted. Use JPEG, PNG, GIF, WebP, MP4, MOV, WebM or PDF.';
    throw refused(hint);
  }
  return type.data;
}

async function probePicture(file: string, type: Probe['type']): Promise<{ facts: Probe; thumb: Buffer }> {
  // Loaded on first use: it is large, and an app that only plans needs none of it.
  const { default: sharp } = await import('sharp');
  try {
    const metadata = await sharp(file, { limitInputPixels: false }).metadata();
    const sideways = (metadata.orientation ?? 1) >= 5;
    const [width, height] = sideways ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
    if (width * height > MAX_PIXELS) {
      throw refused(
        `This picture is ${width} × ${height} pixels. Make it smaller than ${MAX_PIXELS / 1_000_000} megapixels and add it again.`,
      );
    }
    // Making the small picture unpacks the whole file, so one that is cut off or damaged is found here.
    const thumb = await sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .rotate()
      .resize(THUMB_PX, THUMB_PX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return { facts: { type, width, height, animated: (metadata.pages ?? 1) > 1 }, thumb };
  } catch (fault) {
    if (fault instanceof AppError) throw fault;
    throw refused(
      'This picture is damaged or not complete. Open it on this computer to check, save it again and add it.',
    );
  }
}

function refused(message: string): AppError {
  return new AppError('MEDIA_REFUSED', message, { action: 'choose-media' });
}
