import { expect, test } from 'vitest';
import { isZone } from '#shared/model/time.ts';
import { allZones, findZones } from './zones.ts';

const zones = allZones(['Europe/Berlin']);
const ids = (text: string) => findZones(zones, text).map(({ id }) => id);

test('every zone can be stored, and none is listed twice', () => {
  expect(zones.filter(({ id }) => !isZone(id))).toEqual([]);
  expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
  expect(zones[0]?.id).toBe('Europe/Berlin');
});

test('cities are found by the name of today and by the old one', () => {
  expect(ids('kolkata')).toEqual(['Asia/Kolkata']);
  expect(ids('calcutta')).toEqual(['Asia/Kolkata']);
  expect(ids('kyiv')).toEqual(['Europe/Kyiv']);
});

test('words may come in any order and with spaces', () => {
  expect(ids('york new')).toEqual(['America/New_York']);
  expect(ids('ho chi')).toEqual(['Asia/Ho_Chi_Minh']);
  expect(ids('nowhere')).toEqual([]);
});
