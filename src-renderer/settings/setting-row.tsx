import { Check } from 'lucide-react';
import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useState } from 'react';
import type { Settings } from '#shared/contract/app.ts';
import { usePatchSettings } from '#ui/app/settings-patch.ts';
import { Spinner } from '#ui/ui/spinner.tsx';

export function SettingsGroup({ id, title, children }: { id?: string; title: string; children: ReactNode }) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} {...(id !== undefined && { id })} className="grid gap-2">
      <h2 id={headingId} className="font-semibold text-base">
        {title}
      </h2>
      <div className="divide-y divide-border rounded-lg border border-border bg-card">{children}</div>
    </section>
  );
}

interface SettingRowProps {
  label: string;
  explanation?: ReactNode;
  saving?: SavingState;
  /** The one control, or several in an element that takes the label for them all. */
  children: ReactElement<{ id?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string }>;
}

/** A setting: what it is, what it does, and its control at the right. */
export function SettingRow({ label, explanation, saving = 'idle', children }: SettingRowProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-60 flex-1">
        <div className="flex items-center gap-2">
          <p id={`${id}-label`} className="font-medium">
            {label}
          </p>
          <Saving state={saving} />
        </div>
        {explanation !== undefined && (
          <p id={`${id}-explained`} className="text-muted-foreground text-xs">
            {explanation}
          </p>
        )}
      </div>
      {cloneElement(children, {
        'aria-labelledby': `${id}-label`,
        ...(explanation !== undefined && { 'aria-describedby': `${id}-explained` }),
      })}
    </div>
  );
}

type SavingState = 'idle' | 'saving' | 'saved';

/** Saves one setting; says so for two seconds. */
export function useSetting(): { save: (change: Partial<Settings>) => void; saving: SavingState } {
  const patch = usePatchSettings();
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), 2000);
    return () => clearTimeout(timer);
  }, [saved]);
  return {
    save: (change) => {
      setSaved(false);
      patch.mutate(change, { onSuccess: () => setSaved(true) });
    },
    saving: patch.isPending ? 'saving' : saved ? 'saved' : 'idle',
  };
}

function Saving({ state }: { state: SavingState }) {
  return (
    <span aria-live="polite" className="flex items-center gap-1 text-success text-xs">
      {state === 'saving' && <Spinner className="size-3.5 text-muted-foreground" />}
      {state === 'saved' && (
        <>
          <Check aria-hidden className="size-3.5" />
          Saved
        </>
      )}
    </span>
  );
}
