import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceApps } from '#practice/practice.ts';
import { photoFile, type TestFile, videoFile } from '../stage.suite.ts';
import { mara, openPractice, photoPost, type PracticeTikTok, videoPost } from './practice.suite.ts';

let practice: PracticeTikTok;
let clip: TestFile;
let photos: TestFile[];

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(50_000);
  photos = [await photoFile('red'), await photoFile('blue')];
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

/** The JSON that was sent to a path. */
const bodyOf = (path: string) => {
  const request = practice.line.asked.find(({ url }) => new URL(url).pathname === path);
  const body = request?.body;
  return body?.kind === 'bytes' ? JSON.parse(new TextDecoder().decode(body.bytes)) : undefined;
};

describe('what arrives', () => {
  test('a video, with all that was chosen and nothing more', async () => {
    const published = await practice.stage([clip]).publish(videoPost(clip));
    expect(bodyOf('/v2/post/publish/video/init/')).toEqual({
      post_info: {
        title: 'Glazing day #pottery',
        privacy_level: 'PUBLIC_TO_EVERYONE',
        disable_comment: true,
        disable_duet: true,
        disable_stitch: true,
        brand_content_toggle: false,
        brand_organic_toggle: false,
        is_aigc: false,
      },
      source_info: {
        source: 'FILE_UPLOAD',
        video_size: 50_000,
        chunk_size: 50_000,
        total_chunk_count: 1,
      },
    });
    const [post] = practice.posts();
    expect(post).toMatchObject({ text: 'Glazing day #pottery', media: [{ sha256: clip.media.hash }] });
    expect(published).toEqual({
      remoteId: post?.id,
      permalink: `https://www.tiktok.com/@marasclay/video/${post?.id}`,
    });
    expect(Number.isSafeInteger(Number(post?.id))).toBe(false);
  });

  test('a video with everything allowed and marked', async () => {
    practice.control.setAccount(mara, { stitchDisabled: false });
    const options = {
      allow: ['comment', 'duet', 'stitch'],
      yourBrand: true,
      brandedContent: true,
      madeWithAi: true,
      coverMs: 1200,
    };
    await practice.stage([clip]).publish(videoPost(clip, options));
    expect(bodyOf('/v2/post/publish/video/init/').post_info).toMatchObject({
      disable_comment: false,
      disable_duet: false,
      disable_stitch: false,
      brand_content_toggle: true,
      brand_organic_toggle: true,
      is_aigc: true,
      video_cover_timestamp_ms: 1200,
    });
  });

  test('photos, with the mark of AI outside of the words', async () => {
    const options = { title: 'New mugs', autoMusic: true, madeWithAi: true, allow: ['comment', 'duet'] };
    const published = await practice.stage(photos).publish(photoPost(photos, options));
    expect(bodyOf('/v2/post/publish/content/init/')).toMatchObject({
      media_type: 'PHOTO',
      post_mode: 'DIRECT_POST',
      is_aigc: true,
      post_info: {
        title: 'New mugs',
        description: 'Four glazes, one kiln.',
        disable_comment: false,
        auto_add_music: true,
      },
      source_info: { source: 'PULL_FROM_URL', photo_cover_index: 0 },
    });
    const [post] = practice.posts();
    expect(post?.media.map(({ sha256 }) => sha256)).toEqual(photos.map(({ media }) => media.hash));
    expect(published.remoteId).toBe(post?.id);
  });

  test('a draft, of which nothing is said, and the seller is told what is left to do', async () => {
    const published = await practice.stage([clip]).publish(videoPost(clip, { asDraft: true }));
    expect(bodyOf('/v2/post/publish/inbox/video/init/')).not.toHaveProperty('post_info');
    expect(practice.posts()).toMatchObject([{ text: '', state: 'draft' }]);
    expect(published.remoteId).toMatch(/^v_inbox_file/);
    expect(published.permalink).toBe('https://www.tiktok.com/@marasclay');
    expect(published.leftToSeller).toContain('inbox of the TikTok app');
    expect(bodyOf('/v2/post/publish/creator_info/query/')).toBeUndefined();
  });

  test('a post whose id TikTok does not tell is known by its publication', async () => {
    const published = await practice.stage([clip]).publish(videoPost(clip, { privacy: 'SELF_ONLY' }));
    expect(published.remoteId).toMatch(/^v_pub_file/);
    expect(practice.posts()).toHaveLength(1);
  });

  test('a post that TikTok checks for long is out for us, and may be read back later', async () => {
    practice.control.setSwitches({ tiktok: { processingPolls: 100, processingSeconds: 86_400 } });
    const before = practice.clock.slept;
    const published = await practice.stage([clip]).publish(videoPost(clip));
    expect(published.remoteId).toMatch(/^v_pub_file/);
    expect(practice.clock.slept - before).toBe(125_000);
  });
});

