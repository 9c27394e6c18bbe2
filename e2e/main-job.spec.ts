import { connectAll } from './support/accounts.ts';
import { compose, scheduleForNextMinute, scheduleIn } from './support/compose.ts';
import { callApi, expect, openWindow, test } from './support/stage.ts';

/** One of X, two Pages on Facebook. */
const accounts = 3;

test('a seller connects two accounts, plans a post with two photos, and sees it out on time with its receipt', async ({
  window,
  practice,
}) => {
  await connectAll(window);
  await compose(window, 'A mug for cold mornings #handmade');
  const due = await scheduleForNextMinute(window);

  await expect.poll(() => practice.control.posts().length, { timeout: 90_000 }).toBe(accounts);
  for (const post of practice.control.posts()) {
    expect(post).toMatchObject({ state: 'public', text: 'A mug for cold mornings #handmade' });
    expect(post.media.map(({ kind }) => kind)).toEqual(['photo', 'photo']);
    expect(post.createdAt - due).toBeLessThan(60_000);
    expect(post.createdAt).toBeGreaterThanOrEqual(due);
  }

  const feed = await window.context().newPage();
  await feed.goto(`${practice.origin}/`);
  await expect(feed.getByText('A mug for cold mornings')).toHaveCount(accounts);

  await window.getByRole('link', { name: 'Posts' }).click();
  await window.getByText('A mug for cold mornings').first().click();
  await window
    .getByRole('link', { name: /receipt/i })
    .first()
    .click();
  await expect(window.getByText('Published').first()).toBeVisible();
});

test('a desktop that dies while posts wait or leave publishes each exactly once when it is back', async ({
  window,
  desktop,
  start,
  practice,
  page,
}) => {
  await connectAll(window);
  await compose(window, 'Before the power cut');
  await scheduleIn(window, 5);
  await desktop.kill();
  const second = await start();
  await openWindow(second, page);
  await expect.poll(() => practice.control.posts().length, { timeout: 30_000 }).toBe(accounts);

  // And once more just while it is being sent: the platforms have the posts, the desktop never hears of them.
  const during = () => practice.control.posts().filter(({ text }) => text === 'During the power cut').length;
  await compose(page, 'During the power cut');
  for (const [platform, times] of [['x', 1] as const, ['facebook', 2] as const])
    practice.control.addFault({ platform, kind: 'timeout-after-accept', on: 'publish', times });
  await scheduleIn(page, 3);
  await expect.poll(during, { timeout: 30_000, intervals: [50] }).toBe(accounts);
  await second.kill();
  const third = await start();
  await openWindow(third, page);
  // Each is found where it is; none is sent again.
  const newest = async () => {
    const path = '/api/posts?limit=1';
    const { items } = await callApi<{ items: { targets: { state: string }[] }[] }>(page, 'GET', path);
    return items[0]?.targets.map(({ state }) => state);
  };
  await expect.poll(newest, { timeout: 90_000 }).toEqual(['published', 'published', 'published']);
  await page.getByRole('link', { name: 'Posts' }).click();
  await expect(page.getByText('During the power cut')).toBeVisible();
  const made = practice.control.posts().map(({ account, text }) => `${account.id}: ${text}`);
  expect(made).toHaveLength(2 * accounts);
  expect(new Set(made).size).toBe(2 * accounts);
});
