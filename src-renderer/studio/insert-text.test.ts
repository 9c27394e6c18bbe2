import { expect, it } from 'vitest';
import { inserted } from './insert-text.ts';

it('puts a template where the caret is, apart from the words around it', () => {
  expect(inserted('', '#mug', 0, 0)).toEqual({ text: '#mug', caret: 4 });
  expect(inserted('Blue mug', '#mug', 8, 8).text).toBe('Blue mug\n\n#mug');
  expect(inserted('Blue mug\n', '#mug', 9, 9).text).toBe('Blue mug\n#mug');
  expect(inserted('One two', '-', 4, 4)).toEqual({ text: 'One \n\n-\n\ntwo', caret: 7 });
});

it('replaces what is selected', () => {
  expect(inserted('Blue mug', 'Red cup', 0, 8).text).toBe('Red cup');
});
