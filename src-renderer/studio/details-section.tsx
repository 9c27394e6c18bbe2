import { toneSchema } from '#shared/contract/posts.ts';
import { Choice } from './choice.tsx';
import type { Editing } from './use-editing.ts';

const categories = ['New product', 'Sale', 'Behind the scenes', 'Tips', 'Customer story', 'Holiday', 'Event'];

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
