import type { GuideStep } from '../platform.ts';

/** What the seller sets up at LinkedIn before connecting, and what to know. Source: linkedin.md sections 1 and 2. */
export const guide: readonly GuideStep[] = [
  {
    text: 'Create an app at LinkedIn for Developers. It must belong to a LinkedIn Page; one without followers will do.',
    link: 'https://www.linkedin.com/developers/apps',
  },
  {
    text: 'To post as yourself: under Products add “Sign In with LinkedIn using OpenID Connect” and “Share on LinkedIn”. Both are there at once.',
  },
  {
    text: 'To post as a company Page: that needs an app of its own with the product “Community Management API” and no other. LinkedIn reviews it, and until then it lets nothing be posted.',
  },
  { text: 'Under Auth, add these redirect addresses exactly as they stand here.', redirects: true },
  {
    text: 'Copy the client id and the primary client secret from Auth and enter them here. Picscripter keeps them encrypted on this computer.',
  },
  {
    text: 'A connection lasts 60 days. LinkedIn renews it for approved partners only, so Picscripter reminds you to connect again; it is one click while you are signed in.',
  },
  {
    text: 'What you posted as yourself LinkedIn shows to no app. Picscripter cannot read such posts back, nor count who saw them.',
  },
];
