import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownText } from '#practice/linkedin/little-text.ts';
import { fromLittleText, toLittleText } from './little-text.ts';

describe('text for LinkedIn', () => {
  test.each([
    ['New mugs (speckled)', String.raw`New mugs \(speckled\)`],
    ['|{}@[]()<>#\\*_~', String.raw`\|\{\}\@\[\]\(\)\<\>\#\\\*\_\~`],
    ['#pottery and #töpfern2026', '#pottery and #töpfern2026'],
    ['(#mugs)', String.raw`\(#mugs\)`],
    ['#shop_small', String.raw`#shop\_small`],
    ['#1 in C# for ##all', String.raw`\#1 in C\# for \#\#all`],
    ['#2026mugs', '#2026mugs'],
    ['https://shop.example/#top?a=#b', String.raw`https://shop.example/\#top?a=\#b`],
    ['mara@shop.example', String.raw`mara\@shop.example`],
    ['By @[Mara Lind](urn:li:person:Ab1_cD2)!', 'By @[Mara Lind](urn:li:person:Ab1_cD2)!'],
    ['@[Mara](https://x.example)', String.raw`\@\[Mara\]\(https://x.example\)`],
    [String.raw`5 \(five\)`, String.raw`5 \\\(five\\\)`],
    ['👩‍🎨 café العربية 日本', '👩‍🎨 café العربية 日本'],
  ])('%s', (text, littleText) => {
    expect(toLittleText(text)).toBe(littleText);
    expect(fromLittleText(littleText)).toBe(text);
  });

  const pieces = fc.constantFrom(
    ...'|{}@[]()<>#\\*_~',
    '#tag',
    ' ',
    'a',
    '1',
    '\n',
    '🏺',
    'é',
    '_x',
    'https://a.example/#b',
    'urn:li:person:1',
    '(urn:li:person:a)',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((some) => some.join('')),
  );

  test('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(texts, (text) => fromLittleText(toLittleText(text)) === text),
      { numRuns: 5000 },
    );
  });

  test('is read to its end, whatever it is', () => {
    fc.assert(
      fc.property(
        texts,
        (text) =>
          shownText(toLittleText(text)) ===
          text.replace(/@\[([^|{}@[\]()<>#\\*_~]+)\]\(urn:li:person:a\)/g, '$1'),
      ),
      { numRuns: 5000 },
    );
  });
});
