import { describe, expect, it } from 'vitest';
import type { TargetView } from '#shared/contract/posts.ts';
import { headline, punctuality } from './headline.ts';

const at = Date.parse('2026-11-24T14:30:02Z');

function target(more: Partial<TargetView>): TargetView {
  return {
    id: 't',
    postId: 'p',
    connectionId: 'c',
    platform: 'x',
    accountName: 'Mara',
    accountHandle: 'mara',
    kind: 'image',
    state: 'scheduled',
    revision: 1,
    captionOverride: null,
    options: {},
    when: { local: '2026-11-24T15:30', zone: 'Europe/Berlin', instant: at - 2000 },
    lateMinutes: 15,
    publisher: { by: 'laptop', why: null },
    reason: null,
    nextTryAt: null,
    nextLookAt: null,
    partlyOut: false,
    publishedAt: null,
    lateMs: null,
    remoteId: null,
    permalink: null,
    verification: null,
    ...more,
  };
}

const title = (more: Partial<TargetView>) => headline(target(more), 'Europe/Berlin').title;
const note = (more: Partial<TargetView>) => headline(target(more), 'Europe/Berlin').note;

describe('the first line of a receipt', () => {
  it('says when it went out and how punctually', () => {
    expect(title({ state: 'published', publishedAt: at, lateMs: 2000 })).toBe(
      'Published on X, 24 Nov 2026, 15:30:02, 2 s after its time',
    );
    expect(punctuality(400)).toBe('on time');
    expect(punctuality(130_000)).toBe('2 minutes after its time');
  });

  it('says that a post was removed afterwards', () => {
    expect(note({ state: 'published', publishedAt: at, verification: 'gone' })).toContain('did not find it');
  });

  it('tells "still looking" from "please decide"', () => {
    expect(title({ state: 'unknown', nextLookAt: at })).toContain('Checking');
    expect(note({ state: 'unknown', nextLookAt: at })).toContain('15:30');
    expect(title({ state: 'unknown' })).toContain('Not sure');
  });

  it('gives the reason of what did not go out', () => {
    const reason = { message: 'The caption is too long.', action: null, code: null, field: null };
    expect(note({ state: 'refused', reason })).toBe('The caption is too long.');
    expect(title({ state: 'missed' })).toContain('has not gone out');
  });

  it('says when it goes out, and why it would not', () => {
    expect(title({})).toBe('Goes out Tue 24 Nov, 15:30');
    expect(note({ publisher: { by: 'nobody', why: 'Reconnect Mara first.' } })).toBe('Reconnect Mara first.');
  });
});
