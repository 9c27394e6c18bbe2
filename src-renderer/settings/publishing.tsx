import type { Settings } from '#shared/contract/app.ts';
import { Switch } from '#ui/ui/switch.tsx';
import { Choice } from './choice.tsx';
import { minuteOptions, minutesLabel } from './minutes.ts';
import { SettingRow, SettingsGroup, useSetting } from './setting-row.tsx';

export function Publishing({ settings }: { settings: Settings }) {
  return (
    <SettingsGroup title="Publishing">
      <LatePolicy minutes={settings.lateMinutes} />
      <CatchUp minutes={settings.catchUpMinutes} />
      <Numbers on={settings.readNumbers} />
    </SettingsGroup>
  );
}

function LatePolicy({ minutes }: { minutes: number }) {
  const { save, saving } = useSetting();
  return (
    <SettingRow
      label="If a post is late, publish it up to"
      explanation="A post can be late when this computer was asleep or offline. Later than this it does not go out by itself: you are asked. Each post can have its own limit; this one is for new posts."
      saving={saving}
    >
      <Choice
        value={minutes}
        options={minuteOptions([0, 5, 15, 30, 60, 180, 1440], minutes, (one) =>
          one === 0 ? 'Never late' : `${minutesLabel(one)} late`,
        )}
        onChange={(lateMinutes) => save({ lateMinutes })}
      />
    </SettingRow>
  );
}

function CatchUp({ minutes }: { minutes: number }) {
  const { save, saving } = useSetting();
  return (
    <SettingRow
      label="When catching up, wait between two posts of an account"
      explanation="After sleep several posts may be due at once. They go out one by one, so that your followers are not flooded."
      saving={saving}
    >
      <Choice
        value={minutes}
        options={minuteOptions([0, 1, 2, 5, 10, 15, 30, 60], minutes, (one) =>
          one === 0 ? 'Do not wait' : minutesLabel(one),
        )}
        onChange={(catchUpMinutes) => save({ catchUpMinutes })}
      />
    </SettingRow>
  );
}

function Numbers({ on }: { on: boolean }) {
  const { save, saving } = useSetting();
  return (
    <SettingRow
      label="Read how often posts are seen and liked"
      explanation="An hour, a day and a week after a post went out. X charges for it, up to 0.005 US dollars each time. Off, numbers are read when you press Refresh on a receipt."
      saving={saving}
    >
      <Switch checked={on} onCheckedChange={(readNumbers) => save({ readNumbers })} />
    </SettingRow>
  );
}
