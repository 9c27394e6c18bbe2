import type { GuideStep } from '../platform.ts';

/** What the seller sets up at X before connecting, and what to know. Source: x.md sections 1 and 5. */
export const guide: readonly GuideStep[] = [
  {
    text: 'Sign in at the developer console of X. Posting by an app is not free there: you buy credits, and you can set a spending limit.',
    link: 'https://console.x.com',
  },
  {
    text: 'Create an app. Put it into a pay-per-use package and the Production environment; otherwise X refuses every call.',
  },
  {
    text: 'In the user authentication settings of the app choose “Native App” and “Read and write”. A Native App needs no secret.',
  },
  { text: 'Add these three callback addresses exactly as they stand here.', redirects: true },
  { text: 'Copy the client id of the app into the field below.' },
  {
    text: 'X charges about 0.015 USD a post, and 0.20 USD (13 times as much) for a post that contains a link. The owner of the app pays.',
  },
  {
    text: 'X has locked accounts for automated posting. Post at a human pace, and nothing that others may take for spam.',
  },
];
