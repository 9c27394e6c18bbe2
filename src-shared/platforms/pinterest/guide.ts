import type { GuideStep } from '../platform.ts';

/** What the seller must do and know before connecting. Source: pinterest.md sections 1 and 2. */
export const guide: readonly GuideStep[] = [
  {
    text: 'You need a Pinterest business account. Sign in with it at Pinterest for developers and connect an app.',
    link: 'https://developers.pinterest.com/apps/',
  },
  {
    text: 'A new app has Trial access, with which Pinterest lets nothing be published. Ask there for Standard access: Pinterest wants a video that shows how you connect and pin. Until it is given, posts to Pinterest wait.',
  },
  { text: 'Add these three redirect addresses to the app, exactly as they stand here.', redirects: true },
  {
    text: 'Copy the App ID and the App secret key into the fields below. Picscripter keeps them encrypted on this computer.',
  },
  {
    text: 'Connect, and give access to everything: Pinterest takes a Pin only with all of these permissions.',
  },
  {
    text: 'Pinterest ends a connection that was not used for 60 days. Picscripter renews it while it runs.',
  },
  {
    text: 'To take the access back later, open the security settings of your Pinterest account: an app cannot do that by itself.',
    link: 'https://www.pinterest.com/settings/security',
  },
];
