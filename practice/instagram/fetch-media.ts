import { looksLikeVideo, readPicture, sha256 } from '../pictures.ts';
import { fetchPublic } from '../public-fetch.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { igError } from './errors.ts';
import type { IgFile } from './model.ts';

const maxImageBytes = 8 * 1000 * 1000;
const ratio = { min: 4 / 5, max: 1.91 };
const minWidth = 320;

export interface FetchedImage {
  file: IgFile;
  thumbnail: Buffer;
}

/** Meta fetches an image once, when its container is made, and refuses there and then what it cannot use. */
export async function fetchImage(
  world: World,
  address: string,
  { altText, isStory }: { altText: string; isStory: boolean },
): Promise<FetchedImage | Reply> {
  const bytes = await bytesAt(world, address);
  if (bytes === undefined) return igError(9004, 2_207_052);
  if (bytes.length > maxImageBytes) return igError(36_000, 2_207_004);
  const picture = await readPicture(bytes);
  // By the bytes, whatever the address or its type says.
  if (picture?.format !== 'jpeg') return igError(36_001, 2_207_005);
  const { width, height } = picture;
  const shape = width / height;
  // A story shows any shape, with bars around it.
  if (!isStory && (shape < ratio.min - 0.005 || shape > ratio.max + 0.005)) return igError(36_003, 2_207_009);
  if (width < minWidth && world.state.instagram.switches.narrowImages === 'refused')
    return igError(36_000, 2_207_004, 'The image is too small.');
  return {
    file: { kind: 'photo', altText, width, height, bytes: picture.bytes, sha256: picture.sha256 },
    thumbnail: picture.thumbnail,
  };
}

/** A video, or the subcode its processing ends in. */
export async function fetchVideo(world: World, address: string): Promise<IgFile | number> {
  const bytes = await bytesAt(world, address);
  if (bytes === undefined) return 2_207_077;
  return looksLikeVideo(bytes)
    ? { kind: 'video', altText: '', width: 0, height: 0, bytes: bytes.length, sha256: sha256(bytes) }
    : 2_207_026;
}

/** An unpublished photo of a Page lies at Facebook itself. */
async function bytesAt(world: World, address: string): Promise<Buffer | undefined> {
  const isPagePhoto = address.startsWith('https://scontent.xx.fbcdn.net/');
  if (isPagePhoto && !world.state.instagram.switches.takesPagePhotos) return undefined;
  const fetched = await fetchPublic(world, address);
  return fetched.kind === 'file' ? fetched.bytes : undefined;
}
