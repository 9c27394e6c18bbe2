import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { connectAll } from './support/accounts.ts';
import { type Furnished, furnish } from './support/furnish.ts';
import { expect, test } from './support/stage.ts';

/** Many screens one after the other. ms */
test.describe.configure({ timeout: 4 * 60_000 });

type Theme = 'light' | 'dark';

/** Every place of the window, with something in it. */
const screens = (made: Furnished): Record<string, string> => ({
  calendar: '/calendar',
  posts: '/posts',
  post: `/posts/${made.scheduled}`,
  'needs you': '/resolve',
  receipt: `/receipts/${made.publishedTarget}`,
  library: '/library',
  templates: '/templates',
  accounts: '/connections',
  'setup of X': '/connections/setup/x',
  'setup of Facebook': '/connections/setup/facebook',
  activity: '/activity',
  settings: '/settings',
  'new post': '/studio',
  'edit post': `/studio/${made.draft}`,
  'no such page': '/nowhere',
});

async function show(window: Page, path: string, theme: Theme): Promise<void> {
  await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await window.goto(new URL(path, window.url()).href);
  await window.getByRole('main').getByRole('heading').first().waitFor();
  await expect(window.locator('[aria-busy=true]')).toHaveCount(0);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is accessible with something in it, ${theme}`, async ({ window, practice }) => {
    await connectAll(window);
    const made = await furnish(window, practice);
    for (const [name, path] of Object.entries(screens(made))) {
      await show(window, path, theme);
      await expectAccessible(window, `${name}, ${theme}`);
    }
  });
}

test('every screen is accessible before there is anything', async ({ window }) => {
  const empty = { draft: '', scheduled: '', publishedTarget: '' };
  for (const [name, path] of Object.entries(screens(empty))) {
    if (path.endsWith('/')) continue;
    await show(window, path, 'light');
    await expectAccessible(window, `${name}, empty`);
  }
});

test('the drawer, the command menu and the help are accessible', async ({ window }) => {
  await connectAll(window);
  for (const theme of ['light', 'dark'] as const) {
    await show(window, '/calendar', theme);
    await window.keyboard.press('n');
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectAccessible(window, `drawer, ${theme}`);
    await window.keyboard.press('Escape');
    await window.keyboard.press('ControlOrMeta+k');
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectAccessible(window, `command menu, ${theme}`);
    await window.keyboard.press('Escape');
    await window.keyboard.press('?');
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectAccessible(window, `help, ${theme}`);
    await window.keyboard.press('Escape');
  }
});

test('no screen scrolls sideways in a small window or at 200 % zoom', async ({ window, practice }) => {
  await connectAll(window);
  const made = await furnish(window, practice);
  for (const size of [
    { width: 960, height: 640 },
    { width: 640, height: 400 },
  ]) {
    await window.setViewportSize(size);
    for (const [name, path] of Object.entries(screens(made))) {
      await show(window, path, 'light');
      const over = await window.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(over, `${name} at ${size.width}`).toBe(0);
    }
  }
});
