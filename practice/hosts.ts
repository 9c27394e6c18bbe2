/** Every host that the practice server stands in for, and the path prefix it answers under. */
const prefixes = {
  'https://api.x.com': '/x/api',
  'https://x.com': '/x/web',
  'https://pbs.twimg.com': '/x/images',
  'https://graph.facebook.com': '/facebook/graph',
  'https://graph-video.facebook.com': '/facebook/video',
  'https://rupload.facebook.com': '/facebook/rupload',
  'https://www.facebook.com': '/facebook/www',
  'https://scontent.xx.fbcdn.net': '/facebook/images',
  'https://graph.instagram.com': '/instagram/graph',
  'https://api.instagram.com': '/instagram/api',
  'https://www.instagram.com': '/instagram/www',
  'https://scontent.cdninstagram.com': '/instagram/images',
  'https://api.linkedin.com': '/linkedin/api',
  'https://www.linkedin.com': '/linkedin/www',
  'https://media.licdn.com': '/linkedin/images',
  'https://api.pinterest.com': '/pinterest/api',
  'https://www.pinterest.com': '/pinterest/www',
  'https://pinterest-media-upload.s3-accelerate.amazonaws.com': '/pinterest/upload',
  'https://i.pinimg.com': '/pinterest/images',
  'https://accounts.google.com': '/youtube/accounts',
  'https://oauth2.googleapis.com': '/youtube/oauth2',
  'https://www.googleapis.com': '/youtube/api',
  'https://www.youtube.com': '/youtube/www',
  'https://yt3.ggpht.com': '/youtube/images',
  'https://open.tiktokapis.com': '/tiktok/api',
  'https://open-upload.tiktokapis.com': '/tiktok/upload',
  'https://upload.us.tiktokapis.com': '/tiktok/upload-us',
  'https://www.tiktok.com': '/tiktok/www',
  'https://p16-sign.tiktokcdn.com': '/tiktok/images',
  'https://media.practice.example': '/media-host',
} as const;

/** Where files lie for platforms that fetch them; in place of a relay. */
export const publicMediaOrigin = 'https://media.practice.example';

export type RealOrigin = keyof typeof prefixes;

/** The platforms that are played, by the names people know them by. */
export const platformNames = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  pinterest: 'Pinterest',
  youtube: 'YouTube',
  tiktok: 'TikTok',
} as const;
export type Platform = keyof typeof platformNames;
export const playedPlatforms = Object.keys(platformNames) as [Platform, ...Platform[]];

export const prefixOf = (real: RealOrigin): string => prefixes[real];

/** The host map an app is given in PICSCRIPTER_HOSTS: real origin -> loopback origin with path prefix. */
export function hostMap(origin: string): Record<string, string> {
  return Object.fromEntries(Object.entries(prefixes).map(([real, prefix]) => [real, origin + prefix]));
}

/** The practice page behind a real address, as a path on this server; undefined for a host nobody plays. */
export function localPath(realUrl: string): string | undefined {
  const url = new URL(realUrl);
  const prefix = Object.entries(prefixes).find(([real]) => real === url.origin)?.[1];
  return prefix === undefined ? undefined : prefix + url.pathname + url.search;
}
