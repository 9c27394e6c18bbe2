import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { middle, type Recipe } from '#shared/model/rendition.ts';
import { render } from '#main/media/render.ts';
import { type Line, line, spread, timed } from '../line.ts';

const RUNS = 20;
const [WIDTH, HEIGHT] = [4000, 3000];
const recipe: Recipe = {
  type: 'image/jpeg',
  width: 1080,
  height: 810,
  frame: 'crop',
  focus: middle,
  maxBytes: 8_000_000,
};

/** A photo of a phone is made as small as a platform wants it. */
export async function* benchMedia(): AsyncGenerator<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'picscripter-bench-media-'));
  const file = join(folder, 'photo.jpg');
  await writeFile(file, await phonePhoto());
  const ours: number[] = [];
  const alone: number[] = [];
  // In turns, so that a machine that gets busy slows down both.
  await timed(RUNS, async (run) => {
    const times = [await took(() => render(file, recipe)), await took(() => sharpAlone(file))] as const;
    if (run < 0) return;
    ours.push(times[0]);
    alone.push(times[1]);
  });
  await rm(folder, { recursive: true });
  yield line({
    bench: 'rendition, 12 megapixels to 1080',
    figures: spread(ours),
    peer: { name: 'sharp alone', figures: spread(alone) },
    goal: { ratioAtLeast: { p50Ms: 0.77 } },
    counted: 'reading the file, turning it upright, sRGB, scaling, cropping, JPEG within the limit of bytes',
    notCounted: 'the first loading of sharp; storing the rendition and making its small picture',
  });
}

const sharpAlone = (file: string) =>
  sharp(file).rotate().resize(recipe.width, recipe.height).jpeg({ quality: 90 }).toBuffer();

async function took(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Detail as a camera sees it: soft shapes and some grain. */
async function phonePhoto(): Promise<Buffer> {
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .blur(0.8)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const shapes = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#d9c7a8"/><circle cx="2000" cy="1500" r="900" fill="#3f6ad8"/></svg>`,
  );
  return sharp(shapes)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}
