import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { Measured } from './paint.ts';

const root = import.meta.dirname;
const runs = 5;
const sizes = [1000, 10_000] as const;

/**
 * Our month beside FullCalendar's: the same posts, browser, window and kind of build. Prints one JSON line a figure.
 * ms are medians of 5 page loads, from the start of the script's drawing to the second animation frame after.
 */
export async function benchCalendar(): Promise<Record<string, unknown>> {
  const outDir = await mkdtemp(join(tmpdir(), 'picscripter-bench-calendar-'));
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      plugins: [react(), tailwindcss()],
      build: {
        outDir,
        emptyOutDir: true,
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { input: [join(root, 'ours.html'), join(root, 'fullcalendar.html')] },
      },
    });
    const server = await preview({
      configFile: false,
      root,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0, strictPort: false },
    });
    const browser = await openChromium();
    try {
      return await measureAll(browser, server.resolvedUrls?.local[0] ?? '');
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

function openChromium(): Promise<Browser> {
  const debian = '/usr/bin/chromium';
  const executablePath = process.env.PICSCRIPTER_CHROMIUM ?? (existsSync(debian) ? debian : undefined);
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}

/** What is measured in one page, by its address. */
const pages = {
  ours: 'ours.html?ahead=yes',
  oursAsking: 'ours.html?ahead=no',
  fullCalendarLimited: 'fullcalendar.html?limit=yes',
  fullCalendarDefault: 'fullcalendar.html?limit=no',
};
type Page = keyof typeof pages;

async function measureAll(browser: Browser, base: string): Promise<Record<string, unknown>> {
  const figures: Record<string, unknown> = {};
  for (const posts of sizes) {
    const measured = {} as Record<Page, Measured>;
    for (const [name, address] of Object.entries(pages) as [Page, string][]) {
      measured[name] = await median(() => measure(browser, `${base}${address}&posts=${posts}`));
    }
    for (const [figure, what] of [
      ['firstRender', 'first render'],
      ['monthSwitch', 'month switch'],
    ] as const) {
      const line = compare(what, posts, figure, measured);
      figures[`${figure}-${posts}`] = line;
      console.log(JSON.stringify(line));
    }
  }
  return figures;
}

function compare(
  what: string,
  posts: number,
  figure: 'firstRender' | 'monthSwitch',
  by: Record<Page, Measured>,
) {
  const ms = (page: Page) => Math.round(by[page][figure] * 10) / 10;
  return {
    bench: `calendar: ${what}, ${posts} posts in the month`,
    oursMs: ms('ours'),
    fullCalendarMs: ms('fullCalendarLimited'),
    ratio: ratio(ms('fullCalendarLimited'), ms('ours')),
    fullCalendarWithoutLimitMs: ms('fullCalendarDefault'),
    ratioWithoutLimit: ratio(ms('fullCalendarDefault'), ms('ours')),
    oursAskingMs: ms('oursAsking'),
    nodes: { ours: by.ours.nodes, fullCalendar: by.fullCalendarLimited.nodes },
    counted: {
      ours: 'layout and paint, the days fetched ahead as the app does; asking: with client, query cache and reading the JSON of the six weeks. Not the frame of the window and the settings, which are there before',
      fullCalendar: 'render() or next(), layout, paint; not fetching and reading its events',
      both: 'from the start of drawing to the second animation frame after it; median of 5 page loads, 1280x800',
    },
  };
}

const ratio = (theirs: number, ours: number) => Math.round((theirs / ours) * 10) / 10;

async function measure(browser: Browser, url: string): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const failed = new Promise<never>((_, reject) => page.on('pageerror', reject));
    await page.goto(url);
    return await Promise.race([page.evaluate(() => window.measured), failed]);
  } finally {
    await context.close();
  }
}

/** The median of each figure over the runs. */
async function median(run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let number = 0; number < runs; number += 1) all.push(await run());
  const middle = (figure: keyof Measured) =>
    all.map((one) => one[figure]).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
  return {
    firstRender: middle('firstRender'),
    monthSwitch: middle('monthSwitch'),
    nodes: middle('nodes'),
  };
}
