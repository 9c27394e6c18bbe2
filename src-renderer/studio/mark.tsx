import { useId } from 'react';
import { Label } from '#ui/ui/label.tsx';
import { Switch } from '#ui/ui/switch.tsx';

interface MarkProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Something a post is, or is not. */
export function Mark({ label, hint, on, onChange }: MarkProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-3">
      <Label htmlFor={id} className="grid font-normal">
        {label}
        <span className="text-muted-foreground text-xs">{hint}</span>
      </Label>
      <Switch id={id} data-place="options" checked={on} onCheckedChange={onChange} />
    </div>
  );
}
