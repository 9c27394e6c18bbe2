import { expect, it, test } from 'vitest';
import { withAllowance } from './creator-fields.tsx';
import { millisecondsOf } from './seconds-option.tsx';

it('allows nothing that was not ticked, and leaves no trace of a tick that was taken away', () => {
  const one = withAllowance({ privacy: 'SELF_ONLY' }, 'comment', true);
  expect(one).toEqual({ privacy: 'SELF_ONLY', allow: ['comment'] });
  const two = withAllowance(one, 'duet', true);
  expect(withAllowance(two, 'duet', true)).toEqual({ privacy: 'SELF_ONLY', allow: ['comment', 'duet'] });
  expect(withAllowance(withAllowance(two, 'comment', false), 'duet', false)).toEqual({
    privacy: 'SELF_ONLY',
  });
});

test.each([
  ['1.2', 1200],
  ['0', 0],
  ['', undefined],
  ['-1', undefined],
])('the moment "%s" of a video', (typed, ms) => expect(millisecondsOf(typed)).toBe(ms));
