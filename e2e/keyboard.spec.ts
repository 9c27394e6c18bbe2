import { press, tabTo } from './support/keyboard.ts';
import { photo } from './support/photos.ts';
import { expect, test } from './support/stage.ts';

test('the main job works by keyboard alone: connect, write, plan, find on the calendar, publish', async ({
  window,
  practice,
}) => {
  const { keyboard } = window;
  await keyboard.press('g');
  await keyboard.press('a');
  await press(window, window.getByRole('button', { name: 'Connect an account of X' }));
  await press(window, window.getByRole('button', { name: 'Open X' }));
  const [consent] = await Promise.all([
    window.waitForEvent('popup'),
    press(window, window.getByRole('link', { name: 'Open the consent page' })),
  ]);
  await press(consent, consent.getByRole('button', { name: 'Authorize app' }));
  await consent.getByRole('heading', { name: 'Done' }).waitFor();
  await consent.close();
  await press(window, window.getByRole('button', { name: 'Done' }));

  await keyboard.press('n');
  const form = window.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Caption' })).toBeFocused();
  await keyboard.type('Written without a mouse');
  const [chooser] = await Promise.all([
    window.waitForEvent('filechooser'),
    press(window, form.getByRole('button', { name: 'Add files' })),
  ]);
  await chooser.setFiles([await photo('mug.jpg', '#3f6ad8'), await photo('mug-side.jpg', '#e0a458')]);
  const account = form.getByRole('region', { name: 'Accounts' }).getByRole('checkbox');
  await tabTo(window, account);
  if (!(await account.isChecked())) await keyboard.press('Space');
  await press(window, form.getByRole('button', { name: 'In 1 hour' }), 'Space');
  await expect(form.getByText('Fits everywhere')).toBeVisible();
  await press(window, form.getByRole('button', { name: /^Schedule for/ }));
  await expect(form).toBeHidden();

  await keyboard.press('g');
  await keyboard.press('c');
  const card = window.getByRole('button', { name: /Written without a mouse/ });
  await card.first().waitFor();
  await tabTo(window, window.getByRole('button', { name: /, today/ }));
  // An hour from now may be tomorrow.
  const today = window.getByRole('gridcell').filter({ has: window.getByRole('button', { name: /, today/ }) });
  if ((await today.filter({ has: card }).count()) === 0) await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(card.first()).toBeFocused();
  await keyboard.press('Enter');

  const preview = window.getByRole('dialog');
  await press(window, preview.getByRole('button', { name: 'Edit' }));
  await press(window, window.getByRole('dialog').getByRole('button', { name: 'Post now' }));
  await expect(window.getByRole('button', { name: 'Yes, post now' })).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => practice.control.posts().length, { timeout: 60_000 }).toBe(1);
  await expect(window.getByText('Published').first()).toBeVisible();
});
