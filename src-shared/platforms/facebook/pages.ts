import { z } from 'zod';
import { oauthCall, oauthRead } from '../call.ts';
import { type OAuthContext, OAuthFailure } from '../platform.ts';
import { bearer, graphUrl, nextUrl } from './graph.ts';
import { refusalOfPerson } from './oauth-errors.ts';

const pageSchema = z.object({
  id: z.coerce.string(),
  name: z.string(),
  username: z.string().optional(),
  access_token: z.string().min(1).optional(),
  tasks: z.array(z.string()).optional(),
  instagram_business_account: z
    .object({
      id: z.coerce.string(),
      username: z.string().optional(),
      name: z.string().optional(),
      profile_picture_url: z.string().optional(),
    })
    .optional(),
  picture: z.object({ data: z.object({ url: z.string().optional() }).optional() }).optional(),
});
export type ManagedPage = z.infer<typeof pageSchema>;

const listSchema = z.object({
  data: z.array(pageSchema),
  paging: z.object({ next: z.string().optional() }).optional(),
});

/** 100 Pages a part; a list that does not end by then is not one. */
const maxParts = 50;

/**
 * Every Page that the person manages and has chosen for our app.
 * @param more fields beside those that every Page is asked for @throws OAuthFailure
 */
export async function managedPages(
  context: OAuthContext,
  userToken: string,
  more: readonly string[] = [],
): Promise<ManagedPage[]> {
  const pages: ManagedPage[] = [];
  let url: string | null = graphUrl('/me/accounts', {
    fields: ['id,name,username,access_token,tasks,picture.type(large){url}', ...more].join(','),
    limit: '100',
  });
  for (let part = 0; url !== null && part < maxParts; part++) {
    const answer = await oauthCall(
      context,
      { method: 'GET', url, headers: bearer(userToken) },
      refusalOfPerson,
    );
    const list = oauthRead(answer, listSchema);
    pages.push(...list.data);
    url = list.paging?.next === undefined ? null : ownNextUrl(list.paging.next);
  }
  return pages;
}

function ownNextUrl(next: string): string {
  const url = nextUrl(next);
  if (url === null)
    throw new OAuthFailure('temporary', 'Facebook sent us to a place that is not Facebook. Try again later.');
  return url;
}
