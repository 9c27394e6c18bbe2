import { expect, type Locator, type Page } from '@playwright/test';

/** Further than anything that is worth reaching. */
const furthest = 120;

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  const target = element.first();
  await target.waitFor();
  for (let presses = 0; presses < furthest; presses++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not get to ${element}`);
}

/** Gets there by Tab and presses. The focus must be seen where it is. */
export async function press(page: Page, element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, element);
  expect(await isMarked(element.first()), `the focus on ${element} can be seen`).toBe(true);
  await page.keyboard.press(key);
}

const hasFocus = (element: Locator) => element.evaluate((one) => one === document.activeElement);

/** An outline or a ring. */
const isMarked = (element: Locator) =>
  element.evaluate((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
