import { Check } from 'lucide-react';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Field } from '#ui/ui/field.tsx';
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '#ui/ui/popover.tsx';
import { Textarea } from '#ui/ui/textarea.tsx';

interface AltTextButtonProps {
  /** The file's name. */
  name: string;
  src: string;
  place?: string;
  altText: string;
  onAltText: (text: string) => void;
}

/** The description of a photo for those who cannot see it. */
export function AltTextButton({ name, src, place, altText, onAltText }: AltTextButtonProps) {
  const has = altText.trim() !== '';
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          data-place={place}
          aria-label={has ? `Alt text of ${name}: change it` : `Alt text of ${name}: describe it`}
          className={cn('text-2xs', has ? 'text-success' : 'text-muted-foreground')}
        >
          {has && <Check aria-hidden className="-mr-1 size-3!" />}
          Alt
        </Button>
      </PopoverTrigger>
      <PopoverContent className="grid gap-3">
        <img src={src} alt="" className="max-h-40 w-full rounded-md bg-muted object-contain" />
        <Field label="Description" hint="For people who cannot see the photo: what is on it?">
          <Textarea
            value={altText}
            maxLength={5000}
            className="max-h-40"
            placeholder="A blue stoneware mug on a wooden table"
            onChange={(event) => onAltText(event.target.value)}
          />
        </Field>
        <div className="flex items-center justify-between">
          <span className="text-muted-foreground text-xs tabular-nums">{altText.length} characters</span>
          <PopoverClose asChild>
            <Button size="sm">Done</Button>
          </PopoverClose>
        </div>
      </PopoverContent>
    </Popover>
  );
}
