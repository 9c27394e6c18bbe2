import { expect, it } from 'vitest';
import { wholeAddress } from './option-fields.tsx';

it('makes a whole address of what people type, and leaves alone what it is not sure of', () => {
  expect(wholeAddress(' shop.example/mug?size=2 ')).toBe('https://shop.example/mug?size=2');
  expect(wholeAddress('https://shop.example')).toBe('https://shop.example');
  expect(wholeAddress('http://shop.example')).toBe('http://shop.example');
  expect(wholeAddress('my shop')).toBe('my shop');
  expect(wholeAddress('')).toBe('');
});
