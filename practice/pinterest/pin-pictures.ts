import { readPicture } from '../pictures.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { invalid, refusal } from './errors.ts';
import { nextId, type PinPicture } from './model.ts';

interface Item {
  content_type: string;
  data: string;
  title?: string | undefined;
  description?: string | undefined;
  link?: string | undefined;
}

/** The pictures of a new Pin, after a look at their real bytes. */
export async function picturesOf(items: readonly Item[], world: World): Promise<PinPicture[] | Reply> {
  const pictures: PinPicture[] = [];
  for (const item of items) {
    const picture = await pictureOf(item, world);
    if (picture instanceof Reply) return picture;
    pictures.push(picture);
  }
  const sizes = new Set(pictures.map(({ width, height }) => `${width} × ${height}`));
  if (sizes.size > 1 && world.state.pinterest.switches.carouselOfOneSize) {
    return refusal(400, 4197, 'All images of a carousel must have the same dimensions.');
  }
  return pictures;
}

async function pictureOf(item: Item, world: World): Promise<PinPicture | Reply> {
  const bytes = Buffer.from(item.data, 'base64');
  if (bytes.toString('base64') !== item.data) return invalid('data is not valid base64');
  const { maxImageBytes } = world.state.pinterest.switches;
  if (bytes.length > maxImageBytes)
    return refusal(400, 4196, `The image is larger than ${maxImageBytes} bytes.`);
  const picture = await readPicture(bytes);
  if (picture === undefined || `image/${picture.format}` !== item.content_type) {
    return refusal(400, 4196, 'The image could not be read, or is not of its content_type.');
  }
  const id = nextId(world.state.pinterest);
  await world.blobs.write(`pinterest-${id}.webp`, picture.thumbnail);
  const { width, height, sha256 } = picture;
  const { title = null, description = null, link = null } = item;
  return { id, width, height, bytes: bytes.length, sha256, title, description, link };
}
