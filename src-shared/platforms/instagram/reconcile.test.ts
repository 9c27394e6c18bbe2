import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PublishFailure } from '../../model/publish-error.ts';
import { Unresolved } from '../../publishing/journal.ts';
import { refusal, scripted } from '../facebook/scripted.suite.ts';
import type { Account, Finding } from '../platform.ts';
import { createStillClock, mediaOf, snapshotOf, videoFile } from '../stage.suite.ts';
import { findPost, looks, type PostAnswer } from './reconcile.ts';
import { createStage, photo, post, type Stage } from './stage.suite.ts';

describe('a lost answer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.practice.control.reset();
    stage.signIn();
  });

  const posts = () => stage.practice.control.posts({ platform: 'instagram' });
  const published = () => stage.asked().filter((line) => line.endsWith('/media_publish'));
  const containers = () => stage.asked().filter((line) => line.startsWith('POST') && line.endsWith('/media'));
  const kinds = {
    image: () => post({ text: 'A mug' }, [photo('red')]),
    'image without words': () => post({ text: '' }, [photo('red')]),
    images: () => post({ kind: 'images', text: 'Two' }, [photo('red'), photo('blue')]),
    reel: () => post({ kind: 'reel', text: 'How' }, [videoFile(3000)]),
    story: () => post({ kind: 'story', text: '' }, [photo('teal')]),
  };

  describe.each(Object.entries(kinds))('of %s', (_kind, make) => {
    it.each(['reset-after-accept', '500-after-accept', 'empty-body', 'html-body'] as const)(
      '%s: is found by its container, not sent again',
      async (kind) => {
        stage.practice.control.addFault({ platform: 'instagram', kind, on: 'publish' });
        const end = await stage.settle(...(await make()));
        expect(end).toMatchObject({
          published: { remoteId: posts()[0]?.id, permalink: posts()[0]?.permalink },
        });
        expect(published()).toHaveLength(1);
      },
    );

    it.each(['reset-before-accept', '500-before'] as const)(
      '%s: the very same container is published once more',
      async (kind) => {
        stage.practice.control.addFault({ platform: 'instagram', kind, on: 'publish' });
        const before = containers().length;
        await stage.settle(...(await make()));
        expect(posts()).toHaveLength(1);
        expect(published()).toHaveLength(2);
        const made = containers().length - before;
        expect(made).toBe(posts()[0]?.media.length === 2 ? 3 : 1);
      },
    );
  });

  it('is waited for while lists lag, and given up as "out, but not shown" when they never show it', async () => {
    for (const { fault, remoteId } of [
      { fault: { kind: 'lagging-list', ms: 5 * 60_000 }, remoteId: expect.any(String) as string },
      { fault: { kind: 'vanished' }, remoteId: null },
    ] as const) {
      stage.practice.control.reset();
      stage.signIn();
      stage.practice.control.addFault({ platform: 'instagram', on: 'publish', ...fault });
      stage.practice.control.addFault({ platform: 'instagram', kind: 'reset-after-accept', on: 'publish' });
      expect(await stage.settle(...(await kinds.image()))).toMatchObject({ published: { remoteId } });
      expect(published()).toHaveLength(1);
    }
  });

  it('is looked for also where the call was refused, but the container says that it is out', async () => {
    const [snapshot, files] = await kinds.image();
    stage.practice.control.addFault({ platform: 'instagram', kind: '429', on: 'publish' });
    await expect(stage.run(snapshot, files)).rejects.toThrow();
    // What nobody told us: another call of ours went through.
    const { accountId, token } = stage.account;
    const [container] = stage.records().flatMap(({ answer }) => Object.values(answer ?? {}));
    await stage.http({
      method: 'POST',
      url: `https://graph.facebook.com/v26.0/${accountId}/media_publish`,
      headers: { authorization: `Bearer ${await token()}` },
      body: { kind: 'form', fields: [['creation_id', String(container)]] },
    });
    expect(await stage.settle(snapshot)).toMatchObject({ published: { remoteId: posts()[0]?.id } });
    expect(posts()).toHaveLength(1);
  });

  it('is looked for where the call was refused and the container cannot be asked', async () => {
    const { control } = stage.practice;
    control.addFault({ platform: 'instagram', kind: 'error', code: '4/2207051', on: 'publish' });
    // The first read waits for the container; the second asks it what became of the call.
    control.addFault({ platform: 'instagram', kind: 'reset-before-accept', on: 'read', after: 1 });
    const [snapshot, files] = await kinds.image();
    await expect(stage.run(snapshot, files)).rejects.toThrow(Unresolved);
    expect(stage.records().at(-1)).toMatchObject({ name: 'post', state: 'intent' });
  });

  it('is not taken for another target’s post with the same words', async () => {
    const [snapshot, files] = await kinds.image();
    const first = await stage.run(snapshot, files);
    stage.nextTarget();
    stage.clock.set(stage.clock.now() + 1000);
    stage.practice.control.addFault({ platform: 'instagram', kind: 'reset-after-accept', on: 'publish' });
    await expect(stage.run(snapshot, [], [first.remoteId ?? ''])).rejects.toThrow();
    expect(posts()).toHaveLength(2);
  });
});

