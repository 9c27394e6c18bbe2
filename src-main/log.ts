import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#shared/publishing/ports.ts';
import { redact, redactText } from '#shared/security/redact.ts';

/** A log file is started anew at this size; one older one is kept. */
const MAX_BYTES = 5 * 1024 * 1024;

/** One JSON line an entry, secrets masked. A log that cannot be written never stops the app. */
export function createLog(folder: string): Log {
  const file = join(folder, 'picscripter.log');

  function write(level: 'info' | 'warn', message: string, facts: Record<string, unknown> = {}): void {
    const entry = {
      at: new Date().toISOString(),
      level,
      message: redactText(message),
      ...(redact(facts) as object),
    };
    try {
      mkdirSync(folder, { recursive: true });
      if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    } catch {
      console.error(`${entry.at} ${message}`);
    }
  }

  return {
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
  };
}
