import type { MediaView } from '#shared/contract/media.ts';
import { cn } from '#ui/ui/cn.ts';

/** The small picture of a file; that of a video is a sign for it. */
export function MediaPicture({ media, className }: { media: MediaView; className?: string }) {
  return (
    <span className={cn('block overflow-hidden bg-muted', className)}>
      <img
        src={media.thumbUrl}
        alt={media.altText === '' ? media.name : media.altText}
        loading="lazy"
        draggable={false}
        className="size-full object-cover"
      />
    </span>
  );
}
