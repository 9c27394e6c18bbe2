import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#ui/ui/select.tsx';

interface ChoiceProps<Value extends string | number> {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

/** A select over typed values. */
export function Choice<Value extends string | number>({
  value,
  options,
  onChange,
  ...labels
}: ChoiceProps<Value>) {
  return (
    <Select
      value={String(value)}
      onValueChange={(text) => {
        const chosen = options.find((option) => String(option.value) === text);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <SelectTrigger className="w-48" {...labels}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={String(option.value)}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
