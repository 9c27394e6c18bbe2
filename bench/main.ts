import { cpus, loadavg } from 'node:os';
import { benchCalendarLines } from './calendar-lines.ts';
import { benchDatabase } from './database/database.ts';
import { benchMemory } from './host/memory.ts';
import { benchStart } from './host/start.ts';
import { benchLateness } from './lateness/lateness.ts';
import type { Line } from './line.ts';
import { benchMedia } from './media/media.ts';
import { benchRelayStore } from './relay-store/relay-store.ts';
import { benchRules } from './rules/rules.ts';
import { table } from './table.ts';
import { benchUpload } from './upload/upload.ts';

const benches: Readonly<Record<string, () => AsyncIterable<Line>>> = {
  lateness: benchLateness,
  rules: benchRules,
  upload: benchUpload,
  database: benchDatabase,
  start: benchStart,
  memory: benchMemory,
  media: benchMedia,
  'relay-store': benchRelayStore,
  calendar: benchCalendarLines,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(1);
}

/** Of a machine that is busy with other things every time is larger, so it is said how busy it was. */
const load = () => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;

const loadBefore = load();
const lines: Line[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const line of bench()) {
    console.log(JSON.stringify(line));
    lines.push(line);
  }
}
console.error(
  `\n${table(lines)}\n\n${cpus()[0]?.model}, Node ${process.version}; before: ${loadBefore}, after: ${load()}`,
);
// The workers and connections of what was measured are closed; nothing else should keep the process.
process.exit(0);
