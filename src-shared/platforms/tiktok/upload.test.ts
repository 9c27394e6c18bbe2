import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HttpFailure, type HttpRequest } from '../../publishing/http.ts';
import { type TestFile, videoFile } from '../stage.suite.ts';
import { openPractice, type PracticeTikTok, refusal, says, videoPost } from './practice.suite.ts';

const MINUTE = 60_000;
const MB = 1_000_000;
let practice: PracticeTikTok;
/** Three chunks: 10, 10 and 12.5 MB. */
let clip: TestFile;

beforeAll(async () => {
  practice = await openPractice();
  clip = videoFile(32.5 * MB);
});
beforeEach(() => practice.reset());
afterAll(() => practice.close());

const chunks = ['0-9999999', '10000000-19999999', '20000000-32499999'];
const isBytes = ({ method }: HttpRequest) => method === 'PUT';
const isLast = ({ headers }: HttpRequest) =>
  headers?.['content-range']?.startsWith('bytes 20000000') === true;

describe('an upload', () => {
  test('goes chunk by chunk, without our token, and leaves no token in the journal’s names', async () => {
    const run = practice.stage([clip]);
    await run.publish(videoPost(clip));
    expect(practice.sent()).toEqual(chunks);
    for (const { headers } of practice.line.asked.filter(isBytes))
      expect(headers).not.toHaveProperty('authorization');
    expect(run.journal()).toEqual([
      'open upload of video answered',
      'send video but for its tail answered',
      'publish video answered',
    ]);
  });

  test('that breaks off five times goes on with what TikTok has not got', async () => {
    for (let cut = 0; cut < 5; cut++)
      practice.control.addFault({
        platform: 'tiktok',
        kind: 'cut-upload',
        on: 'upload',
        bytes: MB,
        after: cut,
      });
    await practice.stage([clip]).publish(videoPost(clip));
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
    expect(practice.inits()).toBe(1);
  });

  test('goes on in the middle of a chunk where TikTok has kept its beginning', async () => {
    practice.control.setSwitches({ tiktok: { keepsBrokenChunks: true } });
    practice.control.addFault({ platform: 'tiktok', kind: 'cut-upload', on: 'upload', bytes: 4 * MB });
    await practice.stage([clip]).publish(videoPost(clip));
    const there = Number(practice.sent()[1]?.split('-')[0]);
    expect(there).toBeGreaterThan(0);
    expect(practice.sent().slice(2)).toEqual(chunks.slice(1));
    expect(practice.posts()).toMatchObject([{ media: [{ sha256: clip.media.hash }] }]);
  });

  test.each(['reset-after-accept', '500-after-accept'] as const)(
    'does not send a chunk again that is there: %s',
    async (kind) => {
      practice.control.addFault({ platform: 'tiktok', kind, on: 'upload', method: 'PUT' });
      await practice.stage([clip]).publish(videoPost(clip));
      expect(practice.sent()).toEqual(chunks);
    },
  );

  test('goes on by what TikTok says where it wants other bytes', async () => {
    let isFirst = true;
    practice.line.http = async (request) => {
      const answer = await practice.real(request);
      if (!isFirst || !isBytes(request)) return answer;
      isFirst = false;
      return says(416);
    };
    await practice.stage([clip]).publish(videoPost(clip));
    expect(practice.sent()).toEqual(chunks);
  });

  test('is not begun anew by the next start', async () => {
    const run = practice.stage([clip]);
    let sent = 0;
    practice.line.http = async (request) => {
      if (isBytes(request) && (sent += 1) > 1) throw new HttpFailure('no-answer', 'there is no network');
      return practice.real(request);
    };
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ error: { class: 'transient' } });
    practice.line.http = practice.real;
    practice.line.asked = [];
    await run.publish(videoPost(clip));
    expect(practice.sent()).toEqual(chunks.slice(1));
    expect(practice.inits()).toBe(1);
  });

  test('gives up after half a minute and leaves it to the engine', async () => {
    practice.line.http = async (request) => {
      if (isBytes(request)) throw new HttpFailure('no-answer', 'the line was cut');
      return practice.real(request);
    };
    const before = practice.clock.slept;
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none' },
    });
    expect(practice.clock.slept - before).toBe(31_000);
  });

  test('that TikTok has given up is followed by another, and after three by a rest', async () => {
    practice.control.addFault({ platform: 'tiktok', kind: 'error', code: '403', method: 'PUT' });
    await practice.stage([clip]).publish(videoPost(clip));
    expect([practice.inits(), practice.posts().length]).toEqual([2, 1]);
    practice.reset();
    practice.control.addFault({
      platform: 'tiktok',
      kind: 'error',
      code: '404',
      method: 'PUT',
      times: 'always',
    });
    await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
      error: { class: 'transient', effect: 'none', after: 60 * MINUTE, code: 'upload-lost' },
    });
    expect(practice.inits()).toBe(3);
  });

  test('is opened anew when it is too old for the last chunk, or when what is said of it was changed', async () => {
    const run = practice.stage([clip]);
    practice.control.addFault({ platform: 'tiktok', kind: '429', on: 'publish', times: 2 });
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ error: { class: 'transient' } });
    practice.clock.set(practice.clock.now() + 46 * MINUTE);
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ error: { class: 'transient' } });
    expect(practice.inits()).toBe(2);
    await run.publish(videoPost(clip, { allow: ['comment'] }));
    expect([practice.inits(), practice.posts().length]).toEqual([3, 1]);
  });

  test('that lies anywhere but at TikTok gets no bytes of ours', async () => {
    for (const upload_url of [
      'https://example.com/video/',
      'http://open-upload.tiktokapis.com/video/',
      'x',
    ]) {
      practice.line.asked = [];
      practice.line.http = async (request) => {
        if (!request.url.endsWith('/video/init/')) return practice.real(request);
        return says(200, { data: { publish_id: 'v1', upload_url }, error: { code: 'ok' } });
      };
      await expect(practice.stage([clip]).publish(videoPost(clip))).rejects.toMatchObject({
        error: { class: 'transient', effect: 'none' },
      });
      expect(practice.line.asked.filter(isBytes)).toEqual([]);
    }
  });
});

