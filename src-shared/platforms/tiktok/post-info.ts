import type { Snapshot } from '../../model/content.ts';
import type { Json } from '../../model/json.ts';
import { PublishFailure } from '../../model/publish-error.ts';

type Body = { [name: string]: Json };

/** What is said of a video: its caption is TikTok's title. Source: tiktok.md section 4.2. @throws PublishFailure `content` */
export function videoInfo(snapshot: Snapshot): Body {
  const { text, options } = snapshot;
  const { allow = [], coverMs, madeWithAi = false } = options;
  return {
    title: text,
    ...common(snapshot),
    disable_duet: !allow.includes('duet'),
    disable_stitch: !allow.includes('stitch'),
    ...(coverMs === undefined ? {} : { video_cover_timestamp_ms: coverMs }),
    is_aigc: madeWithAi,
  };
}

/** What is said of photos, whose caption is the description below a short title. Source: tiktok.md section 4.3. @throws as videoInfo */
export function photoInfo(snapshot: Snapshot): Body {
  const { text, options } = snapshot;
  const title = options.title?.trim() ?? '';
  return {
    ...(title === '' ? {} : { title }),
    description: text,
    ...common(snapshot),
    auto_add_music: options.autoMusic ?? false,
  };
}

/** Everything is said, so that nothing is left to what TikTok takes when it is not. */
function common({ options }: Snapshot): Body {
  const { privacy = '', allow = [], yourBrand = false, brandedContent = false } = options;
  if (privacy === '') {
    const message = 'Choose who may see the post on TikTok.';
    throw new PublishFailure({ class: 'content', field: 'options', message });
  }
  return {
    privacy_level: privacy,
    disable_comment: !allow.includes('comment'),
    brand_content_toggle: brandedContent,
    brand_organic_toggle: yourBrand,
  };
}
