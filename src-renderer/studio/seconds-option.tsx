import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';

interface SecondsOptionProps {
  label: string;
  hint: string;
  /** ms; undefined: not said. */
  value: number | undefined;
  onValue: (ms: number | undefined) => void;
}

/** A moment of a video, which sellers give in seconds. */
export function SecondsOption({ label, hint, value, onValue }: SecondsOptionProps) {
  return (
    <Field label={label} hint={hint}>
      <Input
        type="number"
        min={0}
        step={0.1}
        inputMode="decimal"
        data-place="options"
        value={value === undefined ? '' : value / 1000}
        onChange={({ target: { value: typed } }) => onValue(millisecondsOf(typed))}
      />
    </Field>
  );
}

/** "1.2" → 1200; what is no moment is not said. */
export function millisecondsOf(typed: string): number | undefined {
  const seconds = Number(typed);
  return typed.trim() === '' || !Number.isFinite(seconds) || seconds < 0
    ? undefined
    : Math.round(seconds * 1000);
}
