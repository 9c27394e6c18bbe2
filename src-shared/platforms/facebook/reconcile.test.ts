import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PublishFailure } from '../../model/publish-error.ts';
import { Unresolved } from '../../publishing/journal.ts';
import type { Account, Finding } from '../platform.ts';
import { createStillClock } from '../stage.suite.ts';
import type { Wanted } from './likeness.ts';
import { findPost, findVideo, listLooks, type PostAnswer, photoLooks, videoLooks } from './reconcile.ts';
import { refusal, scripted } from './scripted.suite.ts';
import { createStage, pageId, personId, photo, type Stage, snapshot, video } from './stage.suite.ts';

const minute = 60_000;

describe('a lost answer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.practice.control.reset();
    stage.signIn();
    stage.nextTarget();
  });

  async function posts() {
    const media = [
      stage.file(await photo('teal'), 'image/jpeg'),
      stage.file(await photo('navy'), 'image/jpeg'),
    ];
    return {
      text: snapshot({ text: 'Kiln opens at six' }),
      link: snapshot({ kind: 'link', options: { link: 'https://shop.example/mug' } }),
      image: snapshot({ kind: 'image', media: media.slice(0, 1) }),
      images: snapshot({ kind: 'images', text: 'Two mugs', media }),
      video: snapshot({
        kind: 'video',
        text: 'A mug is made',
        media: [stage.file(video(3000), 'video/mp4')],
      }),
    } as const;
  }
  const kinds = ['text', 'link', 'image', 'images', 'video'] as const;
  const created = () => stage.practice.control.posts({ platform: 'facebook', account: pageId });

  describe.each(kinds)('of %s', (kind) => {
    // Of a video the call that shows it is the third one: start, transfer, finish.
    const visibleCall =
      kind === 'video' ? ({ path: '*/videos', after: 2 } as const) : ({ path: '*/feed' } as const);

    it.each(['reset-after-accept', '500-after-accept', 'empty-body', 'html-body'] as const)(
      '%s: is found, not sent again',
      async (fault) => {
        stage.practice.control.addFault({ platform: 'facebook', kind: fault, ...visibleCall });
        const end = await stage.settle((await posts())[kind]);
        expect(created()).toHaveLength(1);
        const [post] = created();
        const remoteId = kind === 'video' ? post?.media[0]?.id : post?.id;
        expect(end).toMatchObject({ published: { remoteId, permalink: post?.permalink } });
      },
    );

    it.each(['reset-before-accept', '500-before'] as const)(
      '%s: is sent once more when it surely is not there',
      async (fault) => {
        stage.practice.control.addFault({ platform: 'facebook', kind: fault, ...visibleCall });
        await stage.settle((await posts())[kind]);
        expect(created()).toHaveLength(1);
        expect(stage.records.filter((record) => record.visible).map((record) => record.state)).toEqual([
          'absent',
          'answered',
        ]);
      },
    );
  });

  it('is found by a later look when lists lag', async () => {
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'lagging-list',
      path: '*/feed',
      ms: 5 * minute,
    });
    stage.practice.control.addFault({ platform: 'facebook', kind: 'reset-after-accept', path: '*/feed' });
    await stage.settle((await posts()).text);
    expect(created()).toHaveLength(1);
  });

  it('of photos is found early, though lists lag', async () => {
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'lagging-list',
      path: '*/feed',
      ms: 10 * minute,
    });
    stage.practice.control.addFault({ platform: 'facebook', kind: 'reset-after-accept', path: '*/feed' });
    const start = stage.clock.now();
    await stage.settle((await posts()).images);
    expect(created()).toHaveLength(1);
    expect(stage.clock.now() - start).toBe(photoLooks[0]);
  });

  it('of a slow video is no second video', async () => {
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'slow-processing',
      polls: 50,
      path: '*/videos',
      method: 'POST',
    });
    stage.practice.control.addFault({
      platform: 'facebook',
      kind: 'reset-after-accept',
      path: '*/videos',
      after: 2,
    });
    await stage.settle((await posts()).video);
    expect(created()).toHaveLength(1);
  });

  it('is not mistaken for a post of another target', async () => {
    const text = snapshot({ text: 'Same words' });
    const { remoteId } = await stage.run(text);
    const found = await findPost(
      { account: stage.account, taken: new Set([remoteId ?? '']) },
      { text: 'Same words', link: null, photoIds: [], video: false },
      { startedAt: stage.clock.now(), looks: 0 },
    );
    expect(found).toEqual({ kind: 'absent' });
  });

  it('asks the seller when two posts look alike', async () => {
    const { control } = stage.practice;
    control.setSwitches({ facebook: { duplicateHours: 0 } });
    stage.clock.set(stage.clock.now() + 1000);
    await stage.run(snapshot({ text: 'Twins' }));
    stage.nextTarget();
    stage.clock.set(stage.clock.now() + 1000);
    control.addFault({ platform: 'facebook', kind: 'reset-after-accept', path: '*/feed' });
    expect(await stage.settle(snapshot({ text: 'Twins' }))).toHaveProperty('unknown');
    expect(created()).toHaveLength(2);
  });

  it('stays open when the token dies before anyone could look', async () => {
    stage.practice.control.addFault({ platform: 'facebook', kind: 'reset-after-accept', path: '*/feed' });
    await expect(stage.run(snapshot({ text: 'Then revoked' }))).rejects.toThrow(Unresolved);
    stage.practice.control.revokeTokens(personId);
    stage.clock.set(stage.clock.now() + minute);
    await expect(stage.run(snapshot({ text: 'Then revoked' }), 'look')).rejects.toThrow(
      /removed from your Facebook/,
    );
    expect(stage.records.at(-1)?.state).toBe('intent');
  });
});

