import { expect, test } from 'vitest';
import { LONGEST_LEAD_MS, leadMs } from './lead.ts';

const MINUTE = 60_000;

test('words alone need a moment, photos a minute or two', () => {
  expect(leadMs([])).toBeLessThan(5000);
  expect(leadMs([{ size: 3_000_000 }, { size: 3_000_000 }])).toBe(MINUTE + 24_000);
});

test('a video has the time its bytes take on a slow line, but no upload address runs out meanwhile', () => {
  expect(leadMs([{ size: 150_000_000 }])).toBe(11 * MINUTE);
  expect(leadMs([{ size: 4_000_000_000 }])).toBe(LONGEST_LEAD_MS);
});