describe('looking', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const listed = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    caption: 'Kiln',
    timestamp: '2026-11-24T10:00:05+0000',
    media_product_type: 'FEED',
    permalink: `https://www.instagram.com/p/D${id}/`,
    ...more,
  });

  interface Scene {
    status?: unknown;
    media?: unknown[];
    made?: number;
    taken?: string[];
    kind?: 'image' | 'images' | 'reel' | 'story';
    text?: string;
    count?: number;
  }

  function look({
    status,
    media = [],
    made = 0,
    taken = [],
    kind = 'image',
    text = 'Kiln',
    count = 1,
  }: Scene) {
    const { http, requests } = scripted(({ url }) => {
      if (!url.includes('/777?')) return { data: media };
      return typeof status === 'string' ? { status_code: status } : status;
    });
    const account = {
      accountId: '17841',
      consent: 'facebook',
      token: async () => 't',
      http,
      clock: createStillClock(now),
    } as unknown as Account;
    const files = Array.from({ length: count }, () => mediaOf());
    const job = { account, snapshot: snapshotOf({ kind, text, media: files }), taken: new Set(taken) };
    return { finding: findPost(job, '777', { startedAt: now, looks: made }), requests };
  }

  const last = looks.length - 1;

  it.each<[string, Scene, Partial<Finding<PostAnswer>> & { answer?: unknown }]>([
    [
      'published, and shown',
      { status: 'PUBLISHED', media: [listed('1')] },
      { kind: 'found', answer: { id: '1', permalink: 'https://www.instagram.com/p/D1/' } },
    ],
    ['published, not shown yet', { status: 'PUBLISHED' }, { kind: 'unsure' }],
    [
      'published, not shown at the last look',
      { status: 'PUBLISHED', made: last },
      { kind: 'found', answer: { id: null, permalink: null } },
    ],
    [
      'published, and shown among two',
      { status: 'PUBLISHED', media: [listed('1'), listed('2')], made: last },
      { kind: 'found', answer: { id: null, permalink: null } },
    ],
    [
      'published, the other one taken',
      { status: 'PUBLISHED', media: [listed('1'), listed('2')], taken: ['1'] },
      { kind: 'found', answer: expect.objectContaining({ id: '2' }) },
    ],
    [
      'published, with another text',
      { status: 'PUBLISHED', media: [listed('1', { caption: 'Mug' })] },
      { kind: 'unsure' },
    ],
    [
      'published, the text folded',
      { status: 'PUBLISHED', text: 'Kiln \n', media: [listed('1')] },
      { kind: 'found' },
    ],
    [
      'published, of another kind',
      { status: 'PUBLISHED', media: [listed('1', { media_product_type: 'REELS' })] },
      { kind: 'unsure' },
    ],
    [
      'published, two minutes too old',
      { status: 'PUBLISHED', media: [listed('1', { timestamp: '2026-11-24T09:57:00+0000' })] },
      { kind: 'unsure' },
    ],
    [
      'published, a carousel of two',
      {
        status: 'PUBLISHED',
        kind: 'images',
        count: 2,
        media: [listed('1'), listed('2', { children: { data: [{ id: 'a' }, { id: 'b' }] } })],
      },
      { kind: 'found', answer: expect.objectContaining({ id: '2' }) },
    ],
    [
      'published, a story',
      {
        status: 'PUBLISHED',
        kind: 'story',
        text: '',
        media: [listed('1', { caption: undefined, media_product_type: 'STORY' })],
      },
      { kind: 'found' },
    ],
    ['finished', { status: 'FINISHED' }, { kind: 'absent' }],
    ['finished twice', { status: 'FINISHED', made: 1 }, { kind: 'absent', final: true }],
    ['in progress', { status: 'IN_PROGRESS', made: last }, { kind: 'unsure' }],
    ['expired', { status: 'EXPIRED' }, { kind: 'absent' }],
    ['expired, and yet there', { status: 'EXPIRED', media: [listed('1')] }, { kind: 'found' }],
    [
      'failed, and something alike there',
      { status: 'ERROR', text: '', media: [listed('1', { caption: '' })] },
      { kind: 'unsure' },
    ],
    ['in a state nobody knows', { status: 'SLEEPING' }, { kind: 'unsure' }],
    ['not known any more', { status: refusal(400, 24, 2_207_006) }, { kind: 'unsure' }],
    ['out of sight', { status: refusal(400, 100, 33) }, { kind: 'unsure' }],
    ['not to be seen', { status: refusal(403, 10) }, { kind: 'unsure' }],
  ])('a container that is %s', async (_what, scene, finding) => {
    const { answer, ...rest } = finding;
    expect(await look(scene).finding).toMatchObject(answer === undefined ? rest : { ...rest, answer });
  });

  it('asks as the contract says', async () => {
    const { finding, requests } = look({ status: 'PUBLISHED', media: [listed('1')] });
    await finding;
    const [container, list] = requests.map(({ url }) => new URL(url));
    expect(container?.href).toBe('https://graph.facebook.com/v26.0/777?fields=status_code%2Cstatus');
    expect(list?.pathname).toBe('/v26.0/17841/media');
    expect(list?.searchParams.get('since')).toBe(String(now / 1000 - 120));
    expect(list?.searchParams.get('limit')).toBe('10');
  });

  it('leaves passing trouble and dead tokens to the engine', async () => {
    await expect(look({ status: refusal(400, 190, 463) }).finding).rejects.toThrow(PublishFailure);
    await expect(look({ status: refusal(503, 2) }).finding).rejects.toThrow(PublishFailure);
  });
});

it('looks when the contract says', () => {
  // "wait 30 s … look again after 60 s"
  expect(looks.slice(0, 2)).toEqual([30_000, 90_000]);
});
