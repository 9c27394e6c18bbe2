import { useState } from 'react';
import type { TextCount } from '#shared/rules/rule-pack.ts';
import { TextOption } from './text-option.tsx';

interface TagsOptionProps {
  tags: readonly string[] | undefined;
  count: TextCount | undefined;
  onTags: (tags: string[]) => void;
}

/** Words with commas between them, as people write them. */
export function TagsOption({ tags = [], count, onTags }: TagsOptionProps) {
  const [typed, setTyped] = useState(() => tags.join(', '));
  return (
    <TextOption
      label="Tags"
      hint="Words to be found by, with commas between them."
      // What is typed stays as it is; tags that were set elsewhere are shown.
      value={tagsIn(typed).join() === tags.join() ? typed : tags.join(', ')}
      count={count}
      onValue={(text) => {
        setTyped(text);
        onTags(tagsIn(text));
      }}
    />
  );
}

/** "mugs, #stoneware,," → mugs and stoneware. */
export function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim().replace(/^#/, ''))
    .filter((tag) => tag !== '');
}
