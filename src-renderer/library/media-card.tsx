import { Checkbox } from '#ui/ui/checkbox.tsx';
import { cn } from '#ui/ui/cn.ts';
import type { MediaView } from '#shared/contract/media.ts';
import { isPicture } from '#shared/model/content.ts';
import { MediaPicture } from './media-picture.tsx';

interface MediaCardProps {
  media: MediaView;
  isChosen: boolean;
  onToggle: () => void;
  onOpen: () => void;
}

export function MediaCard({ media, isChosen, onToggle, onOpen }: MediaCardProps) {
  const { name, uses, altText } = media;
  const remarks = [
    uses === 0 ? 'not used yet' : `in ${uses} ${uses === 1 ? 'post' : 'posts'}`,
    ...(altText === '' && isPicture(media) ? ['no description'] : []),
  ];
  return (
    <li
      className={cn(
        'relative overflow-hidden rounded-lg border border-border bg-card',
        isChosen && 'outline-2 outline-primary',
      )}
    >
      <button type="button" className="block w-full text-left" onClick={onOpen}>
        <MediaPicture media={media} className="aspect-square" />
        <span className="grid px-2 py-1.5">
          <span className="truncate">{name}</span>
          <span className="truncate text-muted-foreground text-xs">{remarks.join(' · ')}</span>
        </span>
      </button>
      <span className="absolute top-2 left-2 grid size-7 place-items-center rounded-md bg-background/85">
        <Checkbox checked={isChosen} aria-label={`Select ${name}`} onCheckedChange={onToggle} />
      </span>
    </li>
  );
}
