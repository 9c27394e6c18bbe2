import { Copy, Ellipsis, Eye, ImageOff, Pencil, Repeat2, RotateCcw, Trash2 } from 'lucide-react';
import { openPost } from '#ui/app/drawer-store.ts';
import { MediaPicture } from '#ui/library/media-picture.tsx';
import { isFrozen } from '#ui/studio/draft.ts';
import { Button } from '#ui/ui/button.tsx';
import { Checkbox } from '#ui/ui/checkbox.tsx';
import { cn } from '#ui/ui/cn.ts';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from '#ui/ui/dropdown-menu.tsx';
import { Time } from '#ui/ui/time.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { PostStates } from './post-states.tsx';
import { postTime } from './post-times.ts';
import { usePostActions } from './use-post-actions.ts';

interface PostRowProps {
  post: PostView;
  isActive: boolean;
  isSelected: boolean;
  onActive: () => void;
  onTick: (withShift: boolean) => void;
}

const timeWords = { next: 'Goes out', published: 'Published', planned: 'Planned for', edited: 'Changed' };

export function PostRow({ post, isActive, isSelected, onActive, onTick }: PostRowProps) {
  const { kind, instant } = postTime(post);
  const [photo, ...more] = post.media;
  const caption = post.caption.trim() === '' ? 'No caption' : post.caption;
  const tabIndex = isActive ? 0 : -1;
  return (
    <div
      className={cn(
        'flex h-full items-center gap-3 border-border border-b px-6 hover:bg-muted',
        isSelected && 'bg-primary-soft hover:bg-primary-soft',
      )}
      onFocus={onActive}
    >
      <Checkbox
        checked={isSelected}
        tabIndex={tabIndex}
        aria-label={`Select “${caption.slice(0, 60)}”`}
        onClick={(event) => {
          event.preventDefault();
          onTick(event.shiftKey);
        }}
      />
      <button
        type="button"
        data-row
        tabIndex={tabIndex}
        className="flex min-w-0 flex-1 items-center gap-3 self-stretch text-left"
        onClick={() => openPost(post.id)}
      >
        {photo === undefined ? (
          <span className="grid size-10 shrink-0 place-items-center rounded-md bg-muted">
            <ImageOff aria-hidden className="size-4 text-muted-foreground" />
          </span>
        ) : (
          <span className="relative shrink-0">
            <MediaPicture media={photo} className="size-10 rounded-md" />
            {more.length > 0 && (
              <span className="-right-1 -bottom-1 absolute rounded-full bg-foreground px-1.5 text-2xs text-background tabular-nums">
                {more.length + 1}
              </span>
            )}
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className={cn('line-clamp-1', post.caption.trim() === '' && 'text-muted-foreground')}>
            {caption}
          </span>
          <span className="text-muted-foreground text-xs">
            {post.deletedAt === null ? (
              <>
                {timeWords[kind]}{' '}
                <Time instant={instant} shape={kind === 'edited' ? 'relative' : 'day-time'} />
              </>
            ) : (
              <>
                Deleted <Time instant={post.deletedAt} />
              </>
            )}
          </span>
        </span>
        {post.deletedAt === null && <PostStates targets={post.targets} />}
      </button>
      <RowMenu post={post} tabIndex={tabIndex} />
    </div>
  );
}

function RowMenu({ post, tabIndex }: { post: PostView; tabIndex: number }) {
  const actions = usePostActions();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" tabIndex={tabIndex} aria-label="What to do with this post">
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      {post.deletedAt !== null ? (
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void actions.restore([post])}>
            <RotateCcw aria-hidden />
            Restore
          </DropdownMenuItem>
        </DropdownMenuContent>
      ) : (
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => openPost(post.id)}>
            <Eye aria-hidden />
            Open
            <DropdownMenuShortcut>Enter</DropdownMenuShortcut>
          </DropdownMenuItem>
          {!isFrozen(post) && (
            <DropdownMenuItem onSelect={() => openPost(post.id, 'edit')}>
              <Pencil aria-hidden />
              Edit
              <DropdownMenuShortcut>E</DropdownMenuShortcut>
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => actions.duplicate(post)}>
            <Copy aria-hidden />
            Duplicate
            <DropdownMenuShortcut>D</DropdownMenuShortcut>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => actions.repost(post)}>
            <Repeat2 aria-hidden />
            Post again at another time
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="destructive" onSelect={() => void actions.remove([post])}>
            <Trash2 aria-hidden />
            Delete
            <DropdownMenuShortcut>Del</DropdownMenuShortcut>
          </DropdownMenuItem>
        </DropdownMenuContent>
      )}
    </DropdownMenu>
  );
}
