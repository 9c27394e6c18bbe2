import { describe, expect, test } from 'vitest';
import { PublishFailure } from '../model/publish-error.ts';
import type { Metrics } from '../model/metrics.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';
import type { HttpResponse } from '../publishing/http.ts';
import { refusal as graphRefusal, scripted } from './facebook/scripted.suite.ts';
import { UnmappedAnswer } from './platform.ts';
import { platforms } from './registry.ts';
import { createStillClock } from './stage.suite.ts';

// What the contract pages say of answers with numbers, where those are odd: told as strings, as objects, by other names, in
// part, or not at all.

const says = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: {},
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** What is asked, as "GET /path?query", and what comes of it. A call that is in no part of the script fails the test. */
async function ask(
  id: PlatformId,
  remoteId: string,
  script: Readonly<Record<string, unknown>>,
  { kind = 'image' as TargetKind, accountId = '1029' } = {},
) {
  const { http, requests } = scripted(({ url }) => {
    const path = decodeURIComponent(url.replace(/^https:\/\/[^/]+(\/v26\.0)?/, ''));
    const part = Object.keys(script).find((start) => path.startsWith(start));
    if (part === undefined) throw new Error(`nobody expected ${path}`);
    return script[part];
  });
  const account = {
    accountId,
    handle: 'marasclay',
    tier: 'standard',
    clientId: 'app',
    consent: '',
    token: async () => 'T',
    http,
    clock: createStillClock(),
  } as const;
  const numbers = await platforms[id].metrics?.(account, remoteId, kind);
  return { numbers, urls: requests.map(({ url }) => url), methods: requests.map(({ method }) => method) };
}

const page = 'urn:li:organization:5590506';
const share = 'urn:li:share:7398000000000000001';
const statistics = (counters: object, more: object = { share }) => ({
  elements: [{ organizationalEntity: page, ...more, totalShareStatistics: counters }],
});
const insight = (name: string, value: unknown) => ({ name, period: 'lifetime', values: [{ value }] });
const igPost = { like_count: 7, comments_count: 2 };
const notPermitted = graphRefusal(403, 10);
const unknownMetric = graphRefusal(400, 100);
const fbPost = { reactions: { data: [], summary: { total_count: 9 } }, comments: { data: [] }, id: '1029_1' };
const ok = { code: 'ok', message: '', log_id: 'x' };

