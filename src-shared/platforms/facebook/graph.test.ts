import { expect, it } from 'vitest';
import { facebook } from './index.ts';
import { graphUrl, nextUrl, permalinkFrom } from './graph.ts';

it('names the version in every address', () => {
  expect(graphUrl('/1029/feed', { fields: 'id,permalink_url' })).toBe(
    'https://graph.facebook.com/v26.0/1029/feed?fields=id%2Cpermalink_url',
  );
});

it('follows a list only within Facebook, and takes the token out of the address', () => {
  expect(nextUrl('https://graph.facebook.com/v26.0/1/accounts?access_token=EAAB&limit=100&after=Q2x')).toBe(
    'https://graph.facebook.com/v26.0/1/accounts?limit=100&after=Q2x',
  );
  expect(nextUrl('https://graph.facebook.com.evil.example/v26.0/1/accounts?access_token=EAAB')).toBeNull();
  expect(nextUrl('http://graph.facebook.com/v26.0/1/accounts')).toBeNull();
  expect(nextUrl('/v26.0/1/accounts')).toBeNull();
});

it('knows the public address of posts and videos from their ids', () => {
  const page = { accountId: '1029', handle: 'marasclay' };
  expect(facebook.permalink(page, '1029_5566')).toBe('https://www.facebook.com/1029_5566');
  expect(facebook.permalink(page, '9001')).toBe('https://www.facebook.com/reel/9001');
});

it.each([
  ['https://www.facebook.com/marasclay/posts/1', 'https://www.facebook.com/marasclay/posts/1'],
  ['/marasclay/videos/9001/', 'https://www.facebook.com/marasclay/videos/9001/'],
  [undefined, 'https://www.facebook.com/1029_5566'],
  ['https://evil.example/', 'https://www.facebook.com/1029_5566'],
  ['//evil.example/', 'https://www.facebook.com//evil.example/'],
  ['javascript:alert(1)', 'https://www.facebook.com/1029_5566'],
  ['nonsense', 'https://www.facebook.com/1029_5566'],
])('shows %s as %s', (told, shown) => {
  expect(permalinkFrom(told, '1029_5566')).toBe(shown);
});
