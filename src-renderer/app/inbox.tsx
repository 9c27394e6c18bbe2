import { useMutation } from '@tanstack/react-query';
import { Bell, Check, CheckCheck, CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Notice } from '#shared/contract/notices.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { ErrorState } from '#ui/ui/error-state.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#ui/ui/popover.tsx';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Time } from '#ui/ui/time.tsx';
import { toastError } from '#ui/ui/toast.tsx';
import { noticeButton, unreadFirst, useNotices } from './notices.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.notices.key() });

/** The inbox: everything the seller was told. A notice stays unread until the seller deals with it or says so. */
export function Inbox() {
  const [open, setOpen] = useState(false);
  const unread = useNotices().data?.unread ?? 0;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          className="flex h-7 w-full items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground transition-colors duration-100 hover:bg-accent hover:text-foreground data-[state=open]:bg-accent data-[state=open]:text-foreground"
        >
          <Bell aria-hidden className="size-4" />
          Inbox
          {unread > 0 && (
            <span className="ml-auto rounded-full bg-primary px-1.5 font-medium text-2xs text-primary-foreground tabular-nums">
              {unread > 99 ? '99+' : unread}
              <span className="sr-only"> unread</span>
            </span>
          )}
        </button>
      </PopoverTrigger>
      <PopoverContent
        side="right"
        align="end"
        sideOffset={16}
        aria-label="Inbox"
        className="flex max-h-[min(640px,calc(100vh-32px))] w-[min(400px,calc(100vw-32px))] flex-col p-0"
      >
        <NoticeList onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function NoticeList({ onDone }: { onDone: () => void }) {
  const { data, error, refetch } = useNotices();
  const readAll = useMutation(
    api.notices.readAll.mutationOptions({ onSuccess: refresh, onError: (error) => toastError(error) }),
  );
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2 border-border border-b px-4">
        <h2 className="font-semibold">Inbox</h2>
        {data !== undefined && data.unread > 0 && (
          <Button
            variant="ghost"
            size="sm"
            className="ml-auto"
            loading={readAll.isPending}
            onClick={() => readAll.mutate({})}
          >
            <CheckCheck aria-hidden />
            Mark all as read
          </Button>
        )}
      </div>
      <div className="overflow-y-auto">
        {data === undefined ? (
          error === null ? (
            <Loading className="grid gap-3 p-4">
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
            </Loading>
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} className="py-8" />
          )
        ) : data.items.length === 0 ? (
          <EmptyState icon={Bell} title="Nothing to tell" className="py-10">
            When a post needs you or an account has to be reconnected, it stands here.
          </EmptyState>
        ) : (
          <ul>
            {unreadFirst(data.items).map((notice) => (
              <NoticeItem key={notice.id} notice={notice} onDone={onDone} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

const levels: Record<Notice['level'], { icon: LucideIcon; label: string; className: string }> = {
  info: { icon: Info, label: 'For your information', className: 'text-info' },
  warn: { icon: TriangleAlert, label: 'Warning', className: 'text-warning' },
  alarm: { icon: CircleAlert, label: 'Urgent', className: 'text-danger' },
};

function NoticeItem({ notice, onDone }: { notice: Notice; onDone: () => void }) {
  const read = useMutation(
    api.notices.read.mutationOptions({ onSuccess: refresh, onError: (error) => toastError(error) }),
  );
  const level = levels[notice.level];
  const button = noticeButton(notice);
  const unread = notice.readAt === null;
  const act = () => {
    if (unread) read.mutate({ id: notice.id });
    onDone();
    button?.run();
  };
  return (
    <li
      className={cn(
        'flex gap-3 border-border border-b px-4 py-3 last:border-b-0',
        unread && 'bg-primary-soft/40',
      )}
    >
      <level.icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', level.className)} />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className={cn(unread && 'font-medium')}>
          <span className="sr-only">
            {level.label}
            {unread ? ', unread: ' : ': '}
          </span>
          {notice.title}
        </p>
        <p className="text-muted-foreground [overflow-wrap:anywhere]">{notice.text}</p>
        <div className="flex items-center gap-2 pt-0.5">
          {button !== null && (
            <Button variant="outline" size="sm" onClick={act}>
              {button.label}
            </Button>
          )}
          {unread && (
            <Button
              variant="ghost"
              size="sm"
              loading={read.isPending}
              onClick={() => read.mutate({ id: notice.id })}
            >
              <Check aria-hidden />
              Mark as read
            </Button>
          )}
          <Time
            instant={notice.createdAt}
            shape="relative"
            className="ml-auto text-muted-foreground text-xs"
          />
        </div>
      </div>
    </li>
  );
}
