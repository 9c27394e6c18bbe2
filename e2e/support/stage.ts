import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type Practice, readyApps, startPractice } from '../../practice/practice.ts';
import { Desktop } from './desktop.ts';

interface Stage {
  /** The practice platforms of this test; they outlive a crash of the desktop. What they know lies in `practiceFile`. */
  practice: Practice;
  practiceFile: string;
  /** A fresh data folder. */
  home: string;
  /** Starts a desktop on the data folder; it is ended with the test. */
  start: () => Promise<Desktop>;
  desktop: Desktop;
  /** The window of `desktop`, open at its first screen. */
  window: Page;
}

/** Every test gets platforms, a data folder and a desktop of its own. */
export const test = base.extend<Stage>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  practiceFile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'picscripter-platforms-'));
    await use(join(folder, 'platforms.json'));
    await rm(folder, { recursive: true });
  },
  practice: async ({ practiceFile }, use) => {
    const practice = await startPractice({ dataFile: practiceFile });
    await use(practice);
    await practice.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'picscripter-e2e-'));
    await use(home);
    await rm(home, { recursive: true });
  },
  start: async ({ practice, home }, use) => {
    const started: Desktop[] = [];
    await use(async () => {
      const desktop = await Desktop.start(home, practice.hosts);
      started.push(desktop);
      return desktop;
    });
    for (const desktop of started) await desktop.stop();
  },
  desktop: async ({ start }, use) => use(await start()),
  window: async ({ desktop, page }, use) => {
    await openWindow(desktop, page);
    await enterApps(page);
    await use(page);
  },
});

export { expect } from '@playwright/test';

export async function openWindow(desktop: Desktop, page: Page): Promise<void> {
  await page.goto(await desktop.link());
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** The ids of the practice apps, as `npm start -- --practice` enters them. */
async function enterApps(page: Page): Promise<void> {
  for (const [key, app] of Object.entries(readyApps)) {
    const [platform, consent] = key.split(' ');
    await callApi(page, 'PUT', `/api/platforms/${platform}/app`, { ...app, ...(consent && { consent }) });
  }
  await page.reload();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** A call of the API from inside the window, with all that its door asks for. */
export async function callApi<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(path, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    { method, path, body },
  );
}
