import { loginUrl, logIn, obstacleOf, pageGrant, renewPageToken, takeBack } from '../facebook/login.ts';
import { managedPages } from '../facebook/pages.ts';
import { OAuthFailure } from '../platform.ts';
import type { Login } from './oauth.ts';
import { facebookLogin } from './products.ts';

const { scopes, more } = facebookLogin;
const linked = 'instagram_business_account{id,username,name,profile_picture_url}';

/** By way of the Facebook Page that an account is linked to: with the Page's token. Source: instagram.md section 2, A. */
export const byFacebook: Login = {
  authorizeUrl: (request) => loginUrl({ ...request, scopes: [...scopes, ...more] }),

  exchange: (context, answer) => logIn(context, answer, scopes),

  async accounts(context, grant) {
    const pages = await managedPages(context, grant.accessToken, [linked]);
    const accounts = pages.flatMap(({ instagram_business_account: account, ...page }) => {
      if (account === undefined) return [];
      const { extra, ...rest } = pageGrant(grant, page.access_token ?? '');
      return {
        accountId: account.id,
        name: account.name ?? account.username ?? page.name,
        handle: account.username ?? '',
        avatarUrl: account.profile_picture_url ?? null,
        tier: 'standard' as const,
        grant: { ...rest, extra: { ...extra, pageId: page.id } },
        obstacle: obstacleOf(page),
      };
    });
    if (accounts.length > 0) return accounts;
    throw new OAuthFailure(
      'refused',
      'None of the Pages you chose has a professional Instagram account linked to it. Link it in the settings of the Page, then connect again and choose that Page.',
    );
  },

  async refresh(context, grant) {
    const { pageId } = grant.extra;
    if (pageId === undefined) throw new OAuthFailure('dead', 'Connect the account again.');
    return renewPageToken(context, grant, pageId);
  },

  revoke: takeBack,
};
