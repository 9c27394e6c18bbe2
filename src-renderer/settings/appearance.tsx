import type { Settings } from '#shared/contract/app.ts';
import { themes } from '#ui/app/theme-switch.tsx';
import { ToggleGroup, ToggleGroupItem } from '#ui/ui/toggle-group.tsx';
import { SettingRow, SettingsGroup, useSetting } from './setting-row.tsx';

export function Appearance({ settings }: { settings: Settings }) {
  const { save, saving } = useSetting();
  return (
    <SettingsGroup title="Appearance">
      <SettingRow label="Theme" saving={saving}>
        <ToggleGroup
          type="single"
          value={settings.theme}
          onValueChange={(value) => {
            const chosen = themes.find((one) => one.theme === value);
            if (chosen !== undefined) save({ theme: chosen.theme });
          }}
        >
          {themes.map(({ theme, label, icon: Icon }) => (
            <ToggleGroupItem key={theme} value={theme}>
              <Icon aria-hidden />
              {label}
            </ToggleGroupItem>
          ))}
        </ToggleGroup>
      </SettingRow>
    </SettingsGroup>
  );
}
