import { Copy, Ellipsis, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PostView } from '#shared/contract/posts.ts';
import { usePostActions } from '#ui/posts/use-post-actions.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/ui/dropdown-menu.tsx';
import { useDocumentTitle } from '#ui/ui/page-header.tsx';
import { SheetTitle } from '#ui/ui/sheet.tsx';
import { EarlierVersions } from './earlier-versions.tsx';
import { SaveIndicator } from './save-indicator.tsx';
import type { Editing } from './use-editing.ts';

interface ComposerHeaderProps {
  editing: Editing;
  layout: 'page' | 'drawer';
  isNew: boolean;
  onDone: (post: PostView | null) => void;
}

export function ComposerHeader({ editing, layout, isNew, onDone }: ComposerHeaderProps) {
  const { autosave, post, save } = editing;
  const title = isNew ? 'New post' : 'Edit post';
  return (
    <header
      className={cn(
        'flex min-h-13 shrink-0 items-center gap-3 border-border border-b px-5 py-2',
        layout === 'drawer' && 'pr-12',
      )}
    >
      {layout === 'page' ? (
        <PageTitle title={title} />
      ) : (
        <SheetTitle className="shrink-0">{title}</SheetTitle>
      )}
      <div className="flex min-w-0 flex-1 items-center">
        <SaveIndicator save={save} onRetry={() => void autosave.flush()} />
      </div>
      {post !== null && <PostMenu editing={editing} post={post} onDone={onDone} />}
    </header>
  );
}

function PageTitle({ title }: { title: string }) {
  useDocumentTitle(title);
  return <h1 className="shrink-0 font-semibold text-lg">{title}</h1>;
}

interface PostMenuProps {
  editing: Editing;
  post: PostView;
  onDone: (post: PostView | null) => void;
}

function PostMenu({ editing, post, onDone }: PostMenuProps) {
  const [showsVersions, setShowsVersions] = useState(false);
  const actions = usePostActions();
  const saveFirst = (work: (post: PostView) => void) => async () => {
    await editing.autosave.flush();
    work(editing.autosave.store.getState().post ?? post);
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label="More">
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setShowsVersions(true)}>
            <History aria-hidden />
            Earlier versions
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void saveFirst((post) => actions.duplicate(post))()}>
            <Copy aria-hidden />
            Duplicate
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem
            variant="destructive"
            onSelect={() => void saveFirst((post) => actions.remove([post], () => onDone(null)))()}
          >
            <Trash2 aria-hidden />
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {showsVersions && (
        <EarlierVersions editing={editing} post={post} open onOpenChange={setShowsVersions} />
      )}
    </>
  );
}
