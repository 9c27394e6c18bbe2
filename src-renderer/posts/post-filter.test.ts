import { expect, it } from 'vitest';
import { isFiltered, listInput, readFilter, writeFilter } from './post-filter.ts';

it('survives the address', () => {
  const filter = { state: 'needs-you', platform: 'x', search: 'blue mug' } as const;
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({ search: '' }).toString()).toBe('');
});

it('ignores what an address should not say', () => {
  const filter = readFilter(new URLSearchParams('state=nonsense&platform=myspace&trash=perhaps&search=mug'));
  expect(listInput(filter, undefined)).toEqual({ search: 'mug' });
});

it('counts the trash as another list, not as a filter', () => {
  expect(isFiltered({ trash: 'true' })).toBe(false);
  expect(isFiltered({ platform: 'facebook' })).toBe(true);
  expect(listInput({ trash: 'true' }, 'next')).toEqual({ trash: true, cursor: 'next' });
});
