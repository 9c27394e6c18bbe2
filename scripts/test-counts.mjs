// Counts of test runs. A run that ends badly is never counted as fine, whatever its report says.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {any} report vitest's JSON report, null when it wrote none @param {number} code its exit code @returns {Counts} */
export function fromVitest(report, code) {
  const brokenFiles =
    report?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length ?? 0;
  return honest(code, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + brokenFiles,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** @param {any} report Playwright's JSON report, null when it wrote none @param {number} code @returns {Counts} */
export function fromPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return honest(code, { passed: expected, failed: unexpected + flaky, skipped });
}

/** A test run without tests is a failed one, too. */
function honest(code, counts) {
  const fine = code === 0 && counts.passed > 0;
  return !fine && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {readonly Counts[]} counts @returns {Counts} */
export function sum(counts) {
  const add = (key) => counts.reduce((total, one) => total + one[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

/** @param {Counts} counts */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
