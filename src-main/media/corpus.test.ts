import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/model/app-error.ts';
import type { AttachedMedia, TargetOptions } from '#shared/model/content.ts';
import { type PlatformId, platformIds } from '#shared/model/platform-id.ts';
import { judge } from '#shared/rules/judge.ts';
import type { Finding } from '#shared/rules/rule-pack.ts';
import { others, pictures, refused, videos } from './corpus.suite.ts';
import { createMediaStore, type Ingested, type MediaStore } from './media-store.ts';
import { render } from './render.ts';

/**
 * What becomes of each file, alone in a post of a standard account. `ok`: it is taken. `warn`: with a remark. `fit`: not as it is,
 * but what "Fit" makes of it is. `no`: not, and the sentence says what to do.
 */
const table = `
file                              x     facebook  instagram  linkedin  pinterest  youtube  tiktok
JPEG 1 × 1                        ok    ok        fit        ok        ok         no       ok
JPEG 100 × 100                    ok    ok        fit        ok        ok         no       ok
JPEG 319 × 319                    ok    ok        fit        ok        ok         no       ok
JPEG 320 × 320                    ok    ok        ok         ok        ok         no       ok
JPEG 1080 × 1080                  ok    ok        ok         ok        ok         no       ok
JPEG 1086 × 1086                  ok    ok        ok         ok        ok         no       fit
JPEG 1080 × 1350                  ok    ok        ok         ok        ok         no       ok
JPEG 1080 × 1351                  ok    ok        fit        ok        ok         no       ok
JPEG 1080 × 1920                  ok    ok        fit        ok        ok         no       ok
JPEG 1081 × 1921                  ok    ok        fit        ok        ok         no       fit
JPEG 1440 × 1440                  ok    ok        ok         ok        ok         no       fit
JPEG 1441 × 1441                  ok    ok        ok         ok        ok         no       fit
JPEG 1910 × 1000                  ok    ok        ok         ok        ok         no       ok
JPEG 1911 × 1000                  ok    ok        fit        ok        ok         no       ok
JPEG 1000 × 3000                  ok    ok        fit        ok        ok         no       fit
JPEG 3000 × 1000                  ok    ok        fit        ok        ok         no       fit
JPEG 6012 × 6012                  ok    ok        ok         ok        ok         no       fit
JPEG 6013 × 6013                  ok    ok        ok         fit       ok         no       fit
JPEG 1200 × 800, camera at 1      ok    ok        ok         ok        ok         no       ok
JPEG 1200 × 800, camera at 2      ok    ok        ok         ok        ok         no       ok
JPEG 1200 × 800, camera at 3      ok    ok        ok         ok        ok         no       ok
JPEG 1200 × 800, camera at 4      ok    ok        ok         ok        ok         no       ok
JPEG 1200 × 800, camera at 5      ok    ok        fit        ok        ok         no       ok
JPEG 1200 × 800, camera at 6      ok    ok        fit        ok        ok         no       ok
JPEG 1200 × 800, camera at 7      ok    ok        fit        ok        ok         no       ok
JPEG 1200 × 800, camera at 8      ok    ok        fit        ok        ok         no       ok
JPEG, grey                        ok    ok        ok         ok        ok         no       ok
JPEG, CMYK                        ok    ok        ok         ok        ok         no       ok
JPEG, progressive                 ok    ok        ok         ok        ok         no       ok
JPEG of 2.5 MB                    ok    ok        ok         ok        ok         no       fit
JPEG of 4.5 MB                    ok    warn      ok         ok        ok         no       fit
JPEG of 6 MB                      fit   warn      ok         ok        ok         no       fit
JPEG of 8.7 MB                    fit   warn      fit        fit       ok         no       fit
JPEG of 11 MB                     fit   fit       fit        fit       warn       no       fit
PNG                               ok    ok        fit        ok        ok         no       fit
PNG, 16 bits                      ok    ok        fit        ok        ok         no       fit
PNG, grey                         ok    ok        fit        ok        ok         no       fit
PNG, transparent                  ok    ok        fit        ok        ok         no       fit
PNG, 16 colours                   ok    ok        fit        ok        ok         no       fit
PNG, interlaced                   ok    ok        fit        ok        ok         no       fit
PNG of 6 MB                       fit   warn      fit        ok        ok         no       fit
GIF                               ok    ok        fit        ok        fit        no       fit
GIF, moving                       ok    ok        fit        ok        fit        no       fit
GIF, moving, 1300 wide            fit   ok        fit        ok        fit        no       fit
WebP                              ok    fit       fit        fit       fit        no       ok
WebP, without loss                ok    fit       fit        fit       fit        no       ok
WebP, transparent                 ok    fit       fit        fit       fit        no       ok
WebP, moving                      fit   fit       fit        fit       fit        no       ok
MP4                               ok    ok        ok         ok        ok         ok       ok
MP4, table last                   ok    ok        ok         ok        ok         ok       ok
MP4, silent                       ok    ok        ok         ok        ok         ok       ok
MP4, Opus sound                   no    ok        no         ok        ok         ok       ok
MP4, H.265                        no    ok        ok         ok        ok         ok       ok
MP4, VP9                          no    ok        no         ok        no         ok       ok
MP4, AV1                          no    ok        no         ok        no         ok       no
MP4, 10 frames a second           ok    ok        no         ok        ok         ok       no
MP4, 23 frames a second           ok    ok        ok         ok        ok         ok       ok
MP4, 29.97 frames a second        ok    ok        ok         ok        ok         ok       ok
MP4, 60 frames a second           ok    ok        ok         ok        ok         ok       ok
MP4, 61 frames a second           no    ok        no         ok        ok         ok       no
MP4 of 0.4 s                      no    ok        no         no        no         ok       ok
MP4 of 0.6 s                      ok    ok        no         no        no         ok       ok
MP4 of 2.9 s                      ok    ok        no         no        no         ok       ok
MP4 of 3 s                        ok    ok        ok         ok        no         ok       ok
MP4 of 3.9 s                      ok    ok        ok         ok        no         ok       ok
MP4 of 4 s                        ok    ok        ok         ok        ok         ok       ok
MP4 of 140 s                      ok    ok        ok         ok        ok         ok       ok
MP4 of 141 s                      no    ok        ok         ok        ok         ok       ok
MP4 of 15 min                     no    ok        ok         ok        ok         ok       no
MP4 of 15 min 1 s                 no    ok        no         ok        no         warn     no
MP4 of 30 min                     no    ok        no         ok        no         warn     no
MP4 of 30 min 1 s                 no    ok        no         no        no         warn     no
MP4 of 32 KB                      ok    ok        ok         no        ok         ok       ok
MP4 1920 × 1080                   warn  ok        ok         ok        ok         ok       ok
MP4 1080 × 1920                   warn  ok        ok         ok        ok         ok       ok
MP4 1920 × 1080, turned by 90°    warn  ok        ok         ok        ok         ok       ok
MP4 1280 × 720, turned by 180°    ok    ok        ok         ok        ok         ok       ok
MP4 1280 × 720, turned by 270°    ok    ok        ok         ok        ok         ok       ok
MP4 3840 × 2160                   warn  ok        no         ok        ok         ok       ok
MP4 720 × 720                     ok    ok        ok         ok        ok         ok       ok
MP4 1200 × 500                    ok    ok        ok         ok        no         ok       ok
MP4 1204 × 500                    ok    ok        ok         no        no         ok       ok
MP4 500 × 1200                    ok    ok        ok         ok        no         ok       ok
MP4 500 × 1204                    ok    ok        ok         no        no         ok       ok
MP4 1146 × 600                    ok    ok        ok         ok        ok         ok       ok
MP4 1148 × 600                    ok    ok        ok         ok        no         ok       ok
MP4 600 × 1200                    ok    ok        ok         ok        ok         ok       ok
MP4 600 × 1202                    ok    ok        ok         ok        no         ok       ok
MP4 400 × 1200                    ok    ok        ok         no        no         ok       ok
MP4 398 × 1200                    no    ok        ok         no        no         ok       ok
MP4 32 × 32                       ok    ok        ok         ok        ok         ok       no
MP4 30 × 30                       no    ok        ok         ok        ok         ok       no
MOV                               ok    ok        ok         no        ok         ok       ok
MOV, H.265, table last            no    ok        ok         no        ok         ok       ok
WebM                              no    no        no         no        no         ok       ok
WebM, VP8, silent                 no    no        no         no        no         ok       ok
PDF                               no    no        no         ok        no         no       no
`;

