import { parseArgs } from 'node:util';
import { AppError } from '#shared/model/app-error.ts';

export interface Options {
  help: boolean;
  practice: boolean;
  /** False: never start a browser. */
  open: boolean;
  /** The data folder; undefined: the usual place of this system. */
  home: string | undefined;
  /** Undefined: the port of last time when it is free, else any free one. */
  port: number | undefined;
}

export const usage = `Usage: npm start -- [options]

  --practice     publish to practice platforms on this machine; nothing leaves it
  --no-open      do not open the browser; print the link only
  --home DIR     keep the data in DIR
  --port N       listen on this port of 127.0.0.1
  --browser      use the browser even where the desktop window could open
  --help         show this text
`;

/** @throws AppError for an option that is not known or has no sensible value */
export function parseOptions(args: readonly string[]): Options {
  const values = valuesOf(args);
  return {
    help: values.help,
    practice: values.practice,
    open: !values['no-open'],
    home: values.home,
    port: values.port === undefined ? undefined : portOf(values.port),
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parse(args);
  } catch (error) {
    throw new AppError('BAD_INPUT', `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      practice: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      // Chosen by scripts/start.mjs; known here so that it can be passed through.
      browser: { type: 'boolean', default: false },
      home: { type: 'string' },
      port: { type: 'string' },
    },
  }).values;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new AppError('BAD_INPUT', `--port must be a number from 1 to 65535, not "${text}".`);
  }
  return port;
}
