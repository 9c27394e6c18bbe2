import type { GuideStep } from '../platform.ts';

/** What the seller sets up at TikTok before connecting, and what to know. Source: tiktok.md sections 1, 2 and 4. */
export const guide: readonly GuideStep[] = [
  {
    text: 'TikTok lets an app publish for everybody only after it has audited it, and it does not audit an app that serves one seller alone. With an app of your own you can post privately from a private account, or send videos as drafts to the TikTok app and post them there.',
  },
  {
    text: 'Register an app at TikTok for Developers. It wants a web site with a privacy policy and terms, also for an app that runs on a computer.',
    link: 'https://developers.tiktok.com/apps/',
  },
  {
    text: 'Add the products Login Kit, for the platform Desktop, and Content Posting API. Switch Direct Post on.',
  },
  {
    text: 'Add the permissions user.info.basic, user.info.profile, video.list, video.publish and video.upload.',
  },
  {
    text: 'Enter this redirect address under Login Kit, Desktop, exactly as it stands here, with the * and the slash at the end.',
    redirects: true,
  },
  {
    text: 'Copy the client key and the client secret and enter them here. The secret stays on this computer, encrypted.',
  },
  {
    text: 'Connect, and leave every permission ticked. After a year TikTok may ask you to connect again.',
  },
  {
    text: 'For photos TikTok also wants the web address they are fetched from, verified in the app under “URL properties”.',
  },
  {
    text: 'TikTok takes about 15 posts of one account in 24 hours, those of other apps too. After a post is sent it may take minutes until it shows.',
  },
];
