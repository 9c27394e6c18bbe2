import { PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#ui/ui/dialog.tsx';
import { Field } from '#ui/ui/field.tsx';
import { Textarea } from '#ui/ui/textarea.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { MediaView } from '#shared/contract/media.ts';
import { isPicture, isVideo } from '#shared/model/content.ts';
import { codecName, duration, pixels } from '#shared/rules/media-words.ts';
import { formatBytes } from './format-bytes.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** One file: what it is, how it is described, what can be done with it. The description is saved when it is left. */
export function MediaDialog({ media, onClose }: { media: MediaView; onClose: () => void }) {
  const actions = useLibraryActions();
  const [altText, setAltText] = useState(media.altText);
  const save = () => {
    if (altText !== media.altText) void actions.describe(media, altText);
  };
  const close = () => {
    save();
    onClose();
  };
  const size = media.width > 0 ? `${pixels(media)}, ` : '';
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent aria-describedby={undefined} className="w-[min(640px,calc(100vw-32px))]">
        <DialogHeader>
          <DialogTitle className="truncate">{media.name}</DialogTitle>
        </DialogHeader>
        {isVideo(media) ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            src={media.url}
            poster={media.thumbUrl}
            controls
            className="max-h-80 w-full rounded-md bg-muted"
          />
        ) : (
          <img
            src={isPicture(media) ? media.url : media.thumbUrl}
            alt={altText === '' ? media.name : altText}
            className="max-h-80 w-full rounded-md bg-muted object-contain"
          />
        )}
        <p className="text-muted-foreground text-xs tabular-nums">
          {size}
          {media.video !== undefined && `${videoWords(media.video)}, `}
          {formatBytes(media.size)}, added <Time instant={media.createdAt} />,{' '}
          {media.uses === 0 ? 'not used yet' : `in ${media.uses} ${media.uses === 1 ? 'post' : 'posts'}`}
        </p>
        {isPicture(media) && (
          <Field label="Description" hint="For people who cannot see the photo. New posts begin with it.">
            <Textarea
              value={altText}
              maxLength={5000}
              className="max-h-40"
              onChange={(event) => setAltText(event.target.value)}
              onBlur={save}
            />
          </Field>
        )}
        <DialogFooter>
          <Button
            variant="ghost"
            className="mr-auto"
            onClick={() => {
              onClose();
              void actions.hide([media]);
            }}
          >
            <Trash2 aria-hidden />
            Take out of the library
          </Button>
          <Button
            variant="outline"
            onClick={() => {
              close();
              void actions.startPost([{ ...media, altText }]);
            }}
          >
            <PenLine aria-hidden />
            New post with this
          </Button>
          <Button onClick={close}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

/** What is in a video, as far as its file tells: "12.5 seconds, 30 frames a second, H.264, without sound". */
function videoWords({ durationMs, frameRate, codec, audioCodec }: NonNullable<MediaView['video']>): string {
  return [
    duration(durationMs),
    ...(frameRate === null ? [] : [`${Math.round(frameRate)} frames a second`]),
    ...(codec === null ? [] : [codecName(codec)]),
    ...(audioCodec === null ? ['without sound'] : []),
  ].join(', ');
}
