import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowLeft, FileText, Plus, SearchX, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { openNew } from '#ui/app/drawer-store.ts';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { PageHeader } from '#ui/ui/page-header.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { isFiltered, listInput, type PostFilter, readFilter, writeFilter } from './post-filter.ts';
import { PostList } from './post-list.tsx';
import { nothingSelected, stillThere } from './selection.ts';
import { UnsavedBanner } from './unsaved-banner.tsx';

export function PostsScreen() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const setFilter = (next: PostFilter) => setParams(writeFilter(next), { replace: true });
  const inTrash = filter.trash === 'true';

  const list = useInfiniteQuery(
    api.posts.list.infiniteOptions({
      input: (cursor: string | undefined) => listInput(filter, cursor),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const posts = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [ticks, setSelection] = useState(nothingSelected);
  const selection = stillThere(
    ticks,
    posts.map(({ id }) => id),
  );
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={inTrash ? 'Trash' : 'Posts'}
        {...(inTrash && { description: 'Deleted posts are kept for 30 days.' })}
        actions={
          inTrash ? (
            <Button variant="outline" onClick={() => setFilter({})}>
              <ArrowLeft aria-hidden />
              Back to posts
            </Button>
          ) : (
            <>
              <Button variant="ghost" onClick={() => setFilter({ trash: 'true' })}>
                <Trash2 aria-hidden />
                Trash
              </Button>
              <Button onClick={() => openNew()}>
                <Plus aria-hidden />
                New post
              </Button>
            </>
          )
        }
      />
      <UnsavedBanner />
      <FilterBar filter={filter} onFilter={setFilter} />
      {selection.ids.size > 0 && (
        <BulkBar
          posts={posts.filter(({ id }) => selection.ids.has(id))}
          inTrash={inTrash}
          onClear={() => setSelection(nothingSelected)}
        />
      )}
      {list.isPending ? (
        <Loading className="grid gap-px px-6 py-3">
          {Array.from({ length: 8 }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Skeleton key={index} className="my-2 h-11" />
          ))}
        </Loading>
      ) : list.isError && posts.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : posts.length === 0 ? (
        <NoPosts filter={filter} onFilter={setFilter} />
      ) : (
        <PostList
          posts={posts}
          selection={selection}
          onSelection={setSelection}
          hasMore={list.hasNextPage}
          onMore={more}
        />
      )}
    </div>
  );
}

function NoPosts({ filter, onFilter }: { filter: PostFilter; onFilter: (filter: PostFilter) => void }) {
  if (isFiltered(filter)) {
    const { trash } = filter;
    return (
      <EmptyState
        icon={SearchX}
        title="No post matches"
        action={
          <Button variant="outline" onClick={() => onFilter(trash === undefined ? {} : { trash })}>
            Show all
          </Button>
        }
      >
        Try other words, another state or another account.
      </EmptyState>
    );
  }
  if (filter.trash === 'true') {
    return (
      <EmptyState icon={Trash2} title="The trash is empty">
        Posts that you delete stay here for 30 days.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={FileText}
      title="No posts yet"
      action={
        <Button onClick={() => openNew()}>
          <Plus aria-hidden />
          Write your first post
        </Button>
      }
    >
      Drafts, scheduled and published posts are listed here.
    </EmptyState>
  );
}
