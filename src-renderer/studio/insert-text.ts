/** A text put into another at the selection, on lines of its own where it meets words. */
export function inserted(
  text: string,
  body: string,
  from: number,
  to: number,
): { text: string; caret: number } {
  const before = text.slice(0, from);
  const after = text.slice(to);
  const lead = before.trim() === '' || before.endsWith('\n') ? '' : '\n\n';
  const trail = after.trim() === '' || after.startsWith('\n') ? '' : '\n\n';
  return { text: before + lead + body + trail + after, caret: (before + lead + body).length };
}
