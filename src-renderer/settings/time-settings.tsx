import type { Settings } from '#shared/contract/app.ts';
import { machineZone, zoneLabel } from '#ui/ui/time.tsx';
import { Choice } from './choice.tsx';
import { SettingRow, SettingsGroup, useSetting } from './setting-row.tsx';
import { ZonePicker } from './zone-picker.tsx';

const weekStarts = [
  { value: 1, label: 'Monday' },
  { value: 0, label: 'Sunday' },
  { value: 6, label: 'Saturday' },
] as const;

export function TimeSettings({ settings }: { settings: Settings }) {
  const zone = useSetting();
  const week = useSetting();
  return (
    <SettingsGroup title="Time">
      <SettingRow
        label="Time zone"
        explanation={
          settings.zone === machineZone
            ? 'Times in Picscripter are shown and planned in this zone. What is planned already keeps its moment.'
            : `Differs from this computer, which is in ${zoneLabel(machineZone)}. What is planned already keeps its moment.`
        }
        saving={zone.saving}
      >
        <ZonePicker value={settings.zone} onChange={(chosen) => zone.save({ zone: chosen })} />
      </SettingRow>
      <SettingRow label="Week starts on" saving={week.saving}>
        <Choice
          value={settings.weekStartsOn}
          options={weekStarts}
          onChange={(weekStartsOn) => week.save({ weekStartsOn })}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
