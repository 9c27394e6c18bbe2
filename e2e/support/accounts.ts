import { expect, type Page } from '@playwright/test';

/** Connects the first practice account of X and every Page on Facebook, by the consent pages a seller sees. */
export async function connectAll(window: Page): Promise<void> {
  await connect(window, 'X', 'Authorize app');
  await connect(window, 'Facebook', /Continue/);
}

/** Connects the first practice account of a platform, and all that its consent covers. */
export async function connect(window: Page, platform: string, agree: string | RegExp): Promise<void> {
  await window.getByRole('link', { name: 'Accounts' }).click();
  await window.getByRole('button', { name: `Connect an account of ${platform}` }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: `Open ${platform}` }).click();
  // The tests' desktop opens no browser by itself, so the window offers the page as a link.
  const [consent] = await Promise.all([
    window.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'Open the consent page' }).click(),
  ]);
  await consent.getByRole('button', { name: agree }).click();
  // A tab that is closed while it still loads may never report that it is gone.
  await consent.getByText('You can close this tab').waitFor();
  await consent.close();
  const choose = dialog.getByRole('button', { name: /^Connect( \d+ accounts)?$/ });
  const done = dialog.getByRole('button', { name: 'Done' });
  await expect(choose.or(done)).toBeVisible();
  if (await choose.isVisible()) await choose.click();
  await done.click();
}
