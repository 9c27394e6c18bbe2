import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Client, clientOf, photo, tiktokAs } from '../fixture.ts';
import { type Practice, publicMediaOrigin, startPractice } from '../practice.ts';

const info = {
  title: 'New mugs',
  description: 'Four glazes, one kiln. #ceramics',
  privacy_level: 'PUBLIC_TO_EVERYONE',
  auto_add_music: true,
};

let practice: Practice;
let api: Client;
let media: Client;
let mug: string;

beforeEach(async () => {
  practice = await startPractice();
  practice.control.setSwitches({ tiktok: { processingPolls: 0 } });
  api = tiktokAs(practice);
  media = clientOf(practice, publicMediaOrigin);
  mug = await laid(await photo());
});
afterEach(() => practice.close());

let files = 0;
/** The address of a file that anybody can fetch. */
async function laid(bytes: Uint8Array<ArrayBuffer>, type = 'image/jpeg'): Promise<string> {
  const path = `/key${(files += 1)}/file.jpg`;
  await media.put(path, bytes, {
    'content-type': type,
    'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
  });
  return publicMediaOrigin + path;
}

const encoded = async (width: number, height: number, format: 'png' | 'webp' | 'jpeg') =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: '#aa5533' } })
      .toFormat(format)
      .toBuffer(),
  );

const post = (images: readonly string[], change: object = {}, post_info: object = info) =>
  api.json('/v2/post/publish/content/init/', {
    media_type: 'PHOTO',
    post_mode: 'DIRECT_POST',
    post_info,
    source_info: { source: 'PULL_FROM_URL', photo_images: images },
    ...change,
  });
const codeOf = ({ body }: Answer): string => body.error.code;
const posts = () => practice.control.posts({ platform: 'tiktok' });
async function outcomeOf(images: readonly string[]): Promise<string> {
  const { body } = await post(images);
  const status = await api.json('/v2/post/publish/status/fetch/', { publish_id: body.data.publish_id });
  return status.body.data.fail_reason ?? status.body.data.status;
}

describe('photos', () => {
  it('are fetched from where they lie, in their order', async () => {
    const bowl = await laid(await photo(300, 400, '#3355aa'));
    const answer = await post([bowl, mug], { is_aigc: true });
    expect(answer.body).toMatchObject({
      data: { publish_id: expect.stringMatching(/^p_pub_url~/) },
      error: { code: 'ok' },
    });
    expect(posts()).toMatchObject([
      {
        kind: 'post',
        title: 'New mugs',
        text: info.description,
        madeWithAi: true,
        media: [{ width: 300 }, { width: 400 }],
      },
    ]);
    expect((await media.get(`${new URL(mug).pathname}/fetched`)).body.fetchedAt).toEqual(expect.any(Number));
  });

  it.each([
    ['JPEG', 1080, 1920, 'jpeg', 'PUBLISH_COMPLETE'],
    ['WebP', 400, 300, 'webp', 'PUBLISH_COMPLETE'],
    ['PNG', 400, 300, 'png', 'file_format_check_failed'],
    ['1081 pixels on the shorter side', 1200, 1081, 'jpeg', 'picture_size_check_failed'],
    ['1921 pixels on the longer side', 400, 1921, 'jpeg', 'picture_size_check_failed'],
  ] as const)('are judged by their bytes: %s', async (_what, width, height, format, outcome) => {
    const address = await laid(await encoded(width, height, format));
    expect(await outcomeOf([address])).toBe(outcome);
    expect(posts()).toHaveLength(outcome === 'PUBLISH_COMPLETE' ? 1 : 0);
  });

  it.each([
    ['is not there', `${publicMediaOrigin}/nobody/file.jpg`],
    ['has signs that are not plain', `${publicMediaOrigin}/nobody/krügé.jpg`],
  ])('fail when a file %s', async (_what, address) => {
    expect(await outcomeOf([mug, address])).toBe('photo_pull_failed');
  });

  it.each([
    ['another host', 'https://example.com/a.jpg'],
    ['no https', 'http://media.practice.example/a.jpg'],
  ])('are refused from %s', async (_what, address) => {
    const answer = await post([mug, address]);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'url_ownership_unverified']);
  });

  it.each([
    ['none', [], {}, info],
    ['36', Array.from({ length: 36 }, () => 'https://media.practice.example/a/b'), {}, info],
    ['a title of 91', null, {}, { ...info, title: 'a'.repeat(91) }],
    ['a description of 4001', null, {}, { ...info, description: 'a'.repeat(4001) }],
    ['duets', null, {}, { ...info, disable_duet: true }],
    ['the AI mark beside the words', null, {}, { ...info, is_aigc: true }],
    ['bytes', null, { source_info: { source: 'FILE_UPLOAD', photo_images: ['a'] } }, info],
    ['words for a draft that it cannot have', null, { post_mode: 'MEDIA_UPLOAD' }, info],
    [
      'a cover that is none of them',
      null,
      { source_info: { source: 'PULL_FROM_URL', photo_images: ['a'], photo_cover_index: 1 } },
      info,
    ],
  ])('are refused: %s', async (_what, images, change, words) => {
    expect(codeOf(await post(images ?? [mug], change, words))).toBe('invalid_param');
    expect(posts()).toEqual([]);
  });

  it('may become a draft, with their words', async () => {
    const words = { title: 'New mugs', description: 'Four glazes' };
    expect(codeOf(await post([mug], { post_mode: 'MEDIA_UPLOAD' }, words))).toBe('ok');
    expect(posts()).toMatchObject([{ text: 'Four glazes', state: 'draft' }]);
  });

  it('need the scope of what they become', async () => {
    api = tiktokAs(practice, 'marasclay', { scopes: ['video.upload'] });
    expect(codeOf(await post([mug]))).toBe('scope_not_authorized');
    api = tiktokAs(practice, 'marasclay', { scopes: ['video.publish'] });
    expect(codeOf(await post([mug], { post_mode: 'MEDIA_UPLOAD' }, {}))).toBe('scope_not_authorized');
  });

  it('stand in the list of videos, or not', async () => {
    await post([mug]);
    const list = async () =>
      (await api.json('/v2/video/list/?fields=title,video_description,share_url', {})).body.data.videos;
    expect(await list()).toEqual([
      { title: 'New mugs', video_description: info.description, share_url: posts()[0]?.permalink },
    ]);
    expect(posts()[0]?.permalink).toContain('/photo/');
    practice.control.setSwitches({ tiktok: { listsPhotos: false } });
    expect(await list()).toEqual([]);
  });
});
