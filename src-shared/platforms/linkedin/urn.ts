import { siteOrigin } from './hosts.ts';

/*
 * Authors and posts are named by URNs. A connection's account id is the URN of its author: a company Page, or a person as one
 * app knows them (another app has another name for the same person).
 */

/** Pages show an app their posts; what a person has posted no app may read. Source: linkedin.md section 7. */
export function isOrganization({ accountId }: { accountId: string }): boolean {
  return accountId.startsWith('urn:li:organization:');
}

export const postUrnPattern = /urn:li:(?:share|ugcPost|activity):\d+/;

/** The public address of a post; all three kinds of URN work. Source: linkedin.md section 8. */
export function publicAddress(urn: string): string {
  return `${siteOrigin}/feed/update/${urn}/`;
}
