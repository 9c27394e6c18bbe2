import { expect, it } from 'vitest';
import { type Attempt, entriesOf } from './attempt-words.ts';

function attempt(number: number, outcome: Attempt['outcome'], message: string | null, steps = 0): Attempt {
  return {
    id: `a${number}`,
    number,
    fence: number,
    executor: 'desktop',
    startedAt: number * 60_000,
    endedAt: number * 60_000 + 500,
    outcome,
    message,
    code: null,
    steps: Array.from({ length: steps }, () => ({
      name: 'post',
      visible: true,
      state: 'intent',
      startedAt: 0,
      answeredAt: null,
      fingerprint: '',
      answer: null,
    })),
  };
}

it('gathers looks that ended alike and counts only tries', () => {
  const entries = entriesOf(
    [
      attempt(1, 'retry', 'No network.'),
      attempt(2, 'unknown', 'No answer came.', 1),
      attempt(3, 'unknown', 'X does not answer.'),
      attempt(4, 'unknown', 'X does not answer.'),
      attempt(5, 'unknown', 'Not there yet.'),
      attempt(6, 'published', null),
    ],
    'X',
  );
  expect(entries.map(({ title, outcome }) => `${title}: ${outcome}`)).toEqual([
    'Try 1: tried again later',
    'Try 2: no answer',
    'Looked for it 2 times: still not sure',
    'Looked for it: still not sure',
    'Looked for it: found on X',
  ]);
});
