import sharp from 'sharp';
import { expectAccessible } from './support/accessible.ts';
import { connect } from './support/accounts.ts';
import { compose } from './support/compose.ts';
import { photo } from './support/photos.ts';
import { expect, test } from './support/stage.ts';

/** A photo as a browser saves it, which Pinterest does not take, of another shape than the others. */
async function webp(name: string, colour = '#7a4fd0') {
  const { buffer } = await photo(name, colour);
  const bytes = await sharp(buffer).resize(800, 800).webp().toBuffer();
  return { name, mimeType: 'image/webp', buffer: bytes };
}

test('photos that a platform does not take are fitted to it, and what was previewed is what goes out', async ({
  window,
  practice,
}) => {
  await connect(window, 'Pinterest', 'Give access');
  const files = [await photo('mug.jpg', '#3f6ad8'), await webp('mug.webp')];
  await compose(window, 'Two mugs', {
    files,
    more: async (form) => {
      await form.getByRole('combobox', { name: 'Board' }).click();
      await window.getByRole('option', { name: 'Mugs' }).click();
      const accounts = form.getByRole('region', { name: 'Accounts' });
      await expect(
        accounts.getByText('Photo 2 of 2 is a WebP file. Pinterest takes JPEG and PNG.'),
      ).toBeVisible();

      await accounts.getByRole('button', { name: 'Fit for Pinterest : photo 2' }).click();
      const dialog = window.getByRole('dialog', { name: 'Fit photo 2 for Pinterest' });
      await expect(dialog.getByText('Then: 1200 × 900, JPEG')).toBeVisible();
      const sight = dialog.getByRole('button', { name: /What stays in sight/ });
      await sight.focus();
      await sight.press('ArrowUp');
      await expect(dialog.getByRole('status')).toHaveText(
        'What stays in sight: 50% from the left, 48% from the top',
      );
      await expectAccessible(window, 'the dialog that fits a photo');
      await dialog.getByRole('button', { name: 'Use this for Pinterest' }).click();

      await expect(accounts.getByText('Photo 2 is fitted: 1200 × 900 pixels.')).toBeVisible();
      await expect(form.getByText('Photo 2 is fitted for Pinterest.')).toBeVisible();
      await accounts.getByRole('button', { name: 'Use the original again : photo 2' }).click();
      await expect(accounts.getByRole('button', { name: 'Fit for Pinterest : photo 2' })).toBeVisible();
      await form.getByRole('button', { name: 'Undo' }).click();
    },
  });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();
  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(1);
  const [pin] = practice.control.posts({ platform: 'pinterest' });
  expect(pin).toMatchObject({ text: 'Two mugs' });
});

test('several photos are fitted at once, for the account that needs it only', async ({
  window,
  practice,
}) => {
  await window.emulateMedia({ colorScheme: 'dark' });
  await connect(window, 'LinkedIn', 'Allow');
  await connect(window, 'X', 'Authorize app');
  await compose(window, 'Mugs as WebP', {
    files: [await webp('one.webp'), await webp('two.webp', '#2a9d5c')],
    more: async (form) => {
      const accounts = form.getByRole('region', { name: 'Accounts' });
      await expect(
        accounts.getByText('Photo 1 of 2 is a WebP file. LinkedIn takes JPEG, PNG and GIF.'),
      ).toBeVisible();
      await accounts.getByRole('button', { name: 'Fit for LinkedIn : photo 2' }).click();
      const dialog = window.getByRole('dialog', { name: 'Fit photo 2 for LinkedIn' });
      await expect(dialog.getByText('Then: 800 × 800, JPEG')).toBeVisible();
      await expectAccessible(window, 'the dialog that fits a photo, in the dark');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await accounts.getByRole('button', { name: 'Fit all 2 photos' }).click();
      await expect(accounts.getByText(/is fitted: 800 × 800 pixels/)).toHaveCount(2);
    },
  });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();
  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(2);
});
