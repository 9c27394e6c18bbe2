import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkEnd, chunkPlan, lastChunkStart } from './chunks.ts';
import contract from './contract.test-data.json' with { type: 'json' };

describe('the plan of chunks', () => {
  test.each(contract.chunkVectors)('of $video_size bytes', (vector) => {
    const plan = chunkPlan(vector.video_size);
    const start = lastChunkStart(plan);
    const [first] = [chunkEnd(plan, 0) - 1];
    expect({
      video_size: plan.size,
      chunk_size: plan.chunkSize,
      total_chunk_count: plan.count,
      first_range: [0, first],
      last_range: [start, chunkEnd(plan, start) - 1],
      last_length: chunkEnd(plan, start) - start,
    }).toEqual(vector);
  });

  test('covers every byte once, in chunks that TikTok takes whatever its MB is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_294_967_296 }), (size) => {
        const plan = chunkPlan(size);
        const last = size - lastChunkStart(plan);
        expect(plan.count).toBe(Math.floor(size / plan.chunkSize));
        expect(plan.count).toBeLessThanOrEqual(1000);
        expect(last).toBeLessThanOrEqual(64_000_000);
        if (plan.count > 1) expect(plan.chunkSize).toBeGreaterThanOrEqual(5 * 1024 * 1024);
      }),
    );
  });

  test('of a chunk that broke off goes on to its end', () => {
    const plan = chunkPlan(50_000_123);
    expect(chunkEnd(plan, 12_345_678)).toBe(20_000_000);
    expect(chunkEnd(plan, 45_000_000)).toBe(50_000_123);
  });
});
