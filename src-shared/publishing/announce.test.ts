import { expect, test } from 'vitest';
import { announce } from './announce.ts';
import { claimOf, NOW } from './claim.suite.ts';

const published = {
  to: 'published',
  remoteId: '7',
  permalink: null,
  publishedAt: NOW,
  verifyAt: null,
} as const;

test('a post that came out whole needs no notice', () => {
  expect(announce(claimOf(), { ...published, shortfalls: [] }, 'YouTube')?.notice).toBeNull();
});

test('a post that came out without all that belongs to it is a warning, and stays published', () => {
  const shortfalls = ['The video is out without its thumbnail.', 'The first comment is missing.'];
  const told = announce(claimOf(), { ...published, shortfalls }, 'YouTube');
  expect(told?.audit.action).toBe('target.published');
  expect(told?.notice).toMatchObject({
    level: 'warn',
    title: expect.stringMatching(/^Published, but not all of it: .* on YouTube$/),
    text: 'The video is out without its thumbnail. The first comment is missing.',
    action: null,
  });
});

test('what the seller has to finish at the platform is said not to be out', () => {
  const told = announce(claimOf(), { ...published, leftToSeller: 'It waits in the app.' }, 'TikTok');
  expect(told?.audit.summary).toMatch(/^Handed over to .* on TikTok\. It waits in the app\.$/);
  expect(told?.notice).toMatchObject({
    title: expect.stringMatching(/^Waiting for you: .* on TikTok$/),
    text: 'It waits in the app.',
  });
});
