import { ImagePlus, Images } from 'lucide-react';
import { useRef, useState } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import { MediaPicker } from '#ui/library/media-picker.tsx';
import { Button } from '#ui/ui/button.tsx';
import { acceptedFiles } from '#ui/library/accepted-files.ts';
import { withAltText } from './draft.ts';
import { MediaTile } from './media-tile.tsx';
import { moved, moveWords } from './move.ts';
import type { Undoable } from './undo-line.tsx';
import { UploadTile } from './upload-tile.tsx';
import type { Editing } from './use-editing.ts';
import type { Uploads } from './use-uploads.ts';

interface MediaSectionProps {
  editing: Editing;
  uploads: Uploads;
  onAttach: (media: readonly MediaView[]) => void;
  onUndoable: (undoable: Undoable) => void;
}

/** The photos and videos of the post, in the order in which they go out. */
export function MediaSection({ editing, uploads, onAttach, onUndoable }: MediaSectionProps) {
  const { draft, change, autosave } = editing;
  const picker = useRef<HTMLInputElement>(null);
  const [choosing, setChoosing] = useState(false);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const count = draft.media.length;

  function move(from: number, to: number): void {
    if (to < 0 || to >= count) return;
    const mediaId = draft.media[from]?.mediaId ?? '';
    change((draft) => ({ ...draft, media: [...moved(draft.media, from, to)] }));
    setSaid(moveWords(autosave.mediaOf(mediaId)?.name ?? 'The file', to, count));
  }
  function remove(index: number): void {
    const gone = autosave.store.getState().draft.media[index];
    if (gone === undefined) return;
    change((draft) => ({ ...draft, media: draft.media.filter(({ mediaId }) => mediaId !== gone.mediaId) }));
    onUndoable({
      words: `${autosave.mediaOf(gone.mediaId)?.name ?? 'The file'} removed from the post.`,
      undo: () => change((draft) => ({ ...draft, media: draft.media.toSpliced(index, 0, gone) })),
      place: { field: `media.${index}`, connectionId: null },
    });
  }

  return (
    <section aria-label="Photos and videos" className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-medium">Photos and videos</h2>
        <div className="flex gap-1">
          <Button variant="ghost" size="sm" onClick={() => setChoosing(true)}>
            <Images aria-hidden />
            From library
          </Button>
          <Button variant="ghost" size="sm" data-place="media" onClick={() => picker.current?.click()}>
            <ImagePlus aria-hidden />
            Add files
          </Button>
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={acceptedFiles}
        aria-label="Add photos and videos"
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {count + uploads.list.length === 0 ? (
        <button
          type="button"
          className="grid min-h-20 place-items-center rounded-lg border border-input border-dashed p-3 text-muted-foreground hover:bg-accent"
          onClick={() => picker.current?.click()}
        >
          Drop photos and videos here, paste them, or click to choose
        </button>
      ) : (
        <ol className="flex flex-wrap gap-2">
          {draft.media.map(({ mediaId, altText }, index) => (
            <MediaTile
              key={mediaId}
              media={autosave.mediaOf(mediaId)}
              altText={altText}
              index={index}
              count={count}
              isDragged={dragged === index}
              onAltText={(text) => change((draft) => withAltText(draft, mediaId, text))}
              onMove={(to) => move(index, to)}
              onRemove={() => remove(index)}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDropHere={() => dragged !== null && move(dragged, index)}
            />
          ))}
          {uploads.list.map((upload) => (
            <UploadTile
              key={upload.id}
              upload={upload}
              onRetry={() => uploads.retry(upload.id)}
              onCancel={() => uploads.cancel(upload.id)}
            />
          ))}
        </ol>
      )}
      <output className="sr-only">{said}</output>
      <MediaPicker open={choosing} onOpenChange={setChoosing} onPick={onAttach} />
    </section>
  );
}
