import { loadavg } from 'node:os';
import { benchLateness } from './lateness/lateness.ts';
import type { Line } from './line.ts';

const benches: Readonly<Record<string, () => AsyncIterable<Line>>> = {
  lateness: benchLateness,
};
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const one of bench()) console.log(JSON.stringify(one));
}
console.error(loadavg());
