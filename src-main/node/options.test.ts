import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('reads the options', () => {
  expect(parseOptions([])).toEqual({
    help: false,
    practice: false,
    open: true,
    home: undefined,
    port: undefined,
  });
  expect(parseOptions(['--practice', '--no-open', '--home', '/x', '--port=80', '--browser'])).toMatchObject({
    practice: true,
    open: false,
    home: '/x',
    port: 80,
  });
});

test.each([['--prot', '80'], ['--port', '0'], ['--port', '80x'], ['--port', '65536'], ['stray']])(
  'refuses %j %j with a sentence',
  (...args) => expect(() => parseOptions(args)).toThrow(/--/),
);
