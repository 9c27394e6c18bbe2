import { describe, expect, it } from 'vitest';
import { emptyDraft, isBlank, sameDraft, textFor, toggled, withOption, withTarget } from './draft.ts';

const shop = '0197a000-0000-7000-8000-000000000001';
const page = '0197a000-0000-7000-8000-000000000002';

describe('a draft', () => {
  it('with chosen accounts only is not worth keeping; a word, a photo or a link is', () => {
    const blank = emptyDraft([shop]);
    expect(isBlank(blank)).toBe(true);
    expect(isBlank({ ...blank, caption: '  \n' })).toBe(true);
    expect(isBlank({ ...blank, caption: 'M' })).toBe(false);
    expect(isBlank({ ...blank, media: [{ mediaId: shop, altText: '' }] })).toBe(false);
    expect(isBlank(withTarget(blank, shop, (target) => ({ ...target, captionOverride: 'Only here' })))).toBe(
      false,
    );
  });

  it('gives an account its own caption and the common one to the others', () => {
    const draft = withTarget({ ...emptyDraft([shop, page]), caption: 'For all' }, page, (target) => ({
      ...target,
      captionOverride: 'For the page',
    }));
    expect(draft.targets.map((target) => textFor(draft, target))).toEqual(['For all', 'For the page']);
  });

  it('is the same after an account was chosen and let go, or a link typed and cleared', () => {
    const draft = emptyDraft([shop]);
    expect(sameDraft(toggled(toggled(draft, page), page), draft)).toBe(true);
    const options = withOption(withOption({}, 'link', 'https://shop.example'), 'link', '');
    expect(options).toEqual({});
  });
});
