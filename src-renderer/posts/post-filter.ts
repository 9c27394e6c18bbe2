import { z } from 'zod';
import { platformIdSchema } from '#shared/model/platform-id.ts';

/** What the list of posts shows; kept in the address, so that Back and a reload bring it again. */
export const postFilterSchema = z.object({
  state: z.enum(['draft', 'scheduled', 'published', 'needs-you']).optional().catch(undefined),
  platform: platformIdSchema.optional().catch(undefined),
  connectionId: z.string().optional().catch(undefined),
  search: z.string().max(200).optional().catch(undefined),
  trash: z.literal('true').optional().catch(undefined),
});
export type PostFilter = z.infer<typeof postFilterSchema>;

export function readFilter(params: URLSearchParams): PostFilter {
  return postFilterSchema.parse(Object.fromEntries(params));
}

export function writeFilter(filter: PostFilter): URLSearchParams {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(entries as [string, string][]);
}

/** The filter as the desktop takes it. */
export function listInput({ trash, ...filter }: PostFilter, cursor: string | undefined) {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return {
    ...(Object.fromEntries(set) as Omit<PostFilter, 'trash'>),
    ...(trash === undefined ? {} : { trash: true }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

export function isFiltered({ trash: _trash, ...filter }: PostFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '');
}
