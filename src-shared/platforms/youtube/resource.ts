import type { Snapshot } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import type { Json } from '../../model/json.ts';
import type { Instant } from '../../model/time.ts';

/** Howto & Style, where things that are made are shown. The seller can change it at YouTube. */
const categoryId = '26';

/** What is said of a video when its upload begins: the body of `videos.insert`. */
export type Resource = { snippet: { [name: string]: Json }; status: { [name: string]: Json } };

/**
 * The caption is the description. The privacy is always said: left out, it would be public. A video with a time of its
 * own is private until then. Source: youtube.md section 3.
 * @throws PublishFailure `content` without a title
 */
export function resourceOf({ text, options }: Snapshot): Resource {
  const { title = '', tags = [], publishAt, madeForKids, madeWithAi } = options;
  const privacy = options.privacy?.trim() || 'public';
  if (title.trim() === '') {
    const message = 'YouTube wants a title for a video. Write one.';
    throw new PublishFailure({ class: 'content', field: 'options', message });
  }
  return {
    snippet: { title, description: text, categoryId, ...(tags.length === 0 ? {} : { tags }) },
    status: {
      ...(publishAt === undefined
        ? { privacyStatus: privacy }
        : { privacyStatus: 'private', publishAt: new Date(publishAt).toISOString() }),
      ...(madeForKids === undefined ? {} : { selfDeclaredMadeForKids: madeForKids }),
      containsSyntheticMedia: madeWithAi ?? false,
      license: 'youtube',
      embeddable: true,
    },
  };
}

/** A time that has passed makes YouTube publish at once, which the seller did not ask for. @throws PublishFailure `content` */
export function refusePastTime({ options: { publishAt } }: Snapshot, now: Instant): void {
  if (publishAt === undefined || publishAt > now) return;
  const message = 'The time at which YouTube was to publish the video has passed. Choose a new one.';
  throw new PublishFailure({ class: 'content', field: 'options', message });
}
