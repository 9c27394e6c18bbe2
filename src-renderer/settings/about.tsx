import { Keyboard, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Health } from '#shared/contract/app.ts';
import { useOverlays } from '#ui/app/shortcuts.ts';
import { UpdateButton } from '#ui/app/update-button.tsx';
import { useVault } from '#ui/app/vault-store.ts';
import { Button } from '#ui/ui/button.tsx';
import { CopyButton } from '#ui/ui/copy-button.tsx';
import { SettingsGroup } from './setting-row.tsx';

const vaults: Record<Health['vault'], string> = {
  keychain: 'Encrypted; the key lies in the keychain of this computer.',
  passphrase: 'Encrypted with your passphrase.',
  locked: 'Encrypted, and locked until you enter your passphrase.',
};

export function About({ health }: { health: Health }) {
  return (
    <>
      <SettingsGroup id="data" title="Your data">
        <Row label="Everything is stored on this computer">
          <div className="flex items-center gap-2">
            <code className="min-w-0 flex-1 truncate rounded-md bg-muted px-2 py-1.5 font-mono text-xs">
              {health.dataFolder}
            </code>
            <CopyButton text={health.dataFolder} label="Copy the folder's path" />
          </div>
        </Row>
        <Row label="Access to your accounts">
          <p className="text-muted-foreground">{vaults[health.vault]}</p>
          {health.vault === 'locked' && (
            <Button
              size="sm"
              className="justify-self-start"
              onClick={() => useVault.setState({ later: false })}
            >
              <LockOpen aria-hidden />
              Enter or choose a passphrase
            </Button>
          )}
        </Row>
      </SettingsGroup>
      <SettingsGroup id="about" title="About">
        <Row label="Picscripter">
          <p className="text-muted-foreground">
            Version <span className="font-mono text-xs">{health.version}</span>
            {health.host === 'node' && ', in your browser'}
          </p>
          <UpdateButton className="justify-self-start" />
          <p className="text-muted-foreground text-xs">
            Reads videos with mediabunny, unmodified, under the Mozilla Public License 2.0. Its source:
            github.com/Vanilagy/mediabunny
          </p>
        </Row>
        <div className="px-4 py-3">
          <Button variant="outline" size="sm" onClick={() => useOverlays.setState({ help: true })}>
            <Keyboard aria-hidden />
            Keyboard shortcuts
          </Button>
        </div>
      </SettingsGroup>
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 px-4 py-3">
      <h3 className="font-medium">{label}</h3>
      {children}
    </div>
  );
}
