import { useId } from 'react';
import type { PlatformId } from '#shared/model/platform-id.ts';
import type { TextCount } from '#shared/rules/rule-pack.ts';
import { Label } from '#ui/ui/label.tsx';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { Textarea } from '#ui/ui/textarea.tsx';
import { Counter } from './counter.tsx';
import { inserted } from './insert-text.ts';
import { TemplateMenu } from './template-menu.tsx';
import { useFocusWhenShown } from './use-focus-when-shown.ts';

interface CaptionFieldProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  counts: readonly { platform: PlatformId; name: string; count: TextCount }[];
  focusWhenShown: boolean;
}

/** A caption with its templates and, for each limit, how much of it is used. */
export function CaptionField({ label, text, onText, counts, focusWhenShown }: CaptionFieldProps) {
  const id = useId();
  const field = useFocusWhenShown<HTMLTextAreaElement>(focusWhenShown);

  function insert(body: string): void {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    const after = inserted(text, body, selectionStart, selectionEnd);
    onText(after.text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(after.caret, after.caret);
    });
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        <TemplateMenu caption={text} onInsert={insert} />
      </div>
      <Textarea
        ref={field}
        id={id}
        data-place="caption"
        value={text}
        onChange={(event) => onText(event.target.value)}
        placeholder="What do you want to tell?"
        className="max-h-[50vh] min-h-28"
        aria-describedby={`${id}-counts`}
        aria-invalid={counts.some(({ count }) => count.used > count.max)}
      />
      <ul id={`${id}-counts`} className="flex min-h-4 flex-wrap justify-end gap-x-3 gap-y-1">
        {counts.map(({ platform, name, count }) => (
          <li key={`${platform} ${count.max}`} className="inline-flex items-center gap-1">
            <PlatformIcon platform={platform} decorative className="size-3 text-muted-foreground" />
            <span className="sr-only">{name}</span>
            <Counter count={count} />
          </li>
        ))}
      </ul>
    </div>
  );
}
