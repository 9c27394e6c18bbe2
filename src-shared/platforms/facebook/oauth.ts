import { type OAuth, OAuthFailure } from '../platform.ts';
import { guide } from './guide.ts';
import { loginUrl, logIn, obstacleOf, pageGrant, renewPageToken, takeBack } from './login.ts';
import { managedPages } from './pages.ts';

const scopes = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'];
/** Asked for beside what posting needs; without it there are no first comments. */
const more = ['pages_manage_engagement'];

/** Facebook Login, for Pages. Source: facebook.md section 2. */
export const oauth: OAuth = {
  secret: 'required',
  pkce: null,
  redirect: { host: 'localhost', path: '/oauth/facebook', ports: 'any' },
  scopes,
  guide,

  authorizeUrl: ({ clientId, redirectUri, state }) =>
    loginUrl({ clientId, redirectUri, state, scopes: [...scopes, ...more] }),

  exchange: (context, answer) => logIn(context, answer, scopes),

  async accounts(context, grant) {
    const pages = await managedPages(context, grant.accessToken);
    if (pages.length === 0) {
      throw new OAuthFailure(
        'refused',
        'Facebook showed no Page. Connect again, choose at least one Page in Facebook’s window, and check that you may manage it.',
      );
    }
    return pages.map((page) => ({
      accountId: page.id,
      name: page.name,
      handle: page.username ?? '',
      avatarUrl: page.picture?.data?.url ?? null,
      tier: 'standard',
      grant: pageGrant(grant, page.access_token ?? ''),
      obstacle: obstacleOf(page),
    }));
  },

  refresh: renewPageToken,
  revoke: takeBack,
};
