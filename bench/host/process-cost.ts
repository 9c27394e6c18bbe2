import { readFileSync } from 'node:fs';

/** Linux's clock tick in /proc: 100 a second on every common architecture. */
const TICK_MS = 10;

/** Resident memory of a process in MB, as the system counts it: shared libraries and mapped files are in it. */
export function residentMB(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Processor time that all threads of a process have used, ms. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Percent of one processor that a process uses over a time. */
export async function processorPercent(pid: number, wait: () => Promise<unknown>): Promise<number> {
  const [before, start] = [processorMs(pid), performance.now()];
  await wait();
  return ((processorMs(pid) - before) / (performance.now() - start)) * 100;
}
