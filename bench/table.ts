import type { Figures, Line } from './line.ts';

/** A short table for people. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ bench, figures, peer, ratio, met }) => [
    { true: '✓', false: '✗', null: ' ' }[String(met)] ?? ' ',
    bench,
    main(figures),
    peer === null ? '' : main(peer.figures),
    ratio === null ? '' : `${Object.values(ratio)[0]}x`,
  ]);
  const all = [['', '', 'ours', 'peer', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length))) ?? [];
  return all
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The first three figures. */
function main(figures: Figures): string {
  return Object.entries(figures)
    .slice(0, 3)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
