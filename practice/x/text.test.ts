import { describe, expect, it } from 'vitest';
import vectors from './counting.json' with { type: 'json' };
import { findUrls, weightedLength } from './text.ts';

describe('weighted length', () => {
  it.each(vectors)('counts $text as $weight', ({ text, weight }) => {
    expect(weightedLength(text)).toBe(weight);
  });
});

describe('links', () => {
  it('ends a link before the punctuation of the sentence', () => {
    expect(findUrls('Look: https://example.com/x, or example.com.').map(({ url }) => url)).toEqual([
      'https://example.com/x',
      'example.com',
    ]);
  });

  it('leaves mail addresses, tags and mentions alone', () => {
    expect(findUrls('a@b.com #example.com @example.com $example.com')).toEqual([]);
  });
});
