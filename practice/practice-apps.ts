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
} as const;
