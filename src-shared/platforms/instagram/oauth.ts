import type { Consent, OAuth } from '../platform.ts';
import { byFacebook } from './facebook-login.ts';
import { facebookGuide, instagramGuide } from './guide.ts';
import { byInstagram } from './instagram-login.ts';
import { facebookLogin, instagramLogin, productOfGrant } from './products.ts';

const DAY = 24 * 60 * 60_000;

/** One of the two ways to connect an account. */
export type Login = Pick<OAuth, 'authorizeUrl' | 'exchange' | 'accounts' | 'refresh' | 'revoke'>;

const logins: Readonly<Record<string, Login>> = {
  [facebookLogin.consent]: byFacebook,
  [instagramLogin.consent]: byInstagram,
};
const loginOf = (consent: string | undefined): Login => logins[consent ?? ''] ?? byFacebook;

const consents: readonly Consent[] = [
  {
    id: facebookLogin.consent,
    label: 'An account that is linked to a Facebook Page',
    scopes: facebookLogin.scopes,
  },
  {
    id: instagramLogin.consent,
    label: 'An account by itself, without a Page',
    scopes: instagramLogin.scopes,
    needs: {
      what: 'relay',
      why: 'Instagram sends you back only to an address on the internet, which this computer does not have. Connect the account by way of its Facebook Page, or set up a relay.',
    },
    guide: instagramGuide,
  },
];

/** Both logins of the Instagram Platform. How an account was connected is told by its permissions. */
export const oauth: OAuth = {
  secret: 'required',
  pkce: null,
  // Facebook takes every port; Instagram Login compares the whole address, if it takes one on this computer at all.
  redirect: { host: 'localhost', path: '/oauth/instagram', ports: [47811, 47812, 47813] },
  scopes: facebookLogin.scopes,
  consents,
  guide: facebookGuide,
  // Of Instagram Login's 60 days: renewed every week. A Page's token has no end.
  renewEarlyMs: 53 * DAY,

  authorizeUrl: (request) => loginOf(request.consent).authorizeUrl(request),
  exchange: (context, answer) => loginOf(answer.consent).exchange(context, answer),
  accounts: (context, grant) => loginOf(productOfGrant(grant).consent).accounts(context, grant),
  refresh: (context, grant, accountId) =>
    loginOf(productOfGrant(grant).consent).refresh(context, grant, accountId),
  revoke: (context, grant) => loginOf(productOfGrant(grant).consent).revoke(context, grant),
};
