import type { AccountTier } from '../model/connection.ts';
import { isDocument, isPicture, isVideo } from '../model/content.ts';
import type { TargetKind } from '../model/platform-id.ts';
import { joinedAltTexts } from './alt-texts.ts';
import { fitPhoto } from './fit-photo.ts';
import { judgePhoto } from './judge-photo.ts';
import { judgeVideo } from './judge-video.ts';
import { imageLimits, videoLimits } from './kind-limits.ts';
import { list, nameInPost, tooBig, typeName } from './media-words.ts';
import type { Draft, Finding, Fit, RulePack } from './rule-pack.ts';

type Media = Draft['media'];

/** Photos and videos: how many, which kinds together, and each file by itself. */
export function judgeMedia(pack: RulePack, kind: TargetKind, media: Media, tier: AccountTier): Finding[] {
  const images = imageLimits(pack, kind);
  const video = videoLimits(pack, kind);
  const count = media.length;
  return [
    ...together(pack, images, video, media).map((message) => finding(message)),
    ...unlike(pack.name, images, media),
    ...media.flatMap((one, index) => {
      if (isDocument(one)) return judgeDocument(pack, one, { index, count });
      if (isVideo(one)) return judgeVideo(pack.name, video, one, { index, count, tier });
      return images.max.value === 0 ? [] : judgePhoto(pack.name, images, one, { index, count });
    }),
  ];
}

/** Words alone are no post there. */
export const needsMedia = ({ kinds }: RulePack): boolean => !kinds.includes('text');

function together(
  pack: RulePack,
  images: RulePack['images'],
  video: RulePack['video'],
  media: Media,
): string[] {
  const videos = media.filter(isVideo);
  const documents = media.filter(isDocument);
  const photos = media.filter(isPicture);
  const messages: string[] = [];
  if (media.length === 0 && needsMedia(pack)) {
    const wanted = pack.kinds.includes('image') ? 'a photo or a video' : 'a video';
    messages.push(`${pack.name} needs ${wanted} in every post. Add one.`);
  }
  if (pack.document !== undefined && documents.length > 0 && media.length > 1) {
    messages.push(`${pack.name} takes a document only by itself. Remove it or everything else.`);
  }
  if (photos.length > 0 && videos.length > 0 && !pack.mixesPhotosAndVideos) {
    messages.push(`${pack.name} takes photos or a video, not both in one post.`);
  }
  if (photos.length > 0 && images.max.value === 0) {
    messages.push(`Photos cannot be posted to ${pack.name}. Use a video.`);
  } else if (photos.length > images.max.value) {
    messages.push(
      `${pack.name} takes at most ${images.max.value} photos in one post; these are ${photos.length}.`,
    );
  }
  if (video !== null && videos.length > video.max.value) {
    messages.push(
      `${pack.name} takes at most ${video.max.value} ${video.max.value === 1 ? 'video' : 'videos'} in one post; these are ${videos.length}.`,
    );
  }
  if (images.animatedAlone && photos.length > 1 && photos.some(({ animated }) => animated)) {
    messages.push(`${pack.name} takes an animated picture only by itself. Remove it or the other photos.`);
  }
  const over = overAltText(images, photos);
  if (over > 0) {
    messages.push(`The descriptions of the photos are together ${over} over what ${pack.name} allows.`);
  }
  return messages;
}

function overAltText({ altTextsTogether, altTextMax }: RulePack['images'], photos: Media): number {
  if (altTextsTogether !== true || altTextMax === null || photos.length < 2) return 0;
  return joinedAltTexts(photos).length - altTextMax.value;
}

/** Photos that must be of one size, and are not. The first one, as it will be, is what the others are fitted to. */
function unlike(name: string, limits: RulePack['images'], media: Media): Finding[] {
  const photos = media.flatMap((photo, index) => (isPicture(photo) ? [{ photo, index }] : []));
  const sizes = new Set(photos.map(({ photo: { width, height } }) => `${width} × ${height}`));
  const first = photos[0];
  if (limits.sameSize === undefined || sizes.size < 2 || first === undefined) return [];
  const size = fitPhoto(limits, first.photo);
  const fits = photos.flatMap(({ photo, index }): Fit[] => {
    const recipe = size && fitPhoto(limits, photo, undefined, size);
    const isRight = photo.width === size?.width && photo.height === size.height;
    return recipe === null || isRight ? [] : [{ index, recipe, alike: true }];
  });
  const message = `${name} takes several photos only when all have the same width and height. Crop them alike.`;
  return [{ ...finding(message), ...(fits.length > 0 && { fits }) }];
}

function judgeDocument(
  { name, document: rules }: RulePack,
  document: Media[number],
  { index, count }: { index: number; count: number },
): Finding[] {
  if (rules === undefined)
    return [finding(`Documents cannot be posted to ${name}. Save its pages as pictures.`, index)];
  const label = nameInPost('document', index, count);
  const messages = tooBig(name, label, document, rules.maxBytes);
  if (!rules.types.includes(document.type))
    messages.push(`${label} is a ${typeName(document.type)} file. ${name} takes ${list(rules.types)}.`);
  return messages.map((message) => finding(message, index));
}

function finding(message: string, index?: number): Finding {
  return { level: 'stop', field: 'media', ...(index === undefined ? {} : { index }), message };
}
