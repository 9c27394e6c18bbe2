import { Check, Images } from 'lucide-react';
import { useState } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import { isPicture } from '#shared/model/content.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#ui/ui/dialog.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Input } from '#ui/ui/input.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { MediaPicture } from './media-picture.tsx';
import { useMedia } from './use-media.ts';
import { useSettledText } from './use-settled-text.ts';

interface MediaPickerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (media: readonly MediaView[]) => void;
  /** One picture instead of several files: it is picked by the press on it. */
  picture?: boolean;
}

/** Photos and videos that are already in the library, to attach to a post. */
export function MediaPicker({ open, onOpenChange, onPick, picture = false }: MediaPickerProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="w-[min(760px,calc(100vw-32px))]" aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>From the library</DialogTitle>
        </DialogHeader>
        <Choice
          picture={picture}
          onPick={(media) => {
            onPick(media);
            onOpenChange(false);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function Choice({ picture, onPick }: { picture: boolean; onPick: (media: readonly MediaView[]) => void }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly MediaView[]>([]);
  const list = useMedia(useSettledText(search));
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const items = picture ? all.filter(isPicture) : all;
  const toggle = (media: MediaView) =>
    setChosen((before) =>
      before.some(({ id }) => id === media.id)
        ? before.filter(({ id }) => id !== media.id)
        : [...before, media],
    );
  return (
    <>
      <Input
        type="search"
        aria-label="Search the library"
        placeholder="Search by name or description"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="min-h-60 overflow-y-auto">
        {list.isPending && (
          <Loading className="grid grid-cols-6 gap-2">
            {Array.from({ length: 12 }, (_, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Skeleton key={index} className="aspect-square" />
            ))}
          </Loading>
        )}
        {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && (
          <EmptyState
            icon={Images}
            title={search === '' ? 'The library is empty' : 'Nothing found'}
            className="py-8"
          >
            Files that you add to a post are kept here.
          </EmptyState>
        )}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(100px,1fr))] gap-2 p-0.5">
          {items.map((media) => {
            const number = chosen.findIndex(({ id }) => id === media.id) + 1;
            return (
              <li key={media.id}>
                <button
                  type="button"
                  aria-pressed={picture ? undefined : number > 0}
                  className={cn(
                    'relative block w-full rounded-lg border border-border',
                    number > 0 && 'outline-2 outline-primary',
                  )}
                  onClick={() => (picture ? onPick([media]) : toggle(media))}
                >
                  <MediaPicture media={media} className="aspect-square rounded-lg" />
                  {number > 0 && (
                    <span className="absolute top-1 right-1 grid size-5 place-items-center rounded-full bg-primary text-primary-foreground">
                      <Check aria-hidden className="size-3.5" />
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        {list.hasNextPage && (
          <Button
            variant="outline"
            className="mx-auto mt-3 flex"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </div>
      {!picture && (
        <DialogFooter>
          <Button disabled={chosen.length === 0} onClick={() => onPick(chosen)}>
            {chosen.length === 0 ? 'Add' : chosen.length === 1 ? 'Add 1 file' : `Add ${chosen.length} files`}
          </Button>
        </DialogFooter>
      )}
    </>
  );
}
