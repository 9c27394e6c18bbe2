import { expect, it } from 'vitest';
import { emptyDraft, withTarget } from './draft.ts';
import { differences } from './draft-differences.ts';

const shop = '0197a000-0000-7000-8000-000000000001';
const page = '0197a000-0000-7000-8000-000000000002';
const names = { account: (id: string) => (id === shop ? 'Shop' : 'Page'), media: (id: string) => id };

it('shows only what two versions say differently, in the words of the form', () => {
  const base = { ...emptyDraft([shop, page]), caption: 'Mug' };
  const mine = withTarget({ ...base, caption: 'Blue mug' }, page, (target) => ({
    ...target,
    options: { link: 'https://shop.example' },
  }));
  const theirs = { ...base, tone: 'playful' as const, targets: base.targets };
  expect(differences(mine, theirs, names)).toEqual([
    { label: 'Caption', mine: 'Blue mug', theirs: 'Mug' },
    { label: 'Link for Page', mine: 'https://shop.example', theirs: '' },
    { label: 'Tone', mine: '', theirs: 'playful' },
  ]);
  expect(differences(base, base, names)).toEqual([]);
});

it('names accounts and files that one version has and the other has not', () => {
  const mine = { ...emptyDraft([shop]), media: [{ mediaId: 'mug.jpg', altText: 'A mug' }] };
  expect(differences(mine, emptyDraft([shop, page]), names)).toEqual([
    { label: 'Photos and videos', mine: 'mug.jpg (A mug)', theirs: '' },
    { label: 'Accounts', mine: 'Shop', theirs: 'Page, Shop' },
  ]);
});
