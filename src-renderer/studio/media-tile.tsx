import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import type { MediaView } from '#shared/contract/media.ts';
import { isPicture } from '#shared/model/content.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { AltTextButton } from './alt-text-button.tsx';

interface MediaTileProps {
  media: MediaView | undefined;
  altText: string;
  index: number;
  count: number;
  isDragged: boolean;
  onAltText: (text: string) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDropHere: () => void;
}

/** One photo or video of the post. Dragged to its place, or moved by its arrows. */
export function MediaTile(props: MediaTileProps) {
  const { media, altText, index, count, isDragged, onMove } = props;
  const name = media?.name ?? 'File';
  const picture = media === undefined || isPicture(media);
  return (
    // Dragging is for the mouse; the arrows inside do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        props.onDragStart();
      }}
      onDragEnd={props.onDragEnd}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => {
        if (event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        props.onDropHere();
      }}
      onKeyDown={(event) => {
        if (!event.altKey) return;
        if (event.key === 'ArrowLeft') onMove(index - 1);
        if (event.key === 'ArrowRight') onMove(index + 1);
      }}
      className={cn(
        'w-30 overflow-hidden rounded-lg border border-border bg-card',
        isDragged && 'opacity-50',
      )}
    >
      <div className="relative">
        {media === undefined ? (
          <div className="aspect-square bg-muted" />
        ) : (
          <img
            src={media.thumbUrl}
            alt={altText === '' ? name : altText}
            draggable={false}
            className="aspect-square w-full bg-muted object-cover"
          />
        )}
        <span className="absolute top-1 left-1 rounded-sm bg-black/65 px-1.5 font-medium text-2xs text-white tabular-nums">
          {index + 1}
        </span>
      </div>
      <div className="flex justify-between p-0.5">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Move ${name} left`}
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
        >
          <ArrowLeft />
        </Button>
        {picture && (
          <AltTextButton
            name={name}
            src={media?.thumbUrl ?? ''}
            place={`media.${index}`}
            altText={altText}
            onAltText={props.onAltText}
          />
        )}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Move ${name} right`}
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
        >
          <ArrowRight />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Remove ${name}`}
          {...(!picture && { 'data-place': `media.${index}` })}
          onClick={props.onRemove}
        >
          <X />
        </Button>
      </div>
    </li>
  );
}
