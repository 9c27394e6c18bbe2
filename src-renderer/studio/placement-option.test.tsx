import { expect, it } from 'vitest';
import { facebookRules } from '#shared/rules/packs/facebook.ts';
import { instagramRules } from '#shared/rules/packs/instagram.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { usualPlaces } from './placement-option.tsx';

const { placements } = instagramRules as RulePack & { placements: NonNullable<RulePack['placements']> };

it('says where photos and a video stand when no place is chosen', () => {
  expect(usualPlaces(placements)).toBe('Photos as post, a video as reel');
  expect(facebookRules.placements && usualPlaces(facebookRules.placements)).toBe('Post');
});
