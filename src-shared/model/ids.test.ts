import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { idSchema, newId } from './ids.ts';

const random = (count: number) => Uint8Array.from({ length: count }, (_, index) => (index * 37) % 256);

test('an id is a UUID of version 7 that carries its time', () => {
  const now = Date.UTC(2026, 10, 24, 9, 0, 0);
  const id = newId(now, random);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  expect(idSchema.safeParse(id).success).toBe(true);
});

test('ids sort by the time they were made, whatever their random part is', () => {
  const time = fc.integer({ min: 0, max: 2 ** 47 });
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(time, time, bytes, bytes, (a, b, left, right) => {
      const [first, second] = [newId(a, () => left.slice()), newId(b, () => right.slice())];
      if (a !== b) expect(first < second).toBe(a < b);
      expect(idSchema.safeParse(first).success).toBe(true);
    }),
  );
});

test.each(['', 'x', '5f1c1c1e-5f3c-4c1e-8c1e-5f3c4c1e8c1e', '../../etc/passwd'])(
  '"%s" is no id of ours',
  (text) => {
    expect(idSchema.safeParse(text).success).toBe(false);
  },
);
