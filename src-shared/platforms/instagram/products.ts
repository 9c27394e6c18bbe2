import { graphOrigin, graphVersion } from '../facebook/graph.ts';
import { address } from '../call.ts';
import type { Account, Grant } from '../platform.ts';

/**
 * One of the two products of the Instagram Platform: the same calls, at another host, with other tokens and rights. Each is a
 * consent of ours, and what it permits is called by other names, so the permissions tell which it is.
 * Source: instagram.md section 1.
 */
export interface Product {
  consent: 'facebook' | 'instagram';
  origin: string;
  /** What posting needs. */
  scopes: readonly string[];
  /** What is asked for beside that; without it there are no first comments, and pictures cannot go by way of the Page. */
  more: readonly string[];
  /** Files can be sent; otherwise they are fetched, every one. */
  takesBytes: boolean;
}

export const facebookLogin: Product = {
  consent: 'facebook',
  origin: graphOrigin,
  scopes: ['instagram_basic', 'instagram_content_publish', 'pages_show_list', 'pages_read_engagement'],
  more: ['instagram_manage_comments', 'pages_manage_posts'],
  takesBytes: true,
};

export const instagramLogin: Product = {
  consent: 'instagram',
  origin: 'https://graph.instagram.com',
  scopes: ['instagram_business_basic', 'instagram_business_content_publish'],
  more: ['instagram_business_manage_comments'],
  // Some report that direct uploads work here too; documented they are not.
  takesBytes: false,
};

export const siteOrigin = 'https://www.instagram.com';

/** By which of the two an account was connected. */
export function productOf({ consent }: Pick<Account, 'consent'>): Product {
  return consent === instagramLogin.consent ? instagramLogin : facebookLogin;
}

/** By which of the two a grant was given. */
export function productOfGrant({ scopes }: Pick<Grant, 'scopes'>): Product {
  return instagramLogin.scopes.every((scope) => scopes.includes(scope)) ? instagramLogin : facebookLogin;
}

/** The address of a node or edge, such as `/17841/media`. Tokens never belong into the query. */
export function nodeUrl(
  { origin }: Product,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  return address(`${origin}/${graphVersion}${path}`, query);
}
