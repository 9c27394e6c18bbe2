/** The ready-made developer apps, so that the product can be pre-filled in practice mode. Nothing here is secret. */
export const practiceApps = {
  x: {
    /** A Native App: no secret. */
    native: {
      clientId: 'cHJhY3RpY2UtbmF0aXZlOjE6Y2k',
      callbacks: [
        'http://127.0.0.1:47811/oauth/x',
        'http://127.0.0.1:47812/oauth/x',
        'http://127.0.0.1:47813/oauth/x',
      ],
    },
    /** A Web App: every token call needs HTTP Basic with the secret. */
    confidential: {
      clientId: 'cHJhY3RpY2Utd2ViOjE6Y2k',
      clientSecret: 'practice-web-secret-cHJhY3RpY2U',
      callbacks: ['http://127.0.0.1:47811/oauth/x', 'https://relay.practice.example/oauth/x/callback'],
    },
  },
  facebook: {
    /** Live: posts are public, redirects are https and listed. */
    live: {
      appId: '204815162342108',
      appSecret: 'practice0live0secret0000000000001',
      redirectUris: ['https://relay.practice.example/oauth/facebook/callback'],
    },
    /** Development: http://localhost[:port] is accepted, posts are seen only by people with a role on the app. */
    development: { appId: '204815162342109', appSecret: 'practice0dev0secret00000000000002' },
  },
  instagram: {
    /** Facebook Login, with its permissions for Instagram: the app of Facebook in Development mode. */
    facebook: { appId: '204815162342109', appSecret: 'practice0dev0secret00000000000002' },
    /** Instagram Login: an id and secret of its own, and https addresses only. */
    login: {
      appId: '990602627938098',
      appSecret: 'practice0ig0secret000000000000003',
      redirectUris: [
        'https://relay.practice.example/oauth/instagram/callback',
        'https://relay.practice.example/oauth/instagram',
      ],
    },
  },
  linkedin: {
    /** "Sign In with LinkedIn" and "Share on LinkedIn", self-serve: posts as the person, gives no refresh token. */
    member: {
      clientId: '86practicemember',
      clientSecret: 'WPL_AP1.practice.member.c2VjcmV0',
      redirectUris: [
        'http://127.0.0.1:47811/oauth/linkedin',
        'http://127.0.0.1:47812/oauth/linkedin',
        'http://127.0.0.1:47813/oauth/linkedin',
        'https://relay.practice.example/oauth/linkedin',
      ],
    },
    /** "Community Management API" alone, approved: posts as company Pages, gives refresh tokens. */
    pages: {
      clientId: '86practicepages',
      clientSecret: 'WPL_AP1.practice.pages.c2VjcmV0',
      redirectUris: [
        'http://127.0.0.1:47811/oauth/linkedin',
        'http://127.0.0.1:47812/oauth/linkedin',
        'http://127.0.0.1:47813/oauth/linkedin',
        'https://relay.practice.example/oauth/linkedin',
      ],
    },
  },
  pinterest: {
    /** Standard access: its Pins are public. */
    standard: {
      appId: '1480011',
      appSecret: 'practice-pin-secret-1',
      redirectUris: [
        'http://localhost:47811/oauth/pinterest',
        'http://localhost:47812/oauth/pinterest',
        'http://localhost:47813/oauth/pinterest',
        'https://relay.practice.example/oauth/pinterest/callback',
      ],
    },
    /** Trial access, as every new app has: it may not create Pins. */
    trial: {
      appId: '1480012',
      appSecret: 'practice-pin-secret-2',
      redirectUris: ['http://localhost:47811/oauth/pinterest'],
    },
    /** Made before 25 September 2025. */
    legacy: {
      appId: '1380001',
      appSecret: 'practice-pin-secret-3',
      redirectUris: ['http://localhost:47811/oauth/pinterest'],
    },
  },
  youtube: {
    /** A Desktop client: any port of 127.0.0.1, and a secret that is not one. */
    desktop: {
      clientId: '204815162342-practice.apps.googleusercontent.com',
      clientSecret: 'GOCSPX-practice-desktop-secret',
    },
    /** In Testing: listed channels only, and sign-ins that end after a week. */
    testing: {
      clientId: '204815162342-testing.apps.googleusercontent.com',
      clientSecret: 'GOCSPX-practice-testing-secret',
    },
  },
  tiktok: {
    /** Audited: posts as its creators choose. */
    audited: {
      clientKey: 'awpracticeaudited1',
      clientSecret: 'practiceTikTokSecretAudited00001',
      redirectUris: [
        'http://127.0.0.1:*/oauth/tiktok/',
        'https://relay.practice.example/oauth/tiktok/callback/',
      ],
    },
    /** Not audited, as every new app: nothing but private posts of private accounts. */
    unaudited: {
      clientKey: 'awpracticeunaudit1',
      clientSecret: 'practiceTikTokSecretUnaudited001',
      redirectUris: ['http://127.0.0.1:*/oauth/tiktok/'],
    },
  },
} as const;

interface ReadyApp {
  clientId: string;
  clientSecret?: string;
}

const withSecret = ({ appId, appSecret }: { appId: string; appSecret: string }): ReadyApp => ({
  clientId: appId,
  clientSecret: appSecret,
});
const ofLinkedIn = ({ clientId, clientSecret }: ReadyApp): ReadyApp => ({
  clientId,
  ...(clientSecret === undefined ? {} : { clientSecret }),
});

/**
 * The apps as the product's settings take them; entered by `npm start -- --practice`. By the platform, or where several
 * consents have an app each, by the platform and the consent.
 */
export const readyApps: Readonly<Record<string, ReadyApp>> = {
  x: { clientId: practiceApps.x.native.clientId },
  facebook: withSecret(practiceApps.facebook.development),
  'instagram facebook': withSecret(practiceApps.instagram.facebook),
  'instagram instagram': withSecret(practiceApps.instagram.login),
  'linkedin member': ofLinkedIn(practiceApps.linkedin.member),
  'linkedin pages': ofLinkedIn(practiceApps.linkedin.pages),
  pinterest: withSecret(practiceApps.pinterest.standard),
  youtube: practiceApps.youtube.desktop,
  tiktok: {
    clientId: practiceApps.tiktok.audited.clientKey,
    clientSecret: practiceApps.tiktok.audited.clientSecret,
  },
};
