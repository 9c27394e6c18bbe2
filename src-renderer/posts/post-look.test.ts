import { expect, test } from 'vitest';
import { labelsOf } from './post-look.tsx';

test('a post is shown with the label its platform will give it', () => {
  expect(labelsOf({})).toEqual([]);
  expect(labelsOf({ yourBrand: true })).toEqual(['Promotional content']);
  expect(labelsOf({ yourBrand: true, brandedContent: true })).toEqual(['Paid partnership']);
  expect(labelsOf({ asDraft: true, yourBrand: true })).toEqual([
    'Goes as a draft into the inbox of the app, without this caption',
  ]);
});