const table: [
  what: string,
  id: PlatformId,
  remoteId: string,
  script: Record<string, unknown>,
  numbers: Metrics,
  more?: { kind?: TargetKind; accountId?: string },
][] = [
  [
    'reposts by their new name, quotes added, what is missing left out',
    'x',
    '1',
    {
      '/2/tweets': {
        data: [{ id: '1', public_metrics: { repost_count: 3, quote_count: 2, like_count: 0 } }],
      },
    },
    { likes: 0, shares: 5 },
  ],
  ['a post that is gone', 'x', '1', { '/2/tweets': { errors: [{ type: 'not-found' }] } }, {}],
  [
    'numbers that are strings, and likes that are hidden',
    'youtube',
    'dQ1demo0001',
    { '/youtube/v3/videos': { items: [{ statistics: { viewCount: '1204', commentCount: '4' } }] } },
    { views: 1204, comments: 4 },
  ],
  ['a video that is gone', 'youtube', 'dQ1demo0001', { '/youtube/v3/videos': {} }, {}],
  [
    'the sandbox of Pinterest, which counts nothing',
    'pinterest',
    '813',
    { '/v5/pins/813?pin_metrics=true': { id: '813', pin_metrics: null } },
    {},
  ],
  [
    'the numbers of all time, not those of 90 days',
    'pinterest',
    '813',
    {
      '/v5/pins/813': {
        pin_metrics: {
          '90d': { impression: 2 },
          lifetime_metrics: { pin_click: 7, impression: 12, clickthrough: 3, reaction: 10, comment: 2 },
        },
      },
    },
    { views: 12, likes: 10, comments: 2, clicks: 3 },
  ],
  [
    'a Pin that is gone',
    'pinterest',
    '813',
    { '/v5/pins/813': says(404, { code: 50, message: 'Pin not found.' }) },
    {},
  ],
  [
    'a video of TikTok that only its author sees',
    'tiktok',
    '7412345678901234567',
    { '/v2/video/query/': { data: { videos: [] }, error: ok } },
    {},
  ],
  ['a post whose id TikTok has not told', 'tiktok', 'v_pub_file~v2-1.777', {}, {}],
  [
    'another post beside ours',
    'tiktok',
    '7412345678901234567',
    {
      '/v2/video/query/': {
        data: {
          videos: [
            { id: '1', view_count: 5 },
            { id: '7412345678901234567', view_count: 8 },
          ],
        },
        error: ok,
      },
    },
    { views: 8 },
  ],
  ['a person on LinkedIn', 'linkedin', share, {}, {}, { accountId: 'urn:li:person:Ab1' }],
  [
    'a role on the Page that may not see statistics',
    'linkedin',
    share,
    {
      '/rest/organizational': says(403, {
        status: 403,
        code: 'ACCESS_DENIED',
        message: 'Not enough permissions',
      }),
    },
    {},
    { accountId: page },
  ],
  [
    'a post of more than 12 months ago',
    'linkedin',
    share,
    { '/rest/organizational': { elements: [] } },
    {},
    { accountId: page },
  ],
  [
    'a video of a Page',
    'linkedin',
    'urn:li:ugcPost:7',
    {
      '/rest/organizational': statistics(
        { impressionCount: 3, clickCount: 1 },
        { ugcPost: 'urn:li:ugcPost:7' },
      ),
    },
    { views: 3, clicks: 1 },
    { accountId: page },
  ],
  [
    'insights that the seller’s app may not read',
    'instagram',
    '1799',
    { '/1799/insights': notPermitted, '/1799?': igPost },
    { likes: 7, comments: 2 },
  ],
  [
    'insights that are not there yet, which is not 0',
    'instagram',
    '1799',
    { '/1799/insights': { data: [] }, '/1799?': igPost },
    { likes: 7, comments: 2 },
  ],
  [
    'insights in both of their shapes',
    'instagram',
    '1799',
    {
      '/1799/insights?metric=views,reach,likes,comments,saved,shares': {
        data: [insight('likes', 5), { name: 'views', total_value: { value: 40 } }],
      },
    },
    { views: 40, likes: 5 },
  ],
  [
    'a story, which is asked other things',
    'instagram',
    '1799',
    { '/1799/insights?metric=views,reach,replies,shares': { data: [insight('replies', 1)] } },
    { comments: 1 },
    { kind: 'story' },
  ],
  [
    'a story of more than a day ago',
    'instagram',
    '1799',
    { '/1799/insights': graphRefusal(400, 100, 33) },
    {},
    { kind: 'story' },
  ],
  [
    'a story that few have seen',
    'instagram',
    '1799',
    { '/1799/insights': notPermitted },
    {},
    { kind: 'story' },
  ],
  [
    'shares that are left out, which is 0, and a total that is left out, which is not',
    'facebook',
    '1029_1',
    { '/1029_1?': fbPost, '/1029_1/insights': notPermitted },
    { likes: 9, shares: 0 },
  ],
  [
    'an insight that Facebook has done away with, and one in parts',
    'facebook',
    '1029_1',
    {
      '/1029_1?': { ...fbPost, shares: { count: 2 } },
      '/1029_1/insights?metric=post_media_view': unknownMetric,
      '/1029_1/insights?metric=post_total': {
        data: [insight('post_total_media_view_unique', { paid: 3, organic: 4 })],
      },
      '/1029_1/insights?metric=post_clicks': { data: [insight('post_clicks', 1)] },
    },
    { reach: 7, likes: 9, shares: 2, clicks: 1 },
  ],
  [
    'a video by its own id',
    'facebook',
    '9001',
    {
      '/9001?': { views: 30, post_id: '5566', id: '9001' },
      '/1029_5566?': fbPost,
      '/1029_5566/insights': notPermitted,
    },
    { views: 30, likes: 9, shares: 0 },
    { kind: 'video' },
  ],
  ['a post that is gone from Facebook', 'facebook', '1029_1', { '/1029_1?': graphRefusal(400, 100, 33) }, {}],
];

test.each(table)('%s (%s)', async (_what, id, remoteId, script, numbers, more) => {
  const { numbers: told, methods, urls } = await ask(id, remoteId, script, more);
  expect(told).toEqual(numbers);
  expect(methods.every((method) => method === (id === 'tiktok' ? 'POST' : 'GET'))).toBe(true);
  expect(urls.join()).not.toContain('access_token');
});

test('a permission that is missing is asked for once, not for each insight', async () => {
  const { urls } = await ask('facebook', '1029_1', { '/1029_1?': fbPost, '/1029_1/insights': notPermitted });
  expect(urls.filter((url) => url.includes('/insights'))).toHaveLength(1);
});

test('URNs are encoded in LinkedIn’s lists, brackets are not', async () => {
  const script = { '/rest/organizational': statistics({ likeCount: 1 }) };
  const { urls, numbers } = await ask('linkedin', share, script, { accountId: page });
  expect(urls[0]).toMatch(/&shares=List\(urn%3Ali%3Ashare%3A7398000000000000001\)$/);
  expect(numbers).toEqual({ likes: 1 });
});

describe('trouble says nothing of the numbers', () => {
  const posts = {
    x: '1',
    youtube: 'dQ1',
    pinterest: '1',
    tiktok: '1',
    linkedin: share,
    instagram: '1',
    facebook: '1_1',
  };

  test.each(Object.entries(posts) as [PlatformId, string][])('%s', async (id, remoteId) => {
    const trouble = ask(id, remoteId, { '/': says(503, 'busy') }, { accountId: page });
    await expect(trouble).rejects.toThrow(Error);
    const failure: unknown = await trouble.catch((thrown: unknown) => thrown);
    const isKnown = failure instanceof PublishFailure || failure instanceof UnmappedAnswer;
    expect(isKnown).toBe(true);
    await expect(ask(id, remoteId, { '/': says(200, '<html>') }, { accountId: page })).rejects.toThrow(
      'unexpected answer',
    );
  });
});
