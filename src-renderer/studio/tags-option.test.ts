import { expect, test } from 'vitest';
import { tagsIn } from './tags-option.tsx';

test.each([
  ['mugs, stoneware', ['mugs', 'stoneware']],
  ['#mugs, hand made ,, ', ['mugs', 'hand made']],
  ['C#, #1 mug', ['C#', '1 mug']],
  ['', []],
])('tags in "%s"', (text, tags) => expect(tagsIn(text)).toEqual(tags));