describe('looking', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const wanted: Wanted = { text: 'Kiln', link: null, photoIds: [], video: false };
  const post = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    message: 'Kiln',
    created_time: '2026-11-24T10:00:01+0000',
    ...more,
  });

  function look(script: Parameters<typeof scripted>[0], taken: string[] = [], wish: Partial<Wanted> = {}) {
    const { http, requests } = scripted(script);
    const account = {
      accountId: '1029',
      clientId: 'ours',
      token: async () => 't',
      http,
      clock: createStillClock(now),
    } as unknown as Account;
    const finding = findPost(
      { account, taken: new Set(taken) },
      { ...wanted, ...wish },
      { startedAt: now, looks: 0 },
    );
    return { finding, requests, account };
  }

  it('asks the list from two minutes before the call, by the fields of the contract', async () => {
    const { finding, requests } = look(() => ({ data: [] }));
    expect(await finding).toEqual({ kind: 'absent' });
    const url = new URL(requests[0]?.url ?? '');
    expect(url.pathname).toBe('/v26.0/1029/published_posts');
    expect(url.searchParams.get('since')).toBe(String(now / 1000 - 120));
    expect(url.searchParams.get('limit')).toBe('25');
  });

  it.each<[string, unknown[], string[], Finding<PostAnswer>['kind']]>([
    ['ours', [post('1029_1')], [], 'found'],
    ['ours, by a list that names the app', [post('1029_1', { application: { id: 'ours' } })], [], 'found'],
    ['made by another app', [post('1029_1', { application: { id: 'theirs' } })], [], 'absent'],
    ['made before our call', [post('1029_1', { created_time: '2026-11-24T09:57:59+0000' })], [], 'absent'],
    [
      'made within the slack of clocks',
      [post('1029_1', { created_time: '2026-11-24T09:58:01+0000' })],
      [],
      'found',
    ],
    ['made at a time we cannot read', [post('1029_1', { created_time: 'soon' })], [], 'found'],
    ['of another target', [post('1029_1')], ['1029_1'], 'absent'],
    [
      'the video of another target',
      [post('1029_1', { attachments: { data: [{ media_type: 'video', target: { id: '9001' } }] } })],
      ['9001'],
      'absent',
    ],
    ['one of two', [post('1029_1'), post('1029_2')], [], 'unsure'],
    ['one of two, the other taken', [post('1029_1'), post('1029_2')], ['1029_2'], 'found'],
    ['other words', [post('1029_1', { message: 'Mug' })], [], 'absent'],
  ])('sees a post that is %s', async (_what, data, taken, kind) => {
    expect((await look(() => ({ data }), taken).finding).kind).toBe(kind);
  });

  it('does not call it absent when the list has more than it can look through', async () => {
    const next = 'https://graph.facebook.com/v26.0/1029/published_posts?after=x&access_token=t';
    const { finding, requests } = look(() => ({
      data: [post('1029_9', { message: 'Other' })],
      paging: { next },
    }));
    expect((await finding).kind).toBe('unsure');
    expect(requests.length).toBeGreaterThan(1);
    expect(requests.every((request) => !request.url.includes('access_token'))).toBe(true);
  });

  it('does not call it absent when Facebook refuses the look', async () => {
    expect((await look(() => refusal(403, 10)).finding).kind).toBe('unsure');
    expect((await look(() => refusal(400, 100)).finding).kind).toBe('unsure');
  });

  it('leaves passing trouble and dead tokens to the engine', async () => {
    await expect(look(() => refusal(400, 190, 463)).finding).rejects.toThrow(PublishFailure);
    await expect(look(() => refusal(503, 2)).finding).rejects.toThrow(PublishFailure);
  });

  it('believes a photo that says which post shows it', async () => {
    const script = (request: { url: string }) =>
      request.url.includes('/7001?') ? { page_story_id: '1029_5' } : { data: [] };
    expect(await look(script, [], { photoIds: ['7001'] }).finding).toMatchObject({
      kind: 'found',
      answer: { id: '1029_5' },
    });
    const silent = (request: { url: string }) =>
      request.url.includes('/7001?') ? refusal(400, 100) : { data: [] };
    expect(await look(silent, [], { photoIds: ['7001'] }).finding).toEqual({ kind: 'absent' });
  });
});

