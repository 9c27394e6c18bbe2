import { Checkbox } from '#ui/ui/checkbox.tsx';
import { isChoosable, type Section, type Waiting } from './attention.ts';

interface SectionHeadProps {
  section: Section;
  title: string;
  about: string;
  group: readonly Waiting[];
  chosenIds: ReadonlySet<string>;
  onChoose: (on: boolean) => void;
}

export function SectionHead({ section, title, about, group, chosenIds, onChoose }: SectionHeadProps) {
  const choosable = group.filter(isChoosable);
  const count = choosable.filter(({ target }) => chosenIds.has(target.id)).length;
  const all = count === choosable.length;
  return (
    <div className="flex items-start gap-3 pb-2 pl-[13px]">
      {choosable.length > 1 && (
        <Checkbox
          checked={all ? true : count > 0 ? 'indeterminate' : false}
          onCheckedChange={() => onChoose(!all)}
          aria-label={`Choose all: ${title}`}
          className="mt-0.5"
        />
      )}
      <div>
        <h2 id={`resolve-${section}`} className="font-semibold text-sm">
          {title} <span className="font-normal text-muted-foreground tabular-nums">{group.length}</span>
        </h2>
        <p className="text-muted-foreground text-xs">{about}</p>
      </div>
    </div>
  );
}
