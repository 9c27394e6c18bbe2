import type { World } from '../world.ts';
import { type FbPost, type FbVideo, isPublic, isScheduled } from './model.ts';

/** What `GET /{video-id}?fields=status` says. `bytes_transfered` is Facebook's own spelling. */
export function videoStatus(video: FbVideo, world: World): object {
  const uploading = {
    status: video.uploaded ? 'complete' : video.received > 0 ? 'in_progress' : 'not_started',
    bytes_transfered: video.received,
  };
  const post = world.state.facebook.posts[video.postId ?? ''];
  if (!video.uploaded)
    return phases('upload_in_progress', uploading, { status: 'not_started' }, { status: 'not_started' });
  if (video.failed) {
    const errors = [{ code: 6000, message: 'There was a problem processing the video file.' }];
    return phases('error', uploading, { status: 'error', errors }, { status: 'not_started' });
  }
  if (post === undefined) {
    return phases(
      'upload_complete',
      uploading,
      { status: 'not_started' },
      { status: 'not_started', publish_status: 'draft' },
    );
  }
  if (video.polls > 0)
    return phases('processing', uploading, { status: 'in_progress' }, { status: 'in_progress' });
  return phases('ready', uploading, { status: 'complete' }, publishing(post, world.now()));
}

function publishing(post: FbPost, now: number): object {
  if (isPublic(post, now)) {
    return {
      status: 'complete',
      publish_status: 'published',
      publish_time: Math.floor((post.publishAt ?? 0) / 1000),
    };
  }
  return { status: 'not_started', publish_status: isScheduled(post, now) ? 'scheduled' : 'draft' };
}

const phases = (status: string, uploading: object, processing: object, publishing: object): object => ({
  video_status: status,
  uploading_phase: uploading,
  processing_phase: processing,
  publishing_phase: publishing,
});

/** A look at the status brings the processing of a finished video one step further. */
export function looked(video: FbVideo, world: World): void {
  if (video.postId === null || video.polls === 0) return;
  video.polls -= 1;
  world.changed();
}
