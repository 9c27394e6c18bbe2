import { Play } from 'lucide-react';
import type { MediaView } from '#shared/contract/media.ts';
import { isVideo } from '#shared/model/content.ts';
import { cn } from '#ui/ui/cn.ts';

/** The small picture of a file; a video has its sign on it. */
export function MediaPicture({ media, className }: { media: MediaView; className?: string }) {
  return (
    <span className={cn('relative block overflow-hidden bg-muted', className)}>
      <img
        src={media.thumbUrl}
        alt={media.altText === '' ? media.name : media.altText}
        loading="lazy"
        draggable={false}
        className="size-full object-cover"
      />
      {isVideo(media) && (
        <Play
          aria-label="Video"
          className="absolute inset-0 m-auto size-7 rounded-full bg-black/60 p-1.5 text-white"
        />
      )}
    </span>
  );
}
