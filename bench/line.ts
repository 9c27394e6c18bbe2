/** One measurement, as it is printed. Names of figures end in their unit: p99Ms, rssMB, cpuPercent. */
export interface Line {
  bench: string;
  figures: Figures;
  /** What it is held against, measured in the same run; null where there is no sensible one. */
  peer: { name: string; figures: Figures } | null;
  /** How many times better than the peer, by the figure of the same name. */
  ratio: Figures | null;
  goal: string | null;
  /** Null: no goal was set. */
  met: boolean | null;
  counted: string;
  notCounted: string;
}

export type Figures = Readonly<Record<string, number>>;

/** Bounds by the name of a figure; those under `ratio` are about the comparison with the peer. */
export interface Goal {
  atMost?: Figures;
  ratioAtLeast?: Figures;
}

export interface Measured {
  bench: string;
  figures: Figures;
  peer?: { name: string; figures: Figures };
  goal?: Goal;
  counted: string;
  notCounted: string;
}

/** Completes a measurement: the ratio to the peer, and whether the goal is met. */
export function line({ bench, figures, peer, goal, counted, notCounted }: Measured): Line {
  const ratio = peer === undefined ? null : ratios(figures, peer.figures);
  return {
    bench,
    figures: rounded(figures),
    peer: peer === undefined ? null : { name: peer.name, figures: rounded(peer.figures) },
    ratio,
    goal: goal === undefined ? null : inWords(goal),
    met: goal === undefined ? null : isMet(goal, figures, ratio ?? {}),
    counted,
    notCounted,
  };
}

function ratios(ours: Figures, theirs: Figures): Figures {
  const shared = Object.entries(theirs).filter(([name]) => name in ours);
  return rounded(
    Object.fromEntries(shared.map(([name, value]) => [name, value / (ours[name] ?? Number.NaN)])),
  );
}

function isMet({ atMost = {}, ratioAtLeast = {} }: Goal, figures: Figures, ratio: Figures): boolean {
  return (
    Object.entries(atMost).every(([name, most]) => (figures[name] ?? Number.NaN) <= most) &&
    Object.entries(ratioAtLeast).every(([name, least]) => (ratio[name] ?? Number.NaN) >= least)
  );
}

function inWords({ atMost = {}, ratioAtLeast = {} }: Goal): string {
  return [
    ...Object.entries(atMost).map(([name, most]) => `${name} <= ${most}`),
    ...Object.entries(ratioAtLeast).map(
      ([name, least]) => `${name} at least ${least} times better than the peer`,
    ),
  ].join(', ');
}

/** Three significant digits. */
function rounded(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  );
}

/** p50, p99 and max of times in ms. */
export function spread(times: readonly number[]): { p50Ms: number; p99Ms: number; maxMs: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(Math.ceil(part * sorted.length) - 1, sorted.length - 1)] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** Times one action again and again, after a few runs that do not count. @returns ms of each run */
export async function timed(runs: number, action: (run: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = -Math.ceil(runs / 10); run < runs; run += 1) {
    const start = performance.now();
    await action(run);
    if (run >= 0) times.push(performance.now() - start);
  }
  return times;
}
