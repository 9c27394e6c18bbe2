import type { GuideStep } from '../platform.ts';

/** What the seller must do and know before connecting. Source: facebook.md sections 1 and 2. */
export const guide: readonly GuideStep[] = [
  {
    text: 'Picscripter posts to Facebook Pages. Facebook lets no app post to personal profiles or groups.',
  },
  {
    text: 'Create your own app at Meta for Developers, of the type Business, and add Facebook Login for Business to it.',
    link: 'https://developers.facebook.com/apps/',
  },
  {
    text: 'In the app, switch on these permissions: pages_show_list, pages_read_engagement and pages_manage_posts; for first comments pages_manage_engagement. For Pages on which you have a role yourself no review by Facebook is needed.',
  },
  {
    text: 'Copy the App ID and the App secret from App settings, Basic, and enter them here. Picscripter keeps them encrypted on this computer.',
  },
  {
    text: 'Leave the app in Development mode while you connect. Only then does Facebook send you back to this computer, and there is no return address to enter.',
  },
  {
    text: 'Connect, and in Facebook’s window choose the Pages and leave every permission switched on. You need the right to create content on each Page.',
  },
  {
    text: 'Then switch the app to Live mode. Posts made by an app in Development mode are visible only to people who have a role on the app: you would see them, your customers would not.',
  },
  {
    text: 'In Live mode Facebook does not send you back to this computer. To connect a Page again later, switch the app to Development mode first, and back to Live mode afterwards.',
  },
];
