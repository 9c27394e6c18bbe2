import type { ReactNode } from 'react';
import type { TextCount } from '#shared/rules/rule-pack.ts';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';

interface TextOptionProps {
  label: string;
  hint?: ReactNode;
  value: string | undefined;
  count?: TextCount | undefined;
  onValue: (value: string) => void;
}

/** One line of text that only some platforms have. */
export function TextOption({ label, hint, value = '', count, onValue }: TextOptionProps) {
  const over = count !== undefined && count.used > count.max;
  return (
    <Field
      label={label}
      hint={hint}
      error={over ? `${count.used - count.max} over the limit of ${count.max}.` : null}
    >
      <Input data-place="options" value={value} onChange={(event) => onValue(event.target.value)} />
    </Field>
  );
}
