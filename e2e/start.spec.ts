import { Desktop } from './support/desktop.ts';
import { expect, openWindow, test } from './support/stage.ts';

test('with --practice accounts can be connected at once, and a next start has the same address', async ({
  home,
  page,
}) => {
  const first = await Desktop.start(home, null);
  await openWindow(first, page);
  await expect(page.getByText('Practice: posts go to pretend platforms')).toBeVisible();
  await page.getByRole('link', { name: 'Accounts' }).click();
  for (const platform of ['X', 'Facebook']) {
    await expect(page.getByRole('button', { name: `Connect an account of ${platform}` })).toBeVisible();
  }
  const feed = first.printed.find((line) => /^ +http:\/\/127\.0\.0\.1:\d+\/$/.test(line))?.trim() ?? '';
  expect((await page.request.get(feed)).status()).toBe(200);
  expect(await first.stop()).toBe(0);

  const second = await Desktop.start(home, null);
  expect(second.origin).toBe(first.origin);
  await openWindow(second, page);
  expect(await second.stop()).toBe(0);
});
