import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { urlsIn } from './find-urls.ts';
import { findUrls } from './twitter-text.ts';

test('URLs are found where X will put a link', () => {
  expect(urlsIn('see example.com/mug, or https://shop.example.org.')).toEqual([
    { start: 4, end: 19 },
    { start: 24, end: 48 },
  ]);
});

test('looking at words alone finds what looking at the whole text does', () => {
  const words = [
    'example.com',
    'https://shop.example.org/a?b=1&c=2',
    'etsy.me',
    '日本.jp',
    'bücher.de',
    'a@b.com',
  ];
  const marks = ['1.000', 'e.g.', '.', '..', '(', ')', ',', '/', '#', '$', '@', '-', '_', 'mug', '好', '🐱'];
  const spaces = [' ', '\n', '\u{a0}', '\u{3000}', '\u{2028}', '\u{85}'];
  const pieces = fc.constantFrom(...words, ...marks, ...spaces);
  const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('').normalize('NFC'));
  fc.assert(
    fc.property(text, (it) => {
      expect(urlsIn(it)).toEqual(findUrls(it).map(({ indices: [start, end] }) => ({ start, end })));
    }),
    { numRuns: 3000 },
  );
});
