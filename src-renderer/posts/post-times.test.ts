import { describe, expect, it } from 'vitest';
import type { PostView, TargetView } from '#shared/contract/posts.ts';
import { FakeDesktop, targetView } from '#ui/studio/fake-desktop.suite.ts';
import { movable, postTime, scheduleOf } from './post-times.ts';

const at = (hour: number) => ({ local: `2026-11-24T${hour}:00`, zone: 'Europe/Berlin', instant: hour });

function post(...targets: Partial<TargetView>[]): PostView {
  return { ...new FakeDesktop().seed({}), updatedAt: 1, targets: targets.map(targetView) };
}

describe('the time of a post in a list', () => {
  it('is the next one to come, even when other accounts are out already', () => {
    const mixed = post(
      { state: 'published', when: at(9), publishedAt: 9 },
      { state: 'scheduled', when: at(18) },
      { state: 'scheduled', when: at(15) },
    );
    expect(postTime(mixed)).toEqual({ kind: 'next', instant: 15 });
  });

  it('is when it went out once nothing is waiting', () => {
    const done = post(
      { state: 'published', when: at(9), publishedAt: 10 },
      { state: 'refused', when: at(9) },
    );
    expect(postTime(done)).toEqual({ kind: 'published', instant: 10 });
  });

  it('is the time it was meant for when it was missed, and the last change of a draft', () => {
    expect(postTime(post({ state: 'missed', when: at(9) }))).toEqual({ kind: 'planned', instant: 9 });
    expect(postTime(post({ state: 'draft', when: null }))).toEqual({ kind: 'edited', instant: 1 });
  });
});

it('moves only what is not out and has a time', () => {
  const mixed = post({ state: 'published' }, { state: 'scheduled' }, { state: 'held' }, { state: 'draft' });
  expect(movable(mixed).map(({ state }) => state)).toEqual(['scheduled', 'held']);
});

it('remembers each time with its accounts, to schedule a deleted post as it was', () => {
  const two = post(
    { id: 'a', state: 'scheduled', when: at(15) },
    { id: 'b', state: 'scheduled', when: at(18) },
    { id: 'c', state: 'scheduled', when: at(15) },
    { id: 'd', state: 'published', when: at(9) },
  );
  expect(scheduleOf(two)).toEqual([
    { when: { local: '2026-11-24T15:00', zone: 'Europe/Berlin' }, targetIds: ['a', 'c'] },
    { when: { local: '2026-11-24T18:00', zone: 'Europe/Berlin' }, targetIds: ['b'] },
  ]);
});
