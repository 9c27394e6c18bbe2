import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  // A day's name sums up the cards in it; the rule is about controls that show a label.
  const found = violations
    .map((one) =>
      one.id === 'label-content-name-mismatch'
        ? { ...one, nodes: one.nodes.filter(({ html }) => !html.includes('role="gridcell"')) }
        : one,
    )
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
  expect.soft(found, what).toEqual([]);
}