describe('what the seller chose', () => {
  test.each([
    ['who may see it', { isPrivate: true }, {}, 'no longer lets this account choose “Everyone”'],
    ['comments', { commentDisabled: true }, { allow: ['comment'] }, '“Comments” is switched off'],
    ['duets', { duetDisabled: true }, { allow: ['comment', 'duet'] }, '“Duets” is switched off'],
    ['stitches', {}, { allow: ['stitch'] }, '“Stitches” is switched off'],
  ])('and may not choose any more is not sent, nor changed: %s', async (_what, account, options, words) => {
    practice.control.setAccount(mara, account);
    for (const [snapshot, files] of [
      [videoPost(clip, options), [clip]],
      [photoPost(photos, options), photos],
    ] as const) {
      await expect(practice.stage(files).publish(snapshot)).rejects.toMatchObject({
        error: { class: 'content', field: 'options', message: expect.stringContaining(words) },
      });
    }
    expect(practice.inits()).toBe(0);
  });

  test('is asked about once more before the last bytes leave', async () => {
    const run = practice.stage([clip]);
    practice.line.http = async (request) => {
      const answer = await practice.real(request);
      if (request.url.endsWith('/video/init/')) practice.control.setAccount(mara, { isPrivate: true });
      return answer;
    };
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ error: { class: 'content' } });
    expect([practice.inits(), practice.posts().length]).toEqual([1, 0]);
  });

  test('a video longer than the account may post is not sent', async () => {
    const video = { durationMs: 601_000, codec: 'avc', frameRate: 30, audioCodec: null };
    const media = [{ ...clip.media, video }];
    await expect(practice.stage([clip]).publish(videoPost(clip, {}, { media }))).rejects.toMatchObject({
      error: { class: 'content', field: 'media', message: expect.stringContaining('up to 600 seconds') },
    });
  });

  test('nothing is chosen in the seller’s place', async () => {
    await expect(practice.stage([clip]).publish(videoPost(clip, { privacy: '' }))).rejects.toMatchObject({
      error: { class: 'content', field: 'options' },
    });
    expect(practice.line.asked).toEqual([]);
  });

  test('that cannot be asked about is tried again later, and nothing is out', async () => {
    practice.control.addFault({
      platform: 'tiktok',
      kind: 'reset-after-accept',
      path: '/v2/post/publish/creator_info/query/',
      after: 1,
    });
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    expect(practice.posts()).toEqual([]);
  });

  test('is offered as the account has it', async () => {
    const { choices } = (await import('./index.ts')).tiktok;
    expect(await choices?.(practice.account, 'privacy', {})).toEqual([
      { value: 'PUBLIC_TO_EVERYONE', label: 'Everyone' },
      { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends' },
      { value: 'SELF_ONLY', label: 'Only me' },
    ]);
    expect(await choices?.(practice.account, 'allow', {})).toEqual([
      { value: 'comment', label: 'Comments' },
      { value: 'duet', label: 'Duets' },
    ]);
    expect(await choices?.(practice.account, 'board', {})).toEqual([]);
  });
});

describe('who may not post', () => {
  test.each([200, 403] as const)('is told so, also under status %i', async (creatorRefusalStatus) => {
    practice.control.setSwitches({ tiktok: { creatorRefusalStatus } });
    practice.control.setAccount(mara, { standing: 'banned' });
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'account', code: expect.stringContaining('banned') },
    });
  });

  test('by an app that TikTok has not audited is told what is possible', async () => {
    practice.signIn({ app: practiceApps.tiktok.unaudited.clientKey });
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'content', message: expect.stringContaining('has not audited your app') },
    });
    await practice.stage([clip]).publish(videoPost(clip, { asDraft: true }));
  });

  test('any more today is put off for a day', async () => {
    practice.control.setSwitches({ tiktok: { postsPerDay: 0 } });
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'quota', until: practice.clock.now() + 24 * 60 * 60_000 },
    });
  });
});

describe('what TikTok cannot use', () => {
  test('a video is surely not out, and the next try opens another upload', async () => {
    const run = practice.stage([clip]);
    practice.control.addFault({ platform: 'tiktok', kind: 'processing-failed', on: 'publish' });
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none', code: 'internal' },
    });
    await run.publish(videoPost(clip));
    expect(practice.posts().filter(({ state }) => state === 'public')).toHaveLength(1);
    expect(practice.inits()).toBe(2);
  });

  test('photos are surely not out', async () => {
    const png: TestFile = { ...clip, media: { ...clip.media, type: 'image/jpeg' } };
    await expect(practice.stage([png]).publish(photoPost([png]))).rejects.toMatchObject({
      error: { class: 'content', field: 'media', code: 'file_format_check_failed' },
    });
  });

  test('photos without a place on the internet', async () => {
    await expect(practice.stage(photos, null).publish(photoPost(photos))).rejects.toMatchObject({
      error: {
        class: 'content',
        field: 'media',
        message: expect.stringContaining('Make a video of the photos'),
      },
    });
    expect(practice.inits()).toBe(0);
  });

  test('photos from a place that the app has not verified', async () => {
    practice.control.setApp(practiceApps.tiktok.audited.clientKey, { verifiedPrefixes: [] });
    await expect(practice.stage(photos).publish(photoPost(photos))).rejects.toMatchObject({
      error: { class: 'content', field: 'media', message: expect.stringContaining('verified') },
    });
  });
});

test('the address of an upload is a credential, and cannot be read in what is thrown', async () => {
  practice.line.http = async (request) => {
    if (request.method !== 'PUT') return practice.real(request);
    return { status: 400, headers: {}, text: request.url };
  };
  const thrown: unknown = await practice
    .stage([clip])
    .publish(videoPost(clip))
    .catch((reason: unknown) => reason);
  expect(JSON.stringify(thrown)).not.toContain('upload_token');
});
