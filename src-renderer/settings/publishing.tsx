import type { Settings } from '#shared/contract/app.ts';
import { Choice } from './choice.tsx';
import { minuteOptions, minutesLabel } from './minutes.ts';
import { SettingRow, SettingsGroup, useSetting } from './setting-row.tsx';

export function Publishing({ settings }: { settings: Settings }) {
  return (
    <SettingsGroup title="Publishing">
      <LatePolicy minutes={settings.lateMinutes} />
      <CatchUp minutes={settings.catchUpMinutes} />
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
