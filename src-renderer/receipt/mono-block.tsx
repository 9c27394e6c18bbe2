import { CopyButton } from '#ui/ui/copy-button.tsx';

interface MonoBlockProps {
  /** What is copied, for the button's name. */
  label: string;
  rows: readonly (readonly [string, string])[];
}

/** Technical data as it is, to be copied into a message to support. */
export function MonoBlock({ label, rows }: MonoBlockProps) {
  const text = rows.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <div className="relative rounded-md bg-muted p-3 pr-24">
      <dl className="grid gap-1 font-mono text-2xs">
        {rows.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="absolute top-2 right-2 print:hidden">
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  );
}
