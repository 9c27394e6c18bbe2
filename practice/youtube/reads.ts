import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { badRequest, errorOf, ytError } from './errors.ts';
import { uploadsPlaylist, type YtChannel, type YtVideo } from './model.ts';
import { costs, spendUnits } from './quota.ts';
import { authorize, type Caller, mayDelete, mayRead } from './sessions.ts';
import { shownVideo, videoParts } from './video-view.ts';

const channelParts = ['id', 'snippet', 'contentDetails', 'status', 'statistics'];
const itemParts = ['id', 'snippet', 'contentDetails', 'status'];

/** The caller and the parts asked for, when the query has no parameter but these. */
function asked(
  call: Call,
  world: World,
  names: readonly string[],
  known: readonly string[],
): { caller: Caller; parts: string[] } | Reply {
  const caller = authorize(call, world, mayRead);
  if (caller instanceof Reply) return caller;
  const spent = spendUnits(world, caller.grant.clientId, costs.list);
  if (spent !== undefined) return spent;
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((name) => name !== 'part' && !names.includes(name));
  if (unknown !== undefined) return badRequest(`Unknown parameter: ${unknown}`);
  const parts = query.getAll('part').flatMap((part) => part.split(','));
  const wrong = parts.find((part) => !known.includes(part));
  if (wrong !== undefined) return errorOf(400, 'unknownPart', `'${wrong}'`, 'youtube.part');
  return parts.length === 0
    ? errorOf(400, 'missingRequiredParameter', 'No filter selected.')
    : { caller, parts };
}

const listOf = (kind: string, items: readonly object[], more: object = {}): Reply =>
  json(200, {
    kind: `youtube#${kind}`,
    etag: 'practice',
    ...more,
    pageInfo: { totalResults: items.length, resultsPerPage: items.length },
    // An empty list comes without items in some answers; here it is always there.
    items,
  });

/** GET /youtube/v3/channels?mine=true */
export function channels(call: Call, world: World): Reply {
  const wish = asked(call, world, ['mine'], channelParts);
  if (wish instanceof Reply) return wish;
  if (call.url.searchParams.get('mine') !== 'true') return badRequest('Only mine=true is played here.');
  const { channel } = wish.caller;
  if (!channel.signedUp) return listOf('channelListResponse', []);
  return listOf('channelListResponse', [shownChannel(channel, wish.parts)]);
}

function shownChannel(channel: YtChannel, parts: readonly string[]): object {
  const views: Record<string, object> = {
    snippet: {
      title: channel.title,
      description: '',
      customUrl: `@${channel.handle}`,
      publishedAt: '2019-03-01T10:00:00Z',
      thumbnails: {
        default: { url: `https://yt3.ggpht.com/${channel.id}/default.jpg`, width: 88, height: 88 },
      },
    },
    contentDetails: { relatedPlaylists: { likes: '', uploads: uploadsPlaylist(channel) } },
    status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: channel.longUploads },
    statistics: { viewCount: '0', subscriberCount: '0', hiddenSubscriberCount: false, videoCount: '0' },
  };
  const shown = parts.filter((part) => part in views).map((part) => [part, views[part]]);
  return { kind: 'youtube#channel', etag: 'practice', id: channel.id, ...Object.fromEntries(shown) };
}

/** GET /youtube/v3/playlistItems: the uploads of a channel, newest first; its owner sees private ones too */
export function playlistItems(call: Call, world: World): Reply {
  const wish = asked(call, world, ['playlistId', 'maxResults', 'pageToken'], itemParts);
  if (wish instanceof Reply) return wish;
  const query = call.url.searchParams;
  const { channel } = wish.caller;
  if (query.get('playlistId') !== uploadsPlaylist(channel))
    return errorOf(404, 'playlistNotFound', 'The playlist cannot be found.', 'youtube.playlistItem');
  const size = Number(query.get('maxResults') ?? 5);
  if (!Number.isInteger(size) || size < 0 || size > 50)
    return errorOf(400, 'invalidParameter', `Invalid value '${size}'. Values must be within [0, 50].`);
  const token = query.get('pageToken') ?? 'p0';
  if (!/^p\d+$/.test(token)) return errorOf(400, 'invalidPageToken', 'The page token is invalid.');
  const offset = Number(token.slice(1));
  const listed = Object.values(world.state.youtube.videos)
    .filter((video) => video.channelId === channel.id && isThere(video) && video.listedAt <= world.now())
    .toSorted((left, right) => right.createdAt - left.createdAt);
  const page = listed.slice(offset, offset + size);
  const more = listed.length > offset + size ? { nextPageToken: `p${offset + size}` } : {};
  return listOf(
    'playlistItemListResponse',
    page.map((video) => shownItem(video, wish.parts, world)),
    more,
  );
}

const isThere = (video: YtVideo | undefined): video is YtVideo => video?.state === 'alive';

function shownItem(video: YtVideo, parts: readonly string[], world: World): object {
  const whole = shownVideo(video, ['snippet', 'status'], world) as {
    snippet: { publishedAt: string };
    status: { privacyStatus: string };
  };
  const views: Record<string, object> = {
    snippet: { ...whole.snippet, resourceId: { kind: 'youtube#video', videoId: video.id } },
    contentDetails: { videoId: video.id, videoPublishedAt: whole.snippet.publishedAt },
    status: { privacyStatus: whole.status.privacyStatus },
  };
  const shown = parts.filter((part) => part in views).map((part) => [part, views[part]]);
  return {
    kind: 'youtube#playlistItem',
    etag: 'practice',
    id: `UU.${video.id}`,
    ...Object.fromEntries(shown),
  };
}

/** GET /youtube/v3/videos?id=: what is gone is simply not in the list. Each look brings processing further. */
export function videos(call: Call, world: World): Reply {
  const wish = asked(call, world, ['id'], videoParts);
  if (wish instanceof Reply) return wish;
  const ids = (call.url.searchParams.get('id') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > 50) return badRequest('1 to 50 ids are needed.');
  const found = ids
    .map((id) => world.state.youtube.videos[id])
    .filter((video) => isThere(video) && video.channelId === wish.caller.channel.id)
    .filter((video) => video !== undefined);
  const reply = listOf(
    'videoListResponse',
    found.map((video) => shownVideo(video, wish.parts, world)),
  );
  for (const video of found) video.polls = Math.max(0, video.polls - 1);
  world.changed();
  return reply;
}

/** DELETE /youtube/v3/videos?id= */
export function deleteVideo(call: Call, world: World): Reply {
  const caller = authorize(call, world, mayDelete);
  if (caller instanceof Reply) return caller;
  const spent = spendUnits(world, caller.grant.clientId, costs.delete);
  if (spent !== undefined) return spent;
  const video = world.state.youtube.videos[call.url.searchParams.get('id') ?? ''];
  if (!isThere(video)) return ytError('videoNotFound');
  if (video.channelId !== caller.channel.id) return ytError('forbidden');
  video.state = 'deleted';
  world.changed();
  return new Reply(204);
}
