import { expectAccessible } from './support/accessible.ts';
import { connect } from './support/accounts.ts';
import { compose } from './support/compose.ts';
import { expect, test } from './support/stage.ts';

test('a seller reads on the receipt how often a post was seen and liked, by keyboard, light and dark', async ({
  window,
  practice,
}) => {
  await connect(window, 'X', 'Authorize app');
  await compose(window, 'Counted mugs');
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();
  await expect.poll(() => practice.control.posts().length, { timeout: 60_000 }).toBe(1);
  const numbers = { impression_count: 1204, like_count: 36, reply_count: 1, bookmark_count: 0 };
  practice.control.setMetrics(practice.control.posts()[0]?.id ?? '', numbers);

  await window.getByRole('link', { name: 'Posts' }).click();
  await window.getByText('Counted mugs').first().click();
  await window
    .getByRole('link', { name: /receipt/i })
    .first()
    .click();
  const part = window.getByRole('region', { name: 'Numbers' });
  await expect(part.getByText('No numbers yet')).toBeVisible();
  await part.getByRole('button', { name: 'Refresh the numbers' }).press('Enter');
  await expect(part.getByRole('listitem')).toHaveText([
    '1,204 views',
    '36 likes',
    '1 comment',
    '0 shares',
    '0 saves',
  ]);
  await expect(part.getByText('as of')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(window, `receipt with numbers, ${colorScheme}`);
  }
});
