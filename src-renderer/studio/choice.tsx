import type { ReactNode } from 'react';
import { Field } from '#ui/ui/field.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#ui/ui/select.tsx';

/** Radix has no empty value. */
const NONE = 'none';

interface ChoiceProps {
  label: string;
  /** What is shown and chosen when there is none. */
  none: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  hint?: ReactNode;
  disabled?: boolean;
  /** Where a remark leads to, see use-place.ts. */
  place?: string;
  onValue: (value: string | null) => void;
}

/** One of a list, or none. */
export function Choice({ label, none, value, options, hint, disabled = false, place, onValue }: ChoiceProps) {
  return (
    <Select
      value={value ?? NONE}
      disabled={disabled}
      onValueChange={(next) => onValue(next === NONE ? null : next)}
    >
      <Field label={label} hint={hint}>
        <SelectTrigger data-place={place}>
          <SelectValue />
        </SelectTrigger>
      </Field>
      <SelectContent>
        <SelectItem value={NONE}>{none}</SelectItem>
        {options.map(({ value, label }) => (
          <SelectItem key={value} value={value}>
            {label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
