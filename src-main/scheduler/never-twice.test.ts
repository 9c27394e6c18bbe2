import { test } from 'vitest';
import { runChaos } from './testing/chaos.ts';

// Seeded cases of crashes, clock jumps, lost and late answers, doubled workers and edits at any moment. In two files, so
// that they run beside each other.

test('no post goes out twice: even seeds', { timeout: 40 * 60_000 }, () =>
  runChaos({ cases: 10_000, half: 0 }),
);
