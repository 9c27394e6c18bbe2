import { useId, useState } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import { MediaPicker } from '#ui/library/media-picker.tsx';
import { MediaPicture } from '#ui/library/media-picture.tsx';
import { Button } from '#ui/ui/button.tsx';

interface ThumbnailOptionProps {
  /** Null: the platform takes one from the video. */
  picture: MediaView | null;
  onPicture: (picture: MediaView | null) => void;
}

/** The picture that stands for a video. */
export function ThumbnailOption({ picture, onPicture }: ThumbnailOptionProps) {
  const [choosing, setChoosing] = useState(false);
  const hint = useId();
  return (
    <fieldset aria-describedby={hint} className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">Thumbnail</legend>
      <div className="flex items-center gap-3">
        {picture !== null && <MediaPicture media={picture} className="aspect-video w-24 rounded-md" />}
        <Button variant="outline" size="sm" data-place="options" onClick={() => setChoosing(true)}>
          {picture === null ? 'Choose from the library' : 'Choose another'}
        </Button>
        {picture !== null && (
          <Button variant="ghost" size="sm" onClick={() => onPicture(null)}>
            Remove
          </Button>
        )}
      </div>
      <p id={hint} className="text-muted-foreground text-xs">
        The picture that stands for the video. Left out, it is a frame of it.
      </p>
      <MediaPicker
        picture
        open={choosing}
        onOpenChange={setChoosing}
        onPick={([chosen]) => chosen !== undefined && onPicture(chosen)}
      />
    </fieldset>
  );
}
