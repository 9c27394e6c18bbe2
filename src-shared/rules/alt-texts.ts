/** One description for all photos of a post, where a platform has no more than one: theirs, in their order. */
export function joinedAltTexts(media: readonly { altText: string }[]): string {
  return media
    .map(({ altText }) => altText.trim())
    .filter((altText) => altText !== '')
    .join(' / ');
}
