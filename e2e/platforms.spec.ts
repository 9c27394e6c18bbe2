import { connect } from './support/accounts.ts';
import type { Locator } from '@playwright/test';
import { compose } from './support/compose.ts';
import { clip, photo } from './support/photos.ts';
import { expect, test } from './support/stage.ts';

test('a post with two photos goes to LinkedIn and Pinterest, each with what only it has', async ({
  window,
  practice,
}) => {
  await connect(window, 'LinkedIn', 'Allow');
  await connect(window, 'Pinterest', 'Give access');

  const fillIn = async (form: Locator) => {
    await expect(form.getByText('Choose the board that the Pin goes on.').first()).toBeVisible();
    await form.getByRole('combobox', { name: 'Board' }).click();
    await window.getByRole('option', { name: 'Mugs' }).click();
    const pinterest = form.getByRole('group', { name: /Only on Pinterest/ });
    await pinterest.getByRole('textbox', { name: 'Title' }).fill('Speckled mugs');
    await pinterest.getByRole('textbox', { name: 'Link' }).fill('shop.example/mugs');
    const linkedIn = form.getByRole('group', { name: /Only on LinkedIn/ });
    await linkedIn.getByRole('textbox', { name: 'First comment' }).fill('In the shop from today');
  };
  await compose(window, 'Two mugs from the same clay', { more: fillIn });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();

  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(2);
  const [pin] = practice.control.posts({ platform: 'pinterest' });
  expect(pin).toMatchObject({ title: 'Speckled mugs', text: 'Two mugs from the same clay' });
  expect(pin?.link).toBe('https://shop.example/mugs');
  await expect
    .poll(() => practice.control.posts({ platform: 'linkedin' })[0]?.comments)
    .toEqual(['In the shop from today']);

  const feed = await window.context().newPage();
  await feed.goto(`${practice.origin}/`);
  await expect(feed.getByText('Two mugs from the same clay')).toHaveCount(2);
});

test('a video goes to TikTok as its seller chose', async ({ window, practice }) => {
  await connect(window, 'TikTok', 'Continue');
  const fillIn = async (form: Locator) => {
    const tiktok = form.getByRole('group', { name: /Only on TikTok/ });
    await expect(form.getByText('Choose who may see the post on TikTok.').first()).toBeVisible();
    await tiktok.getByRole('combobox', { name: 'Who may see it' }).click();
    await window.getByRole('option', { name: 'Everyone' }).click();
    await tiktok.getByRole('checkbox', { name: 'Comments' }).check();
    await expect(tiktok.getByRole('checkbox', { name: 'Stitches' })).toBeDisabled();
    await tiktok.getByRole('checkbox', { name: /Music Usage Confirmation/ }).check();
  };
  await compose(window, 'From clay to kiln', { files: [await clip('mug.mp4')], more: fillIn });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();

  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(1);
  const [video] = practice.control.posts({ platform: 'tiktok' });
  expect(video).toMatchObject({ kind: 'video', text: 'From clay to kiln' });
});

test('a video goes to YouTube with title, tags, audience and thumbnail', async ({ window, practice }) => {
  await connect(window, 'YouTube', 'Continue');
  await window.getByRole('link', { name: 'Library' }).click();
  await window.getByLabel('Add photos and videos').setInputFiles([await photo('cover.jpg', '#3a7d44')]);
  await expect(window.getByRole('img', { name: 'cover.jpg' })).toBeVisible();
  const fillIn = async (form: Locator) => {
    await form.getByRole('group', { name: 'Thumbnail' }).getByRole('button', { name: 'Choose' }).click();
    await window
      .getByRole('dialog', { name: 'From the library' })
      .getByRole('button', { name: 'cover.jpg' })
      .click();
    await expect(
      form.getByRole('group', { name: 'Thumbnail' }).getByRole('img', { name: 'cover.jpg' }),
    ).toBeVisible();
    await form.getByRole('textbox', { name: 'Title' }).fill('How a mug is made');
    await form.getByRole('textbox', { name: 'Tags' }).fill('mugs, #stoneware');
    await form.getByRole('combobox', { name: 'Made for children' }).click();
    await window.getByRole('option', { name: 'No', exact: true }).click();
  };
  await compose(window, 'From clay to kiln', { files: [await clip('mug.mp4')], more: fillIn });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();

  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(1);
  const [video] = practice.control.posts({ platform: 'youtube' });
  expect(video).toMatchObject({ title: 'How a mug is made', text: 'From clay to kiln' });
  await expect
    .poll(
      () =>
        practice.control.requests({ platform: 'youtube', path: '/upload/youtube/v3/thumbnails/set' }).length,
    )
    .toBe(1);
});

test('a video goes to Facebook as a reel with a first comment', async ({ window, practice }) => {
  await connect(window, 'Facebook', /Continue/);
  const fillIn = async (form: Locator) => {
    const facebook = form.getByRole('group', { name: /Only on Facebook/ });
    await facebook.getByRole('combobox', { name: 'Where it stands' }).click();
    await window.getByRole('option', { name: 'Reel', exact: true }).click();
    await facebook.getByRole('textbox', { name: 'First comment' }).fill('In the shop from today');
  };
  await compose(window, 'From clay to kiln', { files: [await clip('mug.mp4')], more: fillIn });
  await window.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
  await window.getByRole('button', { name: 'Yes, post now' }).click();

  await expect
    .poll(() => practice.control.posts({ platform: 'facebook' })[0], { timeout: 90_000 })
    .toMatchObject({ kind: 'reel', text: 'From clay to kiln', comments: ['In the shop from today'] });
});
