import { useId } from 'react';
import type { TargetOptions } from '#shared/model/content.ts';
import type { Statement } from '#shared/rules/rule-pack.ts';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { Label } from '#ui/ui/label.tsx';

interface AgreementProps {
  statement: Statement;
  agreed: TargetOptions['agreed'];
  onAgreed: (agreed: TargetOptions['agreed']) => void;
}

/** A sentence of the platform that is agreed to for this post. What was agreed to, and when, is kept with the post. */
export function Agreement({ statement, agreed, onAgreed }: AgreementProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        data-place="options"
        checked={agreed?.to === statement.id}
        onCheckedChange={(checked) =>
          onAgreed(checked === true ? { to: statement.id, at: Date.now() } : undefined)
        }
      />
      <Label htmlFor={id} className="block font-normal leading-normal">
        {statement.parts.map(({ text, link }) =>
          link === undefined ? (
            text
          ) : (
            <a
              key={link}
              href={link}
              target="_blank"
              rel="noopener noreferrer"
              className="text-primary-text underline underline-offset-4"
            >
              {text}
            </a>
          ),
        )}
      </Label>
    </div>
  );
}
