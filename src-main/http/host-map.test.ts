import { expect, test } from 'vitest';
import { mapForBrowser, mapUrl, parseHostMap } from './host-map.ts';

const map = (entries: Record<string, string>) => parseHostMap(JSON.stringify(entries));

test('sends a platform to the loopback address, keeping path and query as they were written', () => {
  const hosts = map({ 'https://api.x.com': 'http://127.0.0.1:4173/x/api/' });
  expect(mapUrl('https://api.x.com/2/tweets?a=1%20b&a=2', hosts)).toBe(
    'http://127.0.0.1:4173/x/api/2/tweets?a=1%20b&a=2',
  );
  expect(mapUrl('https://api.x.com:443/2/tweets', hosts)).toBe('http://127.0.0.1:4173/x/api/2/tweets');
});

test.each(['http://127.0.0.1:80', 'http://127.8.9.10:1', 'http://[::1]:5', 'http://localhost:5/a/b'])(
  'takes the loopback target %s',
  (target) => expect(map({ 'https://x.com': target }).size).toBe(1),
);

test.each([
  'http://example.com',
  'http://127.0.0.1.example.com:80',
  'http://localhost.example.com',
  'http://10.0.0.1:80',
  'http://0.0.0.0:80',
  'http://[::2]:80',
  'https://127.0.0.1:80',
  'http://user:pass@127.0.0.1:80',
  'http://127.0.0.1:80/?q=1',
  'file:///etc/passwd',
  '127.0.0.1:80',
  '',
])('refuses the target %j', (target) => {
  expect(() => map({ 'https://x.com': target })).toThrow(/not on this machine/);
});

test.each([
  'http://x.com',
  'https://x.com/',
  'https://x.com/2',
  'https://user@x.com',
  'x.com',
  'https://X.com',
])('refuses the key %j, which is not an origin', (key) =>
  expect(() => map({ [key]: 'http://127.0.0.1:1' })).toThrow(/is not the origin of a platform/),
);

test.each(['', 'nonsense', '[]', '{"https://x.com": 5}', 'null', '{}'])(
  'refuses %j, which is not a map',
  (text) => {
    expect(() => parseHostMap(text)).toThrow(/must be a JSON object/);
  },
);

test('a platform without a stand-in is never called, while a help page still opens in the browser', () => {
  const hosts = map({ 'https://x.com': 'http://127.0.0.1:4173/x/web' });
  expect(() => mapUrl('https://graph.facebook.com/me', hosts)).toThrow(/no practice stand-in/);
  expect(mapForBrowser('https://developer.x.com/en', hosts)).toBe('https://developer.x.com/en');
  expect(mapForBrowser('https://x.com/i/status/1#m', hosts)).toBe('http://127.0.0.1:4173/x/web/i/status/1#m');
  expect(mapForBrowser('https://x.com/i/status/1', null)).toBe('https://x.com/i/status/1');
});
