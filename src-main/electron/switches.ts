import { parseArgs } from 'node:util';

export interface Switches {
  /** The data folder; undefined: the usual place of this system. */
  home: string | undefined;
  /** Publish to practice platforms on this machine. */
  practice: boolean;
  /** Started with the computer: publishing begins, no window opens. */
  hidden: boolean;
}

/** Reads our own switches and lets be what Chromium and the system add to the command line. */
export function readSwitches(argv: readonly string[]): Switches {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { home: { type: 'string' }, practice: { type: 'boolean' }, hidden: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  });
  return {
    home: typeof values.home === 'string' ? values.home : undefined,
    practice: values.practice === true,
    hidden: values.hidden === true,
  };
}
