import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

it('names a size as file managers do', () => {
  expect([0, 812, 4_200, 4_200_000, 512_000_000, 1_500_000_000].map(formatBytes)).toEqual([
    '0 bytes',
    '812 bytes',
    '4.2 kB',
    '4.2 MB',
    '512 MB',
    '1.5 GB',
  ]);
});
