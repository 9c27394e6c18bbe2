import { z } from 'zod';
import type { Reply } from '../reply.ts';
import { badRequest, ytError } from './errors.ts';
import type { YtMetadata } from './model.ts';

/** What a client may set when it inserts a video; every other field is refused, though the real API ignores some. */
const resource = z.strictObject({
  snippet: z
    .strictObject({
      title: z.string(),
      description: z.string(),
      tags: z.array(z.string()),
      categoryId: z.string(),
      defaultLanguage: z.string(),
      defaultAudioLanguage: z.string(),
    })
    .partial()
    .optional(),
  status: z
    .strictObject({
      privacyStatus: z.enum(['public', 'unlisted', 'private']),
      publishAt: z.string(),
      selfDeclaredMadeForKids: z.boolean(),
      containsSyntheticMedia: z.boolean(),
      license: z.enum(['youtube', 'creativeCommon']),
      embeddable: z.boolean(),
      publicStatsViewable: z.boolean(),
    })
    .partial()
    .optional(),
});

/** Assignable categories, of the list for the United States. */
const categories = new Set([
  '1',
  '2',
  '10',
  '15',
  '17',
  '19',
  '20',
  '22',
  '23',
  '24',
  '25',
  '26',
  '27',
  '28',
  '29',
]);

/** The metadata of a video from the body of `videos.insert`, with what YouTube fills in; or its refusal. */
export function metadataFrom(value: unknown, parts: readonly string[]): YtMetadata | Reply {
  const parsed = resource.safeParse(value);
  if (!parsed.success) return schemaRefusal(parsed.error);
  const { snippet = {}, status = {} } = parsed.data;
  const unlisted = Object.keys(parsed.data).find((part) => !parts.includes(part));
  if (unlisted !== undefined) return badRequest(`The part "${unlisted}" is in the body but not in "part".`);

  const { title = '', description = '', tags = [], categoryId = '22' } = snippet;
  if (title.trim() === '' || title.length > 100 || /[<>]/.test(title)) return ytError('invalidTitle');
  if (Buffer.byteLength(description) > 5000 || /[<>]/.test(description)) return ytError('invalidDescription');
  if (tags.some((tag) => tag.trim() === '') || tagsLength(tags) > 500) return ytError('invalidTags');
  if (!categories.has(categoryId)) return ytError('invalidCategoryId');

  const privacy = status.privacyStatus ?? 'public';
  const publishAt = status.publishAt === undefined ? null : Date.parse(status.publishAt);
  if (publishAt !== null && (!isDateTime(status.publishAt ?? '') || privacy !== 'private'))
    return ytError('invalidPublishAt');
  return {
    title,
    description,
    tags,
    categoryId,
    privacy,
    publishAt,
    madeForKids: status.selfDeclaredMadeForKids ?? null,
    syntheticMedia: status.containsSyntheticMedia ?? false,
    license: status.license ?? 'youtube',
    embeddable: status.embeddable ?? true,
  };
}

/** Commas between tags count, and the quotes that a tag with a space is given. */
function tagsLength(tags: readonly string[]): number {
  const quoted = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag));
  return quoted.join(',').length;
}

const isDateTime = (text: string): boolean =>
  z.iso.datetime({ offset: true }).safeParse(text).success && !Number.isNaN(Date.parse(text));

function schemaRefusal(error: z.ZodError): Reply {
  const [issue] = error.issues;
  const at = ['resource', ...(issue?.path ?? [])].join('.');
  if (issue?.code === 'unrecognized_keys') {
    return badRequest(
      `Invalid JSON payload received. Unknown name "${issue.keys[0]}" at '${at}': Cannot find field.`,
    );
  }
  return badRequest(`Invalid value at '${at}'`);
}
