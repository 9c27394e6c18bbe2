import { describe, expect, test } from 'vitest';
import { createAccountLanes } from './account-lanes.ts';
import { MINUTE, NOW } from './claim.suite.ts';

describe('the lane of an account', () => {
  test('lets one in at a time, in the order they came', async () => {
    const lanes = createAccountLanes(1);
    const seen: string[] = [];
    const leave = await lanes.enter('c1');
    const others = ['second', 'third'].map(async (name) => {
      const done = await lanes.enter('c1');
      seen.push(name);
      done();
    });
    await Promise.resolve();
    expect(seen).toEqual([]);
    leave();
    await Promise.all(others);
    expect(seen).toEqual(['second', 'third']);
  });

  test('does not hold up another account', async () => {
    const lanes = createAccountLanes(1);
    await lanes.enter('c1');
    expect(await lanes.enter('c2')).toBeTypeOf('function');
  });

  test('lets in as many as it is wide, and is free again after all have left', async () => {
    const lanes = createAccountLanes(2);
    const [first, second] = await Promise.all([lanes.enter('c1'), lanes.enter('c1')]);
    let isIn = false;
    const third = lanes.enter('c1').then((leave) => {
      isIn = true;
      return leave;
    });
    await Promise.resolve();
    expect(isIn).toBe(false);
    first();
    (await third)();
    second();
    await Promise.all([lanes.enter('c1'), lanes.enter('c1')]);
  });
});

describe('catching up', () => {
  const pace = 5 * MINUTE;

  test('lets one late post of an account go at a time, and counts it', () => {
    const lanes = createAccountLanes(1);
    expect(lanes.catchUp('c1', null, NOW, pace)).toBeNull();
    expect(lanes.catchUp('c1', null, NOW, pace)).toBe(NOW + pace);
    expect(lanes.catchUp('c1', null, NOW + pace - 1, pace)).toBe(NOW + pace);
    expect(lanes.catchUp('c1', null, NOW + pace, pace)).toBeNull();
    expect(lanes.catchUp('c1', null, NOW + pace, pace)).toBe(NOW + 2 * pace);
  });

  test('keeps its distance from what the account published by itself', () => {
    const lanes = createAccountLanes(1);
    expect(lanes.catchUp('c1', NOW - MINUTE, NOW, pace)).toBe(NOW + 4 * MINUTE);
    expect(lanes.catchUp('c1', NOW - pace, NOW, pace)).toBeNull();
  });

  test('is each account’s own', () => {
    const lanes = createAccountLanes(1);
    expect(lanes.catchUp('c1', null, NOW, pace)).toBeNull();
    expect(lanes.catchUp('c2', null, NOW, pace)).toBeNull();
  });
});
