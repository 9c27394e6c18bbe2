import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import {
  BellOff,
  FileText,
  Keyboard,
  type LucideIcon,
  Monitor,
  Moon,
  PenLine,
  Plus,
  RefreshCw,
  Sun,
} from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { api } from '#ui/api/queries.ts';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#ui/ui/command.tsx';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '#ui/ui/dialog.tsx';
import { Kbd } from '#ui/ui/kbd.tsx';
import { toast, toastError } from '#ui/ui/toast.tsx';
import { openNew, openPost } from './drawer-store.ts';
import { places, settingsPlace } from './navigation.ts';
import { useOverlays } from './shortcuts.ts';
import { usePatchSettings } from './settings-patch.ts';

/** Ctrl/Cmd+K: go anywhere, do the common things, find a post by its words. */
export function CommandMenu() {
  const open = useOverlays((state) => state.menu);
  return (
    <Dialog open={open} onOpenChange={(menu) => useOverlays.setState({ menu })}>
      <DialogContent bare className="top-[20%] w-[min(560px,calc(100vw-32px))] translate-y-0 gap-0 p-0">
        <DialogTitle className="sr-only">Commands</DialogTitle>
        <DialogDescription className="sr-only">Type to find a post, a page or a command.</DialogDescription>
        <Menu />
      </DialogContent>
    </Dialog>
  );
}

function Menu() {
  const [text, setText] = useState('');
  const patch = usePatchSettings();
  const checkNow = useMutation(
    api.app.checkNow.mutationOptions({
      onSuccess: () => toast.success('The publisher is looking at the queue.'),
      onError: (error) => toastError(error),
    }),
  );
  const readAll = useMutation(api.notices.readAll.mutationOptions({ onError: (error) => toastError(error) }));
  return (
    <Command loop>
      <CommandInput value={text} onValueChange={setText} placeholder="Find a post or a command" />
      <CommandList>
        <CommandEmpty>Nothing found.</CommandEmpty>
        <CommandGroup heading="Do">
          <Item icon={Plus} label="New post" keys={['N']} run={() => openNew()} />
          <Item icon={PenLine} label="New post on a whole page" run={() => navigate('/studio')} />
          <Item icon={RefreshCw} label="Check the queue now" run={() => checkNow.mutate({})} />
          <Item icon={BellOff} label="Mark all notices as read" run={() => readAll.mutate({})} />
          <Item icon={Keyboard} label="Keyboard shortcuts" keys={['?']} run={showHelp} />
        </CommandGroup>
        <CommandGroup heading="Go to">
          {[...places, settingsPlace].map(({ label, path, icon, key }) => (
            <Item
              key={path}
              icon={icon}
              label={label}
              keys={['G', key.toUpperCase()]}
              run={() => navigate(path)}
            />
          ))}
        </CommandGroup>
        <CommandGroup heading="Theme">
          <Item icon={Sun} label="Light theme" run={() => patch.mutate({ theme: 'light' })} />
          <Item icon={Moon} label="Dark theme" run={() => patch.mutate({ theme: 'dark' })} />
          <Item icon={Monitor} label="Theme of this computer" run={() => patch.mutate({ theme: 'system' })} />
        </CommandGroup>
        <FoundPosts text={text} />
      </CommandList>
    </Command>
  );
}

function FoundPosts({ text }: { text: string }) {
  const search = useDeferredValue(text.trim());
  const { data } = useQuery(
    api.posts.list.queryOptions({
      input: { search, limit: 6 },
      enabled: search.length >= 2,
      placeholderData: keepPreviousData,
    }),
  );
  if (search.length < 2 || data === undefined || data.items.length === 0) return null;
  return (
    <CommandGroup heading="Posts">
      {data.items.map((post) => (
        // The desktop has searched already; with the words in its value the menu does not filter it out again.
        <CommandItem key={post.id} value={`${text} ${post.id}`} onSelect={() => run(() => openPost(post.id))}>
          <FileText aria-hidden />
          <span className="truncate">{post.caption === '' ? 'Post without text' : post.caption}</span>
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

interface ItemProps {
  icon: LucideIcon;
  label: string;
  keys?: readonly string[];
  run: () => void;
}

function Item({ icon: Icon, label, keys = [], run: action }: ItemProps) {
  return (
    <CommandItem onSelect={() => run(action)}>
      <Icon aria-hidden />
      {label}
      <span className="ml-auto flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </CommandItem>
  );
}

function run(action: () => void): void {
  useOverlays.setState({ menu: false });
  action();
}

function showHelp(): void {
  useOverlays.setState({ help: true });
}
