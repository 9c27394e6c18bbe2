import { expect, it } from 'vitest';
import { emptyDraft, withTarget } from './draft.ts';
import { COMMON, tabOf } from './use-place.ts';

const shop = '0197a000-0000-7000-8000-000000000001';
const page = '0197a000-0000-7000-8000-000000000002';

it('opens the caption that counts for the account a remark is about', () => {
  const draft = withTarget(emptyDraft([shop, page]), page, (target) => ({
    ...target,
    captionOverride: 'Own',
  }));
  expect(tabOf({ field: 'caption', connectionId: shop }, draft)).toBe(COMMON);
  expect(tabOf({ field: 'caption', connectionId: page }, draft)).toBe(page);
  expect(tabOf({ field: 'thread.1', connectionId: shop }, draft)).toBe(shop);
});

it('leaves the captions alone for what all accounts share', () => {
  const draft = emptyDraft([shop]);
  expect(tabOf({ field: 'media.0', connectionId: shop }, draft)).toBeNull();
  expect(tabOf({ field: 'when', connectionId: null }, draft)).toBeNull();
  expect(tabOf({ field: 'account', connectionId: shop }, draft)).toBeNull();
});
