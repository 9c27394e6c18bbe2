import type { GuideStep } from '../platform.ts';

const professional: GuideStep = {
  text: 'Instagram lets apps post to professional accounts only. In Instagram, switch the account to a business or creator account: Settings, Account type and tools.',
};

/** What the seller must do and know before connecting by Facebook Login. Source: instagram.md sections 1 and 2, facebook.md sections 1 and 2. */
export const facebookGuide: readonly GuideStep[] = [
  professional,
  {
    text: 'Link the account to a Facebook Page that you manage: in the settings of the Page, Linked accounts.',
  },
  {
    text: 'Create your own app at Meta for Developers, of the type Business, and add Facebook Login for Business and Instagram to it. The app you use for Facebook will do.',
    link: 'https://developers.facebook.com/apps/',
  },
  {
    text: 'In the app, switch on these permissions: instagram_basic, instagram_content_publish, pages_show_list and pages_read_engagement; for first comments instagram_manage_comments; and pages_manage_posts, by which pictures can be sent from this computer.',
  },
  {
    text: 'For accounts of your own no review is needed: under App roles, add the account as an Instagram Tester, then accept that in Instagram.',
    link: 'https://www.instagram.com/accounts/manage_access/',
  },
  {
    text: 'Copy the App ID and the App secret from App settings, Basic, and enter them here. Picscripter keeps them encrypted on this computer.',
  },
  {
    text: 'Leave the app in Development mode while you connect. Only then does Facebook send you back to this computer, and there is no return address to enter. In Facebook’s window choose the Page and the Instagram account, and leave every permission switched on.',
  },
  {
    text: 'Then switch the app to Live mode. To connect again later, switch it to Development mode first.',
  },
];

/** The same for Instagram Login. Source: instagram.md sections 1 and 2, B. */
export const instagramGuide: readonly GuideStep[] = [
  professional,
  {
    text: 'Create your own app at Meta for Developers and add Instagram to it, then open API setup with Instagram login.',
    link: 'https://developers.facebook.com/apps/',
  },
  {
    text: 'Copy the Instagram app ID and the Instagram app secret from that page and enter them here. They are not the App ID and App secret of the settings.',
  },
  {
    text: 'Under Business login settings, enter the return address of your relay exactly as the relay shows it. Look at the list afterwards: a slash may have been added at the end, which has to go.',
  },
  {
    text: 'For accounts of your own no review is needed: under App roles, add the account as an Instagram Tester, then accept that in Instagram.',
    link: 'https://www.instagram.com/accounts/manage_access/',
  },
];
