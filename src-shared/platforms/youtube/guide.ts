import type { GuideStep } from '../platform.ts';

/** What the seller sets up at Google before connecting, and what to know. Source: youtube.md sections 1 to 3 and 5. */
export const guide: readonly GuideStep[] = [
  {
    text: 'Picscripter uploads videos to your YouTube channel. YouTube has no way for apps to post pictures or texts. An upright or square video of up to 3 minutes becomes a Short by itself.',
  },
  {
    text: 'Create a project in the Google Cloud console and enable the YouTube Data API v3 in it.',
    link: 'https://console.cloud.google.com/apis/library/youtube.googleapis.com',
  },
  {
    text: 'Set up the OAuth consent screen for external users, and add yourself as a test user.',
    link: 'https://console.cloud.google.com/auth/audience',
  },
  {
    text: 'Then put the consent screen “In production”. As long as it is in testing, Google ends every sign-in after 7 days, and posts planned for later would wait for you to connect again.',
  },
  {
    text: 'Create an OAuth client of the type Desktop app. There is no return address to enter.',
    link: 'https://console.cloud.google.com/auth/clients',
  },
  {
    text: 'Copy the client id and the client secret and enter them here. Picscripter keeps them encrypted on this computer.',
  },
  {
    text: 'Connect. Google may warn that it has not verified the app, which is your own: go on by “Advanced”. Choose the account or brand account of the channel, and leave both permissions ticked.',
  },
  {
    text: 'YouTube takes 100 uploads a day from one project, counted until midnight in California. Thumbnails of your own and videos of more than 15 minutes need a channel with a confirmed phone number.',
  },
];