let folder: string;
let store: MediaStore;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picscripter-corpus-'));
  store = createMediaStore(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const take = (bytes: Uint8Array) => store.ingest(new Blob([bytes.slice()]).stream());
const attached = (found: Ingested): AttachedMedia => ({ mediaId: found.hash, altText: '', ...found });
const options: Partial<Record<PlatformId, TargetOptions>> = { pinterest: { board: '1' } };

function findings(platform: PlatformId, media: AttachedMedia): Finding[] {
  const given = {
    text: 'A mug',
    media: [media],
    options: options[platform] ?? {},
    tier: 'standard',
  } as const;
  return judge(platform, given).findings.filter(({ field }) => field === 'media');
}

function word(found: readonly Finding[]): string {
  const stops = found.filter(({ level }) => level === 'stop');
  if (stops.length === 0) return found.length === 0 ? 'ok' : 'warn';
  return stops.every(({ fits }) => fits !== undefined) ? 'fit' : 'no';
}

const [head = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split(/ {2,}/));
const columns = head.slice(1) as PlatformId[];
const expected = new Map(rows.map(([file = '', ...words]) => [file, words]));
const corpus = { ...pictures, ...videos, ...others };

describe.each(Object.entries(corpus))('%s', (file, make) => {
  test('is judged as the table says, and what is offered is taken', async () => {
    const found = await take(await make());
    const media = attached(found);
    expect(columns.map((platform) => word(findings(platform, media)))).toEqual(expected.get(file));
    for (const platform of platformIds) {
      const recipe = findings(platform, media).find(({ fits }) => fits !== undefined)?.fits?.[0]?.recipe;
      if (recipe === undefined) continue;
      const source = await store.locate(found.hash, 'file');
      const made = attached(await take(await render(source?.path ?? '', recipe)));
      expect(made, platform).toMatchObject({ type: recipe.type, width: recipe.width, height: recipe.height });
      expect(findings(platform, made), platform).toEqual([]);
    }
  });
});

test.each(Object.entries(refused))('%s is refused with a sentence', async (_what, [make, sentence]) => {
  const fault = await take(await make()).catch((thrown: unknown) => thrown);
  expect(fault).toBeInstanceOf(AppError);
  expect(fault).toMatchObject({ data: { code: 'MEDIA_REFUSED', message: expect.stringMatching(sentence) } });
});

test('the table speaks of every file of the corpus and of no other', () => {
  expect([...expected.keys()].toSorted()).toEqual(Object.keys(corpus).toSorted());
});
