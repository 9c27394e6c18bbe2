import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import { probe } from './probe.ts';
import { type Clip, clip } from './video.suite.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-video-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function look(bytes: Uint8Array) {
  const file = join(folder, 'file');
  writeFileSync(file, bytes);
  return (await probe(file)).facts;
}
const facts = async (wanted: Clip) => look(await clip(wanted));
const refusal = (bytes: Uint8Array) =>
  look(bytes).then(
    (found) => {
      throw new Error(`it was taken: ${JSON.stringify(found)}`);
    },
    (fault: unknown) => (fault instanceof AppError ? fault.message : String(fault)),
  );

describe('a video says', () => {
  test('its pixels, length, codecs and frame rate', async () => {
    expect(await facts({ width: 1280, height: 720, seconds: 2, frameRate: 30 })).toEqual({
      type: 'video/mp4',
      width: 1280,
      height: 720,
      animated: false,
      video: { durationMs: 2000, codec: 'avc', frameRate: 30, audioCodec: 'aac' },
    });
  });

  test.each(['avc', 'hevc', 'vp9', 'av1'] as const)('that it is coded as %s', async (codec) => {
    expect((await facts({ codec })).video?.codec).toBe(codec);
  });

  test.each([
    [90, 720, 1280],
    [180, 1280, 720],
    [270, 720, 1280],
  ] as const)('how it stands when the camera was turned by %i degrees', async (rotation, width, height) => {
    expect(await facts({ rotation })).toMatchObject({ width, height });
  });

  test.each([10, 23, 24, 25, 30, 50, 60, 61])('that it has %i frames a second', async (frameRate) => {
    expect((await facts({ frameRate, seconds: 3 })).video?.frameRate).toBeCloseTo(frameRate, 1);
  });

  test('that it is silent', async () => {
    expect((await facts({ audio: null })).video?.audioCodec).toBeNull();
  });

  test('that it has one frame, of which no rate follows', async () => {
    expect((await facts({ seconds: 0.1, frameRate: 10 })).video).toMatchObject({
      durationMs: 100,
      frameRate: null,
    });
  });

  test('that it is a MOV, or a WebM', async () => {
    expect(await facts({ container: 'mov' })).toMatchObject({
      type: 'video/quicktime',
      video: { codec: 'avc' },
    });
    expect(await facts({ container: 'webm', seconds: 2 })).toMatchObject({
      type: 'video/webm',
      width: 1280,
      video: { durationMs: 2000, codec: 'vp9', audioCodec: 'opus' },
    });
  });
});

test('a codec that nobody here has heard of goes by the name that the file gives it', async () => {
  const bytes = Buffer.from(await clip());
  bytes.set(Buffer.from('s263'), bytes.lastIndexOf('avc1'));
  expect((await look(bytes)).video?.codec).toBe('s263');
});

describe('a video is refused with a sentence', () => {
  const damaged =
    'This video is damaged or not complete. Play it on this computer to check, save it again and add it.';

  test.each([
    ['MP4', {}],
    ['MP4 with its table last', { tableLast: true }],
    ['MOV', { container: 'mov' }],
  ] satisfies [string, Clip][])('when a %s is cut off, wherever', async (_what, wanted) => {
    const whole = await clip(wanted);
    for (const share of [0.1, 0.3, 0.6, 0.9, 0.999])
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share))), `${share}`).toBe(damaged);
  });

  test('when a WebM is cut off in its frames', async () => {
    const whole = await clip({ container: 'webm', seconds: 3 });
    for (const share of [0.02, 0.3, 0.6, 0.9])
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share))), `${share}`).toBe(damaged);
  });

  test('when its tables are overwritten', async () => {
    const whole = await clip();
    const table = Buffer.from(whole).indexOf('moov');
    expect(await refusal(whole.fill(0x41, table + 12, table + 400))).toMatch(/damaged|no picture/);
  });

  test('when there is only sound in it', async () => {
    const whole = Buffer.from(await clip());
    whole.set(Buffer.from('text'), whole.indexOf('vide'));
    expect(await refusal(whole)).toBe('There is no picture in this video. Choose another file.');
  });
});
