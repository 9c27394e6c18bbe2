import { expect, test } from 'vitest';
import { fromPlaywright, fromVitest, sum, summary } from './test-counts.mjs';

const vitest = (more = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...more,
});

test('adds up runs and names what was skipped only when something was', () => {
  const unit = fromVitest(vitest({ numPendingTests: 2 }), 0);
  const browser = fromPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }, 0);
  expect(summary(sum([unit, browser]))).toBe('8 passed, 0 failed, 2 skipped');
  expect(summary(browser)).toBe('3 passed, 0 failed');
});

test.each([
  ['crashed before a report', fromVitest(null, 1)],
  ['ended badly although every test passed', fromVitest(vitest(), 1)],
  ['ran no test at all', fromVitest(vitest({ numPassedTests: 0 }), 0)],
  [
    'has a file that could not be loaded',
    fromVitest(vitest({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1),
  ],
  ['crashed in the browser', fromPlaywright(null, 1)],
  ['passed only at the second try', fromPlaywright({ stats: { expected: 1, flaky: 1 } }, 0)],
])('a run that %s counts as failed', (_what, { failed }) => expect(failed).toBe(1));
