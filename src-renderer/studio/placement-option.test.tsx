import { expect, it } from 'vitest';
import { instagramRules } from '#shared/rules/packs/instagram.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { usualPlaces } from './placement-option.tsx';

const { placements } = instagramRules as RulePack & { placements: NonNullable<RulePack['placements']> };

it('says where photos and a video stand when no place is chosen', () => {
  expect(usualPlaces(placements)).toBe('Photos as post, a video as reel');
  const [feed] = placements.values;
  const everywhere = {
    ...feed,
    label: 'Post',
    value: 'feed',
    takes: ['image', 'video'],
    without: [],
  } as const;
  expect(usualPlaces({ ...placements, values: [everywhere] })).toBe('Post');
});
