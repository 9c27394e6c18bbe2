import type { TargetOptions } from '#shared/model/content.ts';
import { statementFor } from '#shared/rules/judge-choices.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { Agreement } from './agreement.tsx';
import { Mark } from './mark.tsx';
import { SecondsOption } from './seconds-option.tsx';

interface PostingFieldsProps {
  pack: RulePack;
  options: TargetOptions;
  set: <Key extends keyof TargetOptions>(key: Key, value: TargetOptions[Key]) => void;
}

/** What is said of a post that the platform publishes at once, and what is agreed to for it. */
export function PostingFields({ pack: { name, options: known, ...pack }, options, set }: PostingFieldsProps) {
  const statement = statementFor(pack, options);
  return (
    <>
      {known.includes('coverMs') && (
        <SecondsOption
          label="Cover of a video"
          hint="The second whose picture stands for it. Left empty, it is the first."
          value={options.coverMs}
          onValue={(coverMs) => set('coverMs', coverMs)}
        />
      )}
      {known.includes('autoMusic') && (
        <Mark
          label="Add music to photos"
          hint={`${name} chooses it.`}
          on={options.autoMusic === true}
          onChange={(on) => set('autoMusic', on || undefined)}
        />
      )}
      {known.includes('yourBrand') && (
        <Mark
          label="Advertises your own business"
          hint="It is labelled “Promotional content”."
          on={options.yourBrand === true}
          onChange={(on) => set('yourBrand', on || undefined)}
        />
      )}
      {known.includes('brandedContent') && (
        <Mark
          label="Paid advertising for others"
          hint="It is labelled “Paid partnership”, and cannot be private."
          on={options.brandedContent === true}
          onChange={(on) => set('brandedContent', on || undefined)}
        />
      )}
      {statement !== undefined && (
        <Agreement
          statement={statement}
          agreed={options.agreed}
          onAgreed={(agreed) => set('agreed', agreed)}
        />
      )}
      <p className="text-muted-foreground text-xs">
        After it is sent it may take some minutes until {name} shows it.
      </p>
    </>
  );
}
