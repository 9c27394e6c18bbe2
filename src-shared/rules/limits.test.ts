import { expect, test } from 'vitest';
import { platformIds } from '../model/platform-id.ts';
import { judgePhoto } from './judge-photo.ts';
import { judgeVideo } from './judge-video.ts';
import { imageLimits, videoLimits } from './kind-limits.ts';
import { packs } from './packs.ts';
import type { Draft, RulePack } from './rule-pack.ts';

// Every limit of every pack, at the limit and one step beyond it: beyond, there is one more thing in the way.

type Media = Draft['media'][number];
type VideoLimits = NonNullable<RulePack['video']>;
/** What the limit is about, the file that just fits, and the one that just does not. */
type Step = [what: string, at: Media, beyond: Media];

const within = (value: number, range: { min?: { value: number }; max?: { value: number } } = {}): number =>
  Math.min(Math.max(value, range.min?.value ?? 0), range.max?.value ?? Infinity);

function photoSteps(limits: RulePack['images']): Step[] {
  const [type = 'image/jpeg'] = limits.types;
  const ratio = within(1, limits.ratio);
  const photo = (width: number, height = Math.round(width / ratio), size = 1000): Media => ({
    type,
    size,
    width,
    height,
    animated: false,
    altText: '',
  });
  const { width, ratio: shapes, maxSize, maxPixels, maxBytes } = limits;
  const usual = within(1000, width);
  const steps: (Step | false | undefined)[] = [
    ['bytes', photo(usual, undefined, maxBytes.value), photo(usual, undefined, maxBytes.value + 1)],
    width?.min && ['width from', photo(width.min.value), photo(width.min.value - 1)],
    width?.max && ['width to', photo(width.max.value), photo(width.max.value + 1)],
    maxSize && [
      'sides',
      photo(maxSize.shorter.value, maxSize.longer.value),
      photo(maxSize.shorter.value, maxSize.longer.value + 1),
    ],
    maxPixels && [
      'pixels',
      photo(1000, Math.floor(maxPixels.value / 1000)),
      photo(1000, maxPixels.value / 1000 + 1),
    ],
    shapes && [
      'tallest shape',
      photo(usual, Math.floor(usual / shapes.min.value)),
      photo(usual, Math.floor(usual / shapes.min.value) + 1),
    ],
    shapes && [
      'widest shape',
      photo(usual, Math.ceil(usual / shapes.max.value)),
      photo(usual, Math.ceil(usual / shapes.max.value) - 1),
    ],
  ];
  return steps.filter((step) => step !== undefined && step !== false);
}

function videoSteps(limits: VideoLimits): Step[] {
  const [type = 'video/mp4'] = limits.types;
  const video = (change: Partial<Media>, facts: Partial<NonNullable<Media['video']>> = {}): Media => ({
    type,
    size: within(1_000_000, { ...(limits.minBytes && { min: limits.minBytes }), max: limits.maxBytes }),
    width: 1000,
    height: Math.round(1000 / within(1, limits.ratio)),
    animated: false,
    altText: '',
    video: {
      durationMs: within(10_000, limits.duration),
      codec: null,
      frameRate: null,
      audioCodec: null,
      ...facts,
    },
    ...change,
  });
  const { duration, frameRate, codecs, audioCodecs, ratio, minBytes, maxBytes } = limits;
  const steps: (Step | false | undefined)[] = [
    ['bytes to', video({ size: maxBytes.value }), video({ size: maxBytes.value + 1 })],
    minBytes && ['bytes from', video({ size: minBytes.value }), video({ size: minBytes.value - 1 })],
    duration?.min && [
      'length from',
      video({}, { durationMs: duration.min.value }),
      video({}, { durationMs: duration.min.value - 1 }),
    ],
    duration?.max && [
      'length to',
      video({}, { durationMs: duration.max.value }),
      video({}, { durationMs: duration.max.value + 1 }),
    ],
    frameRate?.min && [
      'frames from',
      video({}, { frameRate: frameRate.min.value }),
      video({}, { frameRate: frameRate.min.value - 1 }),
    ],
    frameRate?.max && [
      'frames to',
      video({}, { frameRate: frameRate.max.value }),
      video({}, { frameRate: frameRate.max.value + 1 }),
    ],
    codecs && ['codec', video({}, { codec: codecs[0] ?? null }), video({}, { codec: 'theora' })],
    audioCodecs && [
      'sound',
      video({}, { audioCodec: audioCodecs[0] ?? null }),
      video({}, { audioCodec: 'gsm' }),
    ],
    ratio && [
      'tallest shape',
      video({ height: Math.floor(1000 / ratio.min.value) }),
      video({ height: Math.floor(1000 / ratio.min.value) + 1 }),
    ],
    ratio && [
      'widest shape',
      video({ height: Math.ceil(1000 / ratio.max.value) }),
      video({ height: Math.ceil(1000 / ratio.max.value) - 1 }),
    ],
  ];
  return steps.filter((step) => step !== undefined && step !== false);
}

const place = { index: 0, count: 1, tier: 'standard' } as const;
const cases = platformIds.flatMap((platform) =>
  packs[platform].kinds.flatMap((kind) => {
    const { name } = packs[platform];
    const images = imageLimits(packs[platform], kind);
    const video = videoLimits(packs[platform], kind);
    const stops = (judged: ReturnType<typeof judgePhoto>) =>
      judged.filter(({ level }) => level === 'stop').length;
    const photos = (media: Media) => stops(judgePhoto(name, images, media, place));
    const videos = (media: Media) => stops(judgeVideo(name, video, media, place));
    return [
      ...(images.max.value === 0 ? [] : photoSteps(images)).map(
        (step) => [platform, kind, 'photo', ...step, photos] as const,
      ),
      ...(video === null ? [] : videoSteps(video)).map(
        (step) => [platform, kind, 'video', ...step, videos] as const,
      ),
    ];
  }),
);

test.each(cases)('%s, %s, %s: %s', (_platform, _kind, _file, _what, at, beyond, stops) => {
  expect(stops(beyond)).toBeGreaterThan(stops(at));
});
