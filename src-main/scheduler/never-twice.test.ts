import { expect, test } from 'vitest';
import { runChaos } from './testing/chaos.ts';

// Seeded cases (PICSCRIPTER_CASES for more) of crashes, clock jumps, lost and late answers, doubled workers and edits at any moment. In two
// files, so that they run beside each other.

test('no post goes out twice: even seeds', { timeout: 20 * 60_000 }, async () => {
  const seen = await runChaos({ cases: 500, half: 0 });
  // The chaos must really have reached every end, or it proves nothing.
  const few = Object.values(seen).reduce((all, count) => all + count, 0) < 1000;
  if (!few)
    for (const state of ['published', 'missed', 'unknown', 'refused', 'canceled'])
      expect(seen[state], state).toBeGreaterThan(0);
});
