import { useState } from 'react';
import type { Health, Settings } from '#shared/contract/app.ts';
import { Button } from '#ui/ui/button.tsx';
import { Callout } from '#ui/ui/error-state.tsx';
import { Switch } from '#ui/ui/switch.tsx';
import { SettingRow, SettingsGroup, useSetting } from './setting-row.tsx';

/** In a browser's tab its permission is needed too; it is asked for here only, by the seller's click. */
export function Notifying({ settings, health }: { settings: Settings; health: Health }) {
  const notify = useSetting();
  const login = useSetting();
  return (
    <SettingsGroup title="Notices and start">
      <SettingRow
        label="Notify me on this computer"
        explanation="When a post needs you, went out late, or an account must be reconnected. The inbox keeps every notice in any case."
        saving={notify.saving}
      >
        <Switch
          checked={settings.notifications}
          onCheckedChange={(notifications) => notify.save({ notifications })}
        />
      </SettingRow>
      {health.host === 'node' && settings.notifications && <BrowserPermission />}
      {health.host === 'electron' && (
        <SettingRow
          label="Open when the computer starts"
          explanation="So that posts go out without you having to think of it."
          saving={login.saving}
        >
          <Switch
            checked={settings.openAtLogin}
            onCheckedChange={(openAtLogin) => login.save({ openAtLogin })}
          />
        </SettingRow>
      )}
    </SettingsGroup>
  );
}

function BrowserPermission() {
  const supported = 'Notification' in window;
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied');
  if (permission === 'granted') return null;
  if (permission === 'default') {
    return (
      <Callout
        className="m-3"
        action={
          <Button
            variant="outline"
            size="sm"
            onClick={() => void Notification.requestPermission().then(setPermission)}
          >
            Allow
          </Button>
        }
      >
        Your browser has to allow notifications of Picscripter once.
      </Callout>
    );
  }
  return (
    <Callout variant="warning" className="m-3">
      {supported
        ? 'Your browser blocks notifications of Picscripter. Allow them in the settings of the browser for this page.'
        : 'This browser cannot show notifications. Notices stand in the inbox.'}
    </Callout>
  );
}
