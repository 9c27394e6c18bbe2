import { expect, type Locator, type Page } from '@playwright/test';
import { photo } from './photos.ts';
import { callApi } from './stage.ts';

interface Composing {
  /** Left out: two photos. */
  files?: { name: string; mimeType: string; buffer: Buffer }[];
  /** Fills in what else it needs. */
  more?: (form: Locator) => Promise<void>;
}

/** Writes a post for every connected account in the drawer. */
export async function compose(window: Page, caption: string, { files, more }: Composing = {}): Promise<void> {
  await window.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'New post' }).click();
  const form = window.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Caption' }).fill(caption);
  await form
    .getByLabel('Add photos and videos')
    .setInputFiles(files ?? [await photo('mug.jpg', '#3f6ad8'), await photo('mug-side.jpg', '#e0a458')]);
  for (const account of await form.getByRole('region', { name: 'Accounts' }).getByRole('checkbox').all()) {
    await account.check();
  }
  await more?.(form);
  await expect(form.getByText('Fits everywhere')).toBeVisible();
}

/** Schedules the open post for the next full minute and waits until the form is closed. @returns the instant, ms */
export async function scheduleForNextMinute(window: Page): Promise<number> {
  const due = Math.ceil((Date.now() + 8000) / 60_000) * 60_000;
  const at = new Date(due);
  const pad = (part: number) => String(part).padStart(2, '0');
  const form = window.getByRole('dialog');
  await form.getByLabel('Day').fill(`${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`);
  await form.getByLabel('Time', { exact: true }).fill(`${pad(at.getHours())}:${pad(at.getMinutes())}`);
  await form.getByRole('button', { name: /^Schedule for/ }).click();
  await expect(form).toBeHidden();
  return due;
}

/** Saves the open post as a draft and schedules it to the second, which the form does not offer. */
export async function scheduleIn(window: Page, seconds: number): Promise<void> {
  const form = window.getByRole('dialog');
  await form.getByRole('button', { name: 'Save draft' }).click();
  await expect(form).toBeHidden();
  const { items } = await callApi<{ items: { id: string; revision: number }[] }>(
    window,
    'GET',
    '/api/posts?limit=1',
  );
  const [newest] = items;
  await callApi(window, 'POST', '/api/schedule', {
    postId: newest?.id,
    expectedRevision: newest?.revision,
    when: { at: new Date(Date.now() + seconds * 1000).toISOString() },
  });
}
