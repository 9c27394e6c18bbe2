import { toneSchema } from '#shared/contract/posts.ts';
import { Field } from '#ui/ui/field.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#ui/ui/select.tsx';
import type { Editing } from './use-editing.ts';

const categories = ['New product', 'Sale', 'Behind the scenes', 'Tips', 'Customer story', 'Holiday', 'Event'];
const NONE = 'none';

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** For the seller's own order: how the post sounds and what it is about. */
export function DetailsSection({ editing: { draft, change } }: { editing: Editing }) {
  const known = draft.category === null || categories.includes(draft.category);
  return (
    <section aria-label="Details" className="grid grid-cols-2 gap-3">
      <Choice
        label="Tone"
        none="No tone"
        value={draft.tone}
        options={toneSchema.options.map((tone) => ({ value: tone, label: capitalised(tone) }))}
        onValue={(value) => change((draft) => ({ ...draft, tone: toneSchema.safeParse(value).data ?? null }))}
      />
      <Choice
        label="Category"
        none="No category"
        value={draft.category}
        options={(known ? categories : [draft.category ?? '', ...categories]).map((category) => ({
          value: category,
          label: category,
        }))}
        onValue={(category) => change((draft) => ({ ...draft, category }))}
      />
    </section>
  );
}

interface ChoiceProps {
  label: string;
  none: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  onValue: (value: string | null) => void;
}

function Choice({ label, none, value, options, onValue }: ChoiceProps) {
  return (
    <Select value={value ?? NONE} onValueChange={(next) => onValue(next === NONE ? null : next)}>
      <Field label={label}>
        <SelectTrigger>
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
