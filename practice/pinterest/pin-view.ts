import { counted } from '../growth.ts';
import type { World } from '../world.ts';
import { type Pin, type PinPicture, shownTime } from './model.ts';

/** A Pin as the API gives it. @param viewer the user who asks */
export function shownPin(pin: Pin, viewer: string, world: World, withMetrics = false): object {
  const { users, boards } = world.state.pinterest;
  return {
    id: pin.id,
    created_at: shownTime(pin.createdAt),
    link: pin.link,
    title: pin.title,
    description: pin.description,
    dominant_color: '#6E7874',
    alt_text: pin.altText,
    board_id: pin.boardId,
    board_section_id: pin.sectionId,
    board_owner: { username: users[boards[pin.boardId]?.userId ?? '']?.username },
    is_owner: pin.userId === viewer,
    is_standard: true,
    creative_type: pin.creativeType,
    has_been_promoted: false,
    parent_pin_id: null,
    media: shownMedia(pin),
    pin_metrics: withMetrics ? pinMetrics(pin, world) : null,
  };
}

/** Those of 90 days are fewer by name. */
function pinMetrics({ metrics, createdAt }: Pin, world: World): object {
  const count = (name: string, counts: Parameters<typeof counted>[2]) =>
    counted(metrics, name, counts, world.now() - createdAt);
  const recent = {
    impression: count('impression', 'views'),
    pin_click: count('pin_click', 'clicks'),
    clickthrough: count('clickthrough', 'clicks'),
  };
  const lifetime = { ...recent, reaction: count('reaction', 'likes'), comment: count('comment', 'comments') };
  return { '90d': recent, lifetime_metrics: lifetime };
}

function shownMedia({ creativeType, pictures, mediaId }: Pin): object {
  if (creativeType === 'VIDEO') {
    return {
      media_type: 'video',
      cover_image_url: `https://i.pinimg.com/videos/${mediaId}.jpg`,
      duration: null,
      height: null,
      width: null,
      video_url: null,
    };
  }
  if (creativeType === 'REGULAR') return { media_type: 'image', images: sizesOf(pictures[0]) };
  return {
    media_type: 'multiple_images',
    items: pictures.map((picture) => ({
      item_type: 'image',
      title: picture.title,
      description: picture.description,
      link: picture.link,
      images: sizesOf(picture),
    })),
  };
}

const sizesOf = (picture: PinPicture | undefined): object =>
  picture === undefined
    ? {}
    : {
        '1200x': {
          width: picture.width,
          height: picture.height,
          url: `https://i.pinimg.com/1200x/${picture.id}.jpg`,
        },
      };
