import type { Health } from '#shared/contract/app.ts';
import { AppError } from '#shared/model/app-error.ts';
import { summaryOf } from '../analytics/summary.ts';
import type { Desktop } from '../desktop.ts';
import { insertEvent, queueCounts } from '../store/analytics.ts';
import { inTransaction } from '../store/database.ts';
import { readSettings, writeSettings } from '../store/settings.ts';
import { deleteTemplate, insertTemplate, listTemplates, updateTemplate } from '../store/templates.ts';
import { implementation } from './context.ts';

const api = implementation.app;

export const appHandlers = {
  health: api.health.handler(({ context: { desktop } }) => health(desktop)),
  checkNow: api.checkNow.handler(({ context: { desktop } }) => ({ woken: desktop.scheduler.wake() })),
  unlock: api.unlock.handler(async ({ input, context: { desktop } }) => {
    await desktop.vault.unlock(input.passphrase);
    await desktop.startJobs();
    desktop.emit({ topic: 'health' });
    return { vault: desktop.vault.state() };
  }),
  settings: api.settings.handler(({ context: { desktop } }) => readSettings(desktop.store.db)),
  patchSettings: api.patchSettings.handler(({ input, context: { desktop } }) => {
    inTransaction(desktop.store, (db) => writeSettings(db, input as Parameters<typeof writeSettings>[1]));
    if (input.openAtLogin !== undefined) desktop.host.setOpenAtLogin?.(input.openAtLogin);
    desktop.emit({ topic: 'settings' });
    return readSettings(desktop.store.db);
  }),
  templates: api.templates.handler(({ context: { desktop } }) => listTemplates(desktop.store.db)),
  createTemplate: api.createTemplate.handler(({ input, context: { desktop } }) => {
    const template = { id: desktop.id(), ...input, updatedAt: desktop.clock.now() };
    insertTemplate(desktop.store.db, template);
    return template;
  }),
  patchTemplate: api.patchTemplate.handler(({ input, context: { desktop } }) => {
    const { id, ...change } = input;
    const template = updateTemplate(desktop.store.db, id, { ...change, updatedAt: desktop.clock.now() });
    if (template === undefined) throw new AppError('NOT_FOUND', 'This template does not exist any more.');
    return template;
  }),
  removeTemplate: api.removeTemplate.handler(({ input, context: { desktop } }) => ({
    removed: deleteTemplate(desktop.store.db, input.id),
  })),
  track: api.track.handler(({ input, context: { desktop } }) => {
    const id = desktop.id();
    insertEvent(desktop.store.db, {
      id,
      name: input.name,
      targetId: input.targetId ?? null,
      properties: input.properties ?? {},
      at: desktop.clock.now(),
    });
    return { id };
  }),
  summary: api.summary.handler(({ input, context: { desktop } }) =>
    summaryOf(desktop.store.db, input.days, desktop.clock.now()),
  ),
};

/** The publisher looks every 15 seconds and says so; after this long without a word something keeps it from it. */
const SILENT_MS = 60_000;

function health(desktop: Desktop): Health {
  const { config, host, scheduler, vault } = desktop;
  const { alive, lastTickAt, nextDueAt, restarts } = scheduler.status();
  const locked = vault.state() === 'locked';
  const faults: Health['faults'] = [];
  const { reason, message } = vault.lock() ?? { reason: 'enter', message: 'The vault is locked.' };
  if (locked)
    faults.push({
      message,
      action: reason === 'choose' || reason === 'keychain-away' ? 'choose-passphrase' : 'unlock',
    });
  else if (!alive)
    faults.push({ message: 'The publisher has stopped and is being started again.', action: null });
  else if (lastTickAt !== null && desktop.clock.now() - lastTickAt > SILENT_MS)
    faults.push({
      message: 'The publisher cannot look at the queue. Check that the disk has room and is writable.',
      action: null,
    });
  return {
    status: faults.length === 0 ? 'ok' : 'degraded',
    version: config.version,
    practice: config.hosts === null ? null : { origins: [...config.hosts.keys()] },
    host: host.kind,
    now: desktop.clock.now(),
    publisher: { alive, lastTickAt, nextDueAt, restarts },
    queue: queueCounts(desktop.store.db),
    vault: vault.state(),
    dataFolder: config.home,
    faults,
  };
}
