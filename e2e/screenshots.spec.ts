import { join } from 'node:path';
import { connectAll } from './support/accounts.ts';
import { furnish } from './support/furnish.ts';
import { expect, test } from './support/stage.ts';

const images = join(import.meta.dirname, '..', 'docs', 'images');

test('takes the pictures of the README', async ({ window, practice }) => {
  test.skip(
    process.env.PICSCRIPTER_SCREENSHOTS !== '1',
    'only on request: PICSCRIPTER_SCREENSHOTS=1 writes docs/images',
  );
  await connectAll(window);
  const made = await furnish(window, practice);
  for (const theme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [name, path] of [
      ['calendar', '/calendar'],
      ['studio', `/studio/${made.scheduled}`],
      ['receipt', `/receipts/${made.publishedTarget}`],
    ]) {
      await window.goto(new URL(path ?? '', window.url()).href);
      await window.getByRole('main').getByRole('heading').first().waitFor();
      await expect(window.locator('[aria-busy=true]')).toHaveCount(0);
      await window.waitForLoadState('networkidle').catch(() => {});
      await window.screenshot({ path: join(images, `${name}-${theme}.png`) });
    }
  }
});
