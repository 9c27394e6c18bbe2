import { ImagePlus, Images, PenLine, SearchX, Trash2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { MediaView } from '#shared/contract/media.ts';
import { UploadTile } from '#ui/studio/upload-tile.tsx';
import { useFileDrop, useUploads } from '#ui/studio/use-uploads.ts';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Input } from '#ui/ui/input.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { acceptedFiles } from './accepted-files.ts';
import { MediaCard } from './media-card.tsx';
import { MediaDialog } from './media-dialog.tsx';
import { useLibraryActions } from './use-library-actions.ts';
import { useMedia } from './use-media.ts';
import { useSettledText } from './use-settled-text.ts';

export function LibraryScreen() {
  const [search, setSearch] = useState('');
  const asked = useSettledText(search);
  const list = useMedia(asked);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const actions = useLibraryActions();
  const uploads = useUploads(actions.refresh);
  const drop = useFileDrop(uploads.add);
  const picker = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const picked = chosen.flatMap((id) => items.find((media) => media.id === id) ?? []);
  const shown = items.find(({ id }) => id === opened);

  const toggle = ({ id }: MediaView) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const add = (
    <Button onClick={() => picker.current?.click()}>
      <ImagePlus aria-hidden />
      Add files
    </Button>
  );

  return (
    <div className="relative flex min-h-full flex-col" {...drop.handlers}>
      <PageHeader
        title="Library"
        description="Every photo and video you have added to a post."
        actions={add}
      />
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
      <div className="sticky top-0 z-10 flex min-h-11 flex-wrap items-center gap-2 border-border border-b bg-background px-6 pb-3">
        <Input
          type="search"
          aria-label="Search the library"
          placeholder="Search by name or description"
          className="max-w-80"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className="flex-1" />
        {picked.length > 0 && (
          <Chosen
            count={picked.length}
            onPost={() => void actions.startPost(picked).then((done) => done && setChosen([]))}
            onHide={() => void actions.hide(picked).then(() => setChosen([]))}
            onClear={() => setChosen([])}
          />
        )}
      </div>
      <div className="flex-1 px-6 py-4">
        {uploads.list.length > 0 && (
          <ul aria-label="Being added" className="mb-4 flex flex-wrap gap-2">
            {uploads.list.map((upload) => (
              <UploadTile
                key={upload.id}
                upload={upload}
                onRetry={() => uploads.retry(upload.id)}
                onCancel={() => uploads.cancel(upload.id)}
              />
            ))}
          </ul>
        )}
        {list.isPending ? (
          <Loading className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-3">
            {Array.from({ length: 12 }, (_, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Skeleton key={index} className="aspect-square" />
            ))}
          </Loading>
        ) : list.isError && items.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : items.length === 0 ? (
          <Nothing isSearch={asked !== ''} add={add} onShowAll={() => setSearch('')} />
        ) : (
          <ul aria-label="Files" className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-3">
            {items.map((media) => (
              <MediaCard
                key={media.id}
                media={media}
                isChosen={chosen.includes(media.id)}
                onToggle={() => toggle(media)}
                onOpen={() => setOpened(media.id)}
              />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button
            variant="outline"
            className="mx-auto mt-4 flex"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </div>
      {shown !== undefined && <MediaDialog key={shown.id} media={shown} onClose={() => setOpened(null)} />}
      {drop.isOver && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-xl border-2 border-primary border-dashed bg-primary-soft/80 font-medium text-primary-text"
        >
          Drop photos and videos to add them
        </div>
      )}
    </div>
  );
}

interface ChosenProps {
  count: number;
  onPost: () => void;
  onHide: () => void;
  onClear: () => void;
}

function Chosen({ count, onPost, onHide, onClear }: ChosenProps) {
  return (
    <div role="toolbar" aria-label="Selected files" className="flex items-center gap-2">
      <output className="font-medium tabular-nums">{count} selected</output>
      <Button size="sm" onClick={onPost}>
        <PenLine aria-hidden />
        New post with {count === 1 ? 'this' : 'these'}
      </Button>
      <Button variant="outline" size="sm" onClick={onHide}>
        <Trash2 aria-hidden />
        Take out
      </Button>
      <Button variant="ghost" size="sm" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

function Nothing({ isSearch, add, onShowAll }: { isSearch: boolean; add: ReactNode; onShowAll: () => void }) {
  if (isSearch) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing found"
        action={
          <Button variant="outline" onClick={onShowAll}>
            Show all
          </Button>
        }
      >
        No file has this in its name or description.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Images} title="The library is empty" action={add}>
      Add photos here, or drop them on a post. Each file is kept once and can be used in many posts.
    </EmptyState>
  );
}
