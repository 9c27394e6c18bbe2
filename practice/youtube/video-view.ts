import { counted } from '../growth.ts';
import type { World } from '../world.ts';
import { privacyOf, type YtVideo } from './model.ts';

/** Parts of a video that this platform shows; the last two to its owner only, who is the only one that can ask here. */
export const videoParts = [
  'id',
  'snippet',
  'status',
  'contentDetails',
  'statistics',
  'fileDetails',
  'processingDetails',
];

/** A video as the API shows it. */
export function shownVideo(video: YtVideo, parts: readonly string[], world: World): object {
  const views: Record<string, () => object | undefined> = {
    snippet: () => snippet(video, world),
    status: () => status(video, world),
    contentDetails: () => ({ duration: 'PT42S', definition: 'hd', caption: 'false' }),
    statistics: () => statistics(video, world),
    fileDetails: () => fileDetails(video, world),
    processingDetails: () => processingDetails(video),
  };
  const shown = parts.flatMap((part) => {
    const view = views[part]?.();
    return view === undefined ? [] : [[part, view] as const];
  });
  return { kind: 'youtube#video', etag: 'practice', id: video.id, ...Object.fromEntries(shown) };
}

function snippet(video: YtVideo, world: World): object {
  const { title, description, tags, categoryId, channelId } = video;
  return {
    publishedAt: new Date(video.createdAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    channelId,
    title,
    description,
    thumbnails: {
      default: { url: `https://i.ytimg.com/vi/${video.id}/default.jpg`, width: 120, height: 90 },
    },
    channelTitle: world.state.youtube.channels[channelId]?.title,
    ...(tags.length === 0 ? {} : { tags }),
    categoryId,
    liveBroadcastContent: 'none',
    localized: { title, description },
  };
}

function status(video: YtVideo, world: World): object {
  const privacyStatus = privacyOf(video, world.now());
  const scheduled = video.publishAt !== null && privacyStatus !== 'public';
  return {
    ...uploadStatus(video),
    privacyStatus,
    ...(scheduled ? { publishAt: new Date(video.publishAt ?? 0).toISOString() } : {}),
    license: video.license,
    embeddable: video.embeddable,
    publicStatsViewable: true,
    madeForKids: video.madeForKids ?? false,
    ...(video.madeForKids === null ? {} : { selfDeclaredMadeForKids: video.madeForKids }),
    containsSyntheticMedia: video.syntheticMedia,
  };
}

function uploadStatus({ rejection, failure, polls }: YtVideo): object {
  if (rejection !== null) return { uploadStatus: 'rejected', rejectionReason: rejection };
  if (polls > 0) return { uploadStatus: 'uploaded' };
  if (failure !== null) return { uploadStatus: 'failed', failureReason: failure };
  return { uploadStatus: 'processed' };
}

/** Numbers are strings; likes and comments are left out where the channel hides them. */
function statistics(video: YtVideo, world: World): object {
  const { counters, createdAt } = video;
  const age = world.now() - createdAt;
  const hidden = world.state.youtube.switches.hidesCounts;
  return {
    viewCount: String(counted(counters, 'viewCount', 'views', age)),
    favoriteCount: String(counters.favoriteCount ?? 0),
    ...(hidden
      ? {}
      : {
          likeCount: String(counted(counters, 'likeCount', 'likes', age)),
          commentCount: String(counted(counters, 'commentCount', 'comments', age)),
        }),
  };
}

function fileDetails(video: YtVideo, world: World): object | undefined {
  if (video.polls > 0 && world.state.youtube.switches.fileDetailsAfterProcessing) return undefined;
  return { fileName: 'unknown', fileSize: String(video.bytes), fileType: 'video' };
}

function processingDetails({ polls, failure }: YtVideo): object {
  const processingStatus = polls > 0 ? 'processing' : failure === null ? 'succeeded' : 'failed';
  return {
    processingStatus,
    fileDetailsAvailability: polls > 0 ? 'inProgress' : 'available',
    thumbnailsAvailability: polls > 0 ? 'inProgress' : 'available',
  };
}
