import { z } from 'zod';
import type { Reply } from '../reply.ts';
import { privacyOptions } from './creator.ts';
import { tkError } from './errors.ts';
import { privacyLevel, type TkPostInfo } from './model.ts';
import type { Caller } from './sessions.ts';

const common = {
  privacy_level: privacyLevel,
  disable_comment: z.boolean().default(false),
  brand_content_toggle: z.boolean().default(false),
  brand_organic_toggle: z.boolean().default(false),
};

/** Texts are counted in UTF-16 units. */
export const videoPostInfo = z
  .strictObject({
    ...common,
    title: z.string().max(2200).default(''),
    disable_duet: z.boolean().default(false),
    disable_stitch: z.boolean().default(false),
    video_cover_timestamp_ms: z.int().min(0).optional(),
    is_aigc: z.boolean().default(false),
  })
  .transform(
    (info): TkPostInfo => ({
      ...nothingSaid,
      title: info.title,
      privacy: info.privacy_level,
      commentOff: info.disable_comment,
      duetOff: info.disable_duet,
      stitchOff: info.disable_stitch,
      brandContent: info.brand_content_toggle,
      brandOrganic: info.brand_organic_toggle,
      isAigc: info.is_aigc,
      coverMs: info.video_cover_timestamp_ms ?? null,
    }),
  );

const photoTexts = { title: z.string().max(90).default(''), description: z.string().max(4000).default('') };

export const photoPostInfo = z
  .strictObject({ ...common, ...photoTexts, auto_add_music: z.boolean().default(false) })
  .transform(
    (info): TkPostInfo => ({
      ...nothingSaid,
      title: info.title,
      description: info.description,
      privacy: info.privacy_level,
      commentOff: info.disable_comment,
      brandContent: info.brand_content_toggle,
      brandOrganic: info.brand_organic_toggle,
      autoMusic: info.auto_add_music,
    }),
  );

/** Of photos that become a draft; the rest is chosen in the phone app. */
export const draftPostInfo = z
  .strictObject(photoTexts)
  .transform((texts): TkPostInfo => ({ ...nothingSaid, ...texts }));

export const nothingSaid: TkPostInfo = {
  title: '',
  description: '',
  privacy: null,
  commentOff: false,
  duetOff: false,
  stitchOff: false,
  brandContent: false,
  brandOrganic: false,
  isAigc: false,
  autoMusic: false,
  coverMs: null,
};

/** What a creator may not choose. Comments, duets and stitches that are off for the account stay off. */
export function choiceRefusal({ user, app }: Caller, info: TkPostInfo): Reply | undefined {
  const { privacy } = info;
  if (!app.audited && (!user.isPrivate || privacy !== 'SELF_ONLY'))
    return tkError('unaudited_client_can_only_post_to_private_accounts');
  if (privacy === null || !privacyOptions(user).includes(privacy))
    return tkError('privacy_level_option_mismatch');
  if (info.brandContent && privacy === 'SELF_ONLY')
    return tkError('invalid_param', 'Branded content visibility cannot be set to private.');
  return undefined;
}

/** The value by its schema, or the refusal that names the first field at fault. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T | Reply {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const at = [...(issue?.path ?? []), ...unknown].join('.');
  return tkError('invalid_param', `The request parameter ${at} is invalid.`);
}
