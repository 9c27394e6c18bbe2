import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cashtagsIn, countX } from './count-x.ts';

describe('a text as X counts it', () => {
  test.each([
    ['', 0],
    ['New mugs', 8],
    // Domains without a scheme are URLs; mail addresses and unknown endings are not.
    ['example.com', 23],
    ['etsy.me/abc', 23],
    ['https://example.com/a/very/long/path/to/a/mug?with=query', 23],
    ['a@b.com', 7],
    ['foo.test', 8],
    ['Test https://test.com test https://test.com test.com test', 86],
    ['see (https://example.com/mug).', 30],
    // Signs that look like one character and weigh two, and the other way round.
    ['…', 2],
    ['→', 2],
    ['•', 2],
    ['™', 2],
    ['€', 2],
    ['₹', 2],
    ['–', 1],
    ['—', 1],
    ['‘', 1],
    ['’', 1],
    ['“', 1],
    ['”', 1],
    ['½', 1],
    ['©', 1],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    // Emoji sequences, of any length.
    ['🐱', 2],
    ['🫱🏽‍🫲🏿', 2],
    ['🐦‍🔥', 2],
    ['🧑🏽‍🚀', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
    ['1️⃣', 2],
    ['©️', 2],
    ['❤️', 2],
    // Sent without the invisible emoji-style marks.
    ['❤‍🔥', 2],
    ['🏳‍🌈', 2],
    ['#⃣', 2],
    // Numbers before an emoji stay numbers.
    ['100🐱', 5],
    ['H🐱☺', 5],
    ['\u{10000}\u{10ffff}', 4],
  ])('%s counts %i', (text, count) => {
    expect(countX(text)).toBe(count);
  });

  test('stands at the edge: 280 is 280, one more is 281', () => {
    const edge = `${'a'.repeat(256)} https://example.com/mug`;
    expect(countX(edge)).toBe(280);
    expect(countX(`${edge} `)).toBe(281);
    expect(countX('の'.repeat(140))).toBe(280);
  });

  test('is the same in composed and decomposed form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(countX(text.normalize('NFD'))).toBe(countX(text.normalize('NFC')));
      }),
      { numRuns: 300 },
    );
  });

  test('grows with every word that is added', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.stringMatching(/^[a-z]{1,8}$/),
        (text, word) => {
          expect(countX(`${text} ${word} `)).toBe(countX(`${text} `) + word.length + 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('prices are not cashtags', () => {
  expect(cashtagsIn('$25 for a mug, $TSLA and $brk.b')).toEqual(['TSLA', 'brk.b']);
});
