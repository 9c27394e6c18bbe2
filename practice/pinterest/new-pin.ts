import { z } from 'zod';

const id = z.string().regex(/^\d+$/);
const contentType = z.enum(['image/jpeg', 'image/png']);
const base64 = z.string().regex(/^[a-zA-Z0-9+/=]+$/);
const text = z.string().nullable().optional();
const item = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  link: z.string().optional(),
});
const carousel = { index: z.int().min(0).optional() };

export const mediaSource = z.discriminatedUnion('source_type', [
  z.strictObject({
    source_type: z.literal('image_base64'),
    content_type: contentType,
    data: base64,
    is_standard: z.boolean().optional(),
  }),
  z.strictObject({
    source_type: z.literal('image_url'),
    url: z.string(),
    is_standard: z.boolean().optional(),
  }),
  z.strictObject({
    source_type: z.literal('multiple_image_base64'),
    items: z
      .array(item.extend({ content_type: contentType, data: base64 }))
      .min(2)
      .max(5),
    ...carousel,
  }),
  z.strictObject({
    source_type: z.literal('multiple_image_urls'),
    items: z
      .array(item.extend({ url: z.string() }))
      .min(2)
      .max(5),
    ...carousel,
  }),
  z.strictObject({
    source_type: z.literal('video_id'),
    media_id: id,
    cover_image_url: z.string().optional(),
    cover_image_content_type: contentType.optional(),
    cover_image_data: base64.optional(),
    cover_image_key_frame_time: z.int().min(0).optional(),
    is_standard: z.boolean().optional(),
  }),
  z.strictObject({ source_type: z.literal('pin_url'), is_cut_out: z.boolean().optional() }),
]);

/** The body of POST /v5/pins. Lengths of texts are counted in code points, which zod does not. */
export const newPin = z.strictObject({
  board_id: id,
  board_section_id: id.nullable().optional(),
  title: text,
  description: text,
  alt_text: text,
  link: text,
  dominant_color: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .nullable()
    .optional(),
  parent_pin_id: id.nullable().optional(),
  media_source: mediaSource,
});

export type NewPin = z.output<typeof newPin>;
export type MediaSource = z.output<typeof mediaSource>;

const longest = { title: 100, description: 800, alt_text: 500, link: 2048 } as const;

/** What is too long, as the validator would say it; undefined when nothing is. */
export function tooLong(wanted: NewPin): string | undefined {
  const names = Object.keys(longest) as (keyof typeof longest)[];
  const name = names.find((field) => Array.from(wanted[field] ?? '').length > longest[field]);
  return name === undefined ? undefined : `${name} is too long (constraint: maxLength=${longest[name]})`;
}
