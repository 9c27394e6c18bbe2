import { type Figures, spread } from '../line.ts';

/** ms of one whole answer of the shipped app: HTTP, door, checks of what comes in and goes out, JSON. */
export type Answers = (path: string) => Promise<number>;

const RUNS = 100;

export async function answerTimes(answers: Answers, path: (run: number) => string): Promise<Figures> {
  const times: number[] = [];
  for (let run = -RUNS / 10; run < RUNS; run += 1) {
    const ms = await answers(path(run));
    if (run >= 0) times.push(ms);
  }
  const { p50Ms, p99Ms } = spread(times);
  return { answerP50Ms: p50Ms, answerP99Ms: p99Ms };
}