describe('a video says how far it is', () => {
  const phase = (publishing_phase: Record<string, string>, video_status = 'ready') => ({
    status: { video_status, publishing_phase },
  });

  it.each<[unknown, Finding<PostAnswer>['kind']]>([
    [phase({ status: 'complete', publish_status: 'published' }), 'found'],
    [phase({ status: 'in_progress' }, 'processing'), 'found'],
    [phase({ status: 'not_started', publish_status: 'draft' }, 'upload_complete'), 'absent'],
    [phase({ status: 'not_started' }, 'upload_complete'), 'absent'],
    [phase({ publish_status: 'error' }), 'absent'],
    [{ post_id: '1029_5', status: { video_status: 'error' } }, 'found'],
    [{ published: true, status: { video_status: 'ready' } }, 'found'],
    [{ published: true, status: { video_status: 'upload_complete' } }, 'unsure'],
    [{ published: true }, 'unsure'],
    [{ published: false, status: { video_status: 'processing' } }, 'unsure'],
    [{ published: false, status: { video_status: 'upload_complete' } }, 'absent'],
    [{ published: false }, 'absent'],
    [{ id: '9001' }, 'unsure'],
    [refusal(400, 100, 33), 'absent'],
    [refusal(403, 10), 'unsure'],
  ])('%j: %s', async (answer, kind) => {
    const account = {
      accountId: '1029',
      token: async () => 't',
      http: scripted(() => answer).http,
      clock: createStillClock(0),
    } as unknown as Account;
    expect((await findVideo(account, '9001')).kind).toBe(kind);
  });
});

it('looks when the contract says', () => {
  expect(listLooks).toEqual([45_000, 180_000, 600_000]);
  expect(photoLooks.at(-1)).toBe(600_000);
  // "draft / not_started after 2 min"
  expect(videoLooks.at(-1)).toBeGreaterThan(2 * minute);
});
