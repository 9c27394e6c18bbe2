import { type Settings, settingsSchema } from '#shared/contract/app.ts';
import { isZone } from '#shared/model/time.ts';
import type { Db } from './database.ts';
import { settings } from './schema.ts';

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** What holds until the seller says otherwise. */
const defaults: Settings = {
  zone: isZone(timeZone) ? timeZone : 'UTC',
  theme: 'system',
  weekStartsOn: 1,
  lateMinutes: 15,
  catchUpMinutes: 5,
  notifications: true,
  readNumbers: true,
  openAtLogin: false,
};

/** Stored values over the defaults; one that an older or newer version wrote and that does not fit is left out. */
export function readSettings(db: Db): Settings {
  const stored = db.select().from(settings).all();
  const valid = stored.filter(
    ({ key, value }) =>
      key in settingsSchema.shape && settingsSchema.partial().safeParse({ [key]: value }).success,
  );
  return settingsSchema.parse({
    ...defaults,
    ...Object.fromEntries(valid.map(({ key, value }) => [key, value])),
  });
}

export function writeSettings(db: Db, change: Partial<Settings>): void {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue;
    db.insert(settings)
      .values({ key, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run();
  }
}
