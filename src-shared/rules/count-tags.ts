/**
 * Characters of a list of tags as YouTube counts them: with a comma between two tags, and with the quotes that a tag
 * with a space is given. UTF-16 units. Source: youtube.md section 4.
 */
export function countTags(tags: readonly string[]): number {
  const lengths = tags.map((tag) => tag.length + (tag.includes(' ') ? 2 : 0));
  return lengths.reduce((sum, length) => sum + length, Math.max(tags.length - 1, 0));
}
