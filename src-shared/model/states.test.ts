import { describe, expect, test } from 'vitest';
import {
  isEditable,
  mayMove,
  needsSeller,
  statesBefore,
  type TargetState,
  targetStates,
  transitions,
} from './states.ts';

/** Every state that can follow, over any number of moves. */
function reachable(from: TargetState): Set<TargetState> {
  const seen = new Set<TargetState>();
  const waiting = [from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const next of transitions[state]) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

describe('the moves of a target', () => {
  test('lead from a draft to every state', () => {
    expect(new Set([...reachable('draft'), 'draft'])).toEqual(new Set(targetStates));
  });

  test('never leave "published": what is out is not published again', () => {
    expect(transitions.published).toEqual([]);
  });

  test('lead to "published" only from where a call may have left', () => {
    expect(statesBefore('published').sort()).toEqual(['sending', 'unknown']);
  });

  test('lead to "sending" only by a claim', () => {
    expect(statesBefore('sending')).toEqual(['claimed']);
    expect(statesBefore('claimed')).toEqual(['scheduled']);
  });

  test('never turn what may be out into something that can be edited without anybody knowing', () => {
    expect(mayMove('sending', 'draft')).toBe(false);
    expect(mayMove('unknown', 'draft')).toBe(false);
    expect(mayMove('sending', 'canceled')).toBe(false);
  });

  test.each(targetStates)('from %s are the same seen from both ends', (to) => {
    expect(statesBefore(to)).toEqual(targetStates.filter((from) => transitions[from].includes(to)));
  });

  test('let the seller out of everything that waits for them', () => {
    for (const state of needsSeller) {
      expect(mayMove(state, 'canceled'), state).toBe(true);
      expect(reachable(state).has('published'), state).toBe(true);
    }
  });
});

test('what is being sent, out, or perhaps out cannot be edited', () => {
  expect(targetStates.filter((state) => !isEditable(state))).toEqual(['sending', 'published', 'unknown']);
});
