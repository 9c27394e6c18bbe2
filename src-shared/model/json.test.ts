import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, parseJson, sha256 } from './json.ts';

describe('parsing', () => {
  test.each([
    ['{"id":922337203685477001}', { id: '922337203685477001' }],
    ['{"id":-922337203685477001}', { id: '-922337203685477001' }],
    ['[9007199254740991,9007199254740992]', [9007199254740991, '9007199254740992']],
    ['{"a":{"b":[1990000000000000001]}}', { a: { b: ['1990000000000000001'] } }],
    [
      '{"rate":0.1,"big":1e21,"text":"922337203685477001"}',
      { rate: 0.1, big: 1e21, text: '922337203685477001' },
    ],
  ])('%s keeps every id exact and everything else as it is', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test('of what is no JSON fails', () => {
    expect(() => parseJson('<html>')).toThrow(SyntaxError);
  });
});

describe('the canonical form', () => {
  test('is the same however the keys came', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
    expect(canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] })).toBe(
      canonicalJson({ b: [{ d: 1, c: null }], a: 'x' }),
    );
  });

  test('loses nothing: it reads as what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('tells lists in another order apart', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});

test('SHA-256, by the example of FIPS 180', async () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256('abc')).toBe(digest);
  expect(await sha256(new TextEncoder().encode('abc'))).toBe(digest);
});