describe('the last chunk', () => {
  const lastThen = (answer: (request: HttpRequest) => Promise<Awaited<ReturnType<typeof practice.real>>>) => {
    practice.line.http = async (request) => (isLast(request) ? answer(request) : practice.real(request));
  };

  test.each([416, 206, 429])(
    'that TikTok does not take (%i) is surely not out: it is asked at once',
    async (status) => {
      lastThen(async () => says(status));
      const run = practice.stage([clip]);
      await expect(run.publish(videoPost(clip))).rejects.toMatchObject({
        error: { class: 'transient', effect: 'none' },
      });
      expect(run.journal().at(-1)).toBe('publish video refused');
      practice.line.http = practice.real;
      await run.publish(videoPost(clip));
      expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
    },
  );

  test.each([403, 404])(
    'for which the upload is over (%i) goes to another one in the same run',
    async (status) => {
      let isFirst = true;
      lastThen(async (request) => {
        if (!isFirst) return practice.real(request);
        isFirst = false;
        return says(status);
      });
      await practice.stage([clip]).publish(videoPost(clip));
      expect([practice.inits(), practice.posts().length]).toEqual([2, 1]);
    },
  );

  test('of a second upload, without an answer, is looked for in that one', async () => {
    let last = 0;
    lastThen(async (request) => {
      last += 1;
      if (last === 1) return says(404);
      await practice.real(request);
      throw new HttpFailure('no-answer', 'cut');
    });
    const cut = practice.line.http;
    practice.line.http = async (request) => {
      if (last === 2 && request.url.endsWith('/status/fetch/')) throw new HttpFailure('no-answer', 'cut');
      return cut(request);
    };
    const run = practice.stage([clip]);
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ nextLookAt: expect.any(Number) });
    practice.line.http = practice.real;
    expect(await run.settle(videoPost(clip))).toMatchObject({
      published: { remoteId: practice.posts()[0]?.id },
    });
    expect([practice.inits(), practice.posts().length]).toEqual([2, 1]);
  });

  test.each([416, 404, 403, 400, 500])(
    'that has arrived is out, whatever was answered: %i',
    async (status) => {
      lastThen(async (request) => {
        await practice.real(request);
        return says(status, '<html></html>');
      });
      const published = await practice.stage([clip]).publish(videoPost(clip));
      expect(published.remoteId).toBe(practice.posts()[0]?.id);
      expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
    },
  );

  test('without an answer, and TikTok cannot be asked either: looked for, never sent to another upload', async () => {
    let isCut = false;
    practice.line.http = async (request) => {
      if (isCut) throw new HttpFailure('no-answer', 'there is no network');
      const answer = await practice.real(request);
      if (!isLast(request)) return answer;
      isCut = true;
      throw new HttpFailure('no-answer', 'cut');
    };
    const run = practice.stage([clip]);
    await expect(run.publish(videoPost(clip))).rejects.toMatchObject({ nextLookAt: expect.any(Number) });
    practice.line.http = practice.real;
    const end = await run.settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
  });

  test('of a draft whose publication is forgotten is not taken for a post with the same words', async () => {
    await practice.stage([clip]).publish(videoPost(clip));
    let isSent = false;
    practice.line.http = async (request) => {
      if (isSent && request.url.endsWith('/status/fetch/')) return refusal(400, 'invalid_publish_id');
      const answer = await practice.real(request);
      if (!isLast(request)) return answer;
      isSent = true;
      throw new HttpFailure('no-answer', 'cut');
    };
    expect(await practice.stage([clip]).settle(videoPost(clip, { asDraft: true }))).toEqual({
      unknown: 'TikTok does not tell any more what became of it.',
    });
    expect(practice.inits()).toBe(2);
  });

  test('that is forgotten with its publication is looked for among the posts, and never sent again', async () => {
    lastThen(async (request) => {
      await practice.real(request);
      throw new HttpFailure('no-answer', 'cut');
    });
    const real = practice.line.http;
    practice.line.http = async (request) =>
      request.url.endsWith('/status/fetch/') && practice.posts().length > 0
        ? refusal(400, 'invalid_publish_id')
        : real(request);
    const run = practice.stage([clip]);
    const end = await run.settle(videoPost(clip));
    expect(end).toMatchObject({ published: { remoteId: practice.posts()[0]?.id } });
    practice.reset();
    practice.line.http = async (request) =>
      request.url.endsWith('/status/fetch/') && practice.posts().length > 0
        ? refusal(400, 'invalid_publish_id')
        : isLast(request)
          ? real(request)
          : practice.real(request);
    const end2 = await practice.stage([clip]).settle(videoPost(clip, { privacy: 'MUTUAL_FOLLOW_FRIENDS' }));
    expect(end2).toMatchObject({ unknown: expect.stringContaining('TikTok') });
    expect([practice.inits(), practice.posts().length]).toEqual([1, 1]);
  });
});
