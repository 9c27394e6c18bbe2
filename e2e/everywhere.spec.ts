import type { Locator, Page } from '@playwright/test';
import { connect } from './support/accounts.ts';
import { compose } from './support/compose.ts';
import { clip, photo } from './support/photos.ts';
import { expect, test } from './support/stage.ts';

/** Every platform, and what its consent page has one press to agree. */
const platforms = {
  X: 'Authorize app',
  Facebook: /Continue/,
  Instagram: /Continue/,
  LinkedIn: 'Allow',
  Pinterest: 'Give access',
  YouTube: 'Continue',
  TikTok: 'Continue',
} as const;

const choose = async (window: Page, control: Locator, option: string) => {
  await control.click();
  await window.getByRole('option', { name: option, exact: true }).click();
};
const only = (form: Locator, platform: string) =>
  form.getByRole('group', { name: new RegExp(`Only on ${platform}`) });

async function fillInPinterest(window: Page, form: Locator): Promise<void> {
  const pinterest = only(form, 'Pinterest');
  await expect(form.getByText('Choose the board that the Pin goes on.').first()).toBeVisible();
  await choose(window, pinterest.getByRole('combobox', { name: 'Board' }), 'Mugs');
}

async function fillInTikTok(window: Page, form: Locator): Promise<void> {
  const tiktok = only(form, 'TikTok');
  await choose(window, tiktok.getByRole('combobox', { name: 'Who may see it' }), 'Everyone');
  await tiktok.getByRole('checkbox', { name: /Music Usage Confirmation/ }).check();
}

test('three photos and one video go everywhere that takes them, and every feed shows them', async ({
  window,
  practice,
}) => {
  test.setTimeout(240_000);
  for (const [platform, agree] of Object.entries(platforms)) await connect(window, platform, agree);
  const seen = (text: string) =>
    [
      ...new Set(
        practice.control
          .posts()
          .filter((post) => post.text.includes(text))
          .map(({ platform }) => platform),
      ),
    ].toSorted();

  const photos = ['#3f6ad8', '#e0a458', '#3a7d44'].map((colour, index) => photo(`mug-${index}.jpg`, colour));
  await compose(window, 'Three mugs from one kiln', {
    files: await Promise.all(photos),
    more: async (form) => {
      for (const account of await form
        .getByRole('region', { name: 'Accounts' })
        .getByRole('checkbox', { name: /YouTube/ })
        .all())
        await account.uncheck();
      await fillInPinterest(window, form);
      await fillInTikTok(window, form);
    },
  });
  await postNow(window);
  const withPhotos = ['facebook', 'instagram', 'linkedin', 'pinterest', 'tiktok', 'x'];
  await expect.poll(() => seen('Three mugs'), { timeout: 120_000 }).toEqual(withPhotos);

  await compose(window, 'How one mug is made', {
    files: [await clip('mug.mp4')],
    more: async (form) => {
      await fillInPinterest(window, form);
      await fillInTikTok(window, form);
      await only(form, 'YouTube').getByRole('textbox', { name: 'Title' }).fill('One mug');
    },
  });
  await postNow(window);
  await expect
    .poll(() => seen('How one mug'), { timeout: 120_000 })
    .toEqual([...withPhotos, 'youtube'].toSorted());

  const feed = await window.context().newPage();
  await feed.goto(`${practice.origin}/`);
  await expect(feed.getByText('How one mug is made').first()).toBeVisible();
  for (const text of ['Three mugs', 'How one mug']) {
    const posts = practice.control.posts().filter((post) => post.text.includes(text));
    const accounts = posts.map(({ platform, account }) => `${platform} ${account.id}`);
    expect(accounts, 'one post an account').toEqual([...new Set(accounts)]);
  }
});

async function postNow(window: Page): Promise<void> {
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();
  await expect(window.getByRole('dialog')).toBeHidden();
}
