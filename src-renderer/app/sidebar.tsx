import { Plus, Search } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Kbd, modKey } from '#ui/ui/kbd.tsx';
import { openNew } from './drawer-store.ts';
import { useHealth } from './health.ts';
import { Inbox } from './inbox.tsx';
import markUrl from './mark.svg';
import { type Place, places, settingsPlace } from './navigation.ts';
import { useOverlays } from './shortcuts.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { UpdateButton } from './update-button.tsx';

export function Sidebar() {
  const needsYou = useHealth().data?.queue.needsYou ?? 0;
  return (
    <nav
      aria-label="Main"
      className="flex w-56 shrink-0 flex-col gap-3 overflow-y-auto border-border border-r bg-sidebar p-3"
    >
      <div className="flex h-8 items-center gap-2 px-1">
        <img src={markUrl} alt="" className="size-5" />
        <span className="font-semibold">Picscripter</span>
        <Button
          variant="ghost"
          size="icon-sm"
          className="ml-auto"
          aria-label="Find a post or a command"
          title={`Find a post or a command (${modKey} K)`}
          onClick={() => useOverlays.setState({ menu: true })}
        >
          <Search className="text-muted-foreground" />
        </Button>
      </div>
      <Button onClick={() => openNew()} aria-keyshortcuts="n" className="w-full justify-start">
        <Plus aria-hidden />
        New post
        <Kbd aria-hidden className="ml-auto border-transparent bg-black/20 text-primary-foreground">
          N
        </Kbd>
      </Button>
      <ul className="grid gap-px">
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} count={place.path === '/resolve' ? needsYou : 0} />
          </li>
        ))}
      </ul>
      <div className="mt-auto grid gap-px">
        <UpdateButton className="mb-2 w-full" />
        <Inbox />
        <div className="flex items-center gap-1">
          <div className="flex-1">
            <PlaceLink place={settingsPlace} count={0} />
          </div>
          <ThemeSwitch />
        </div>
      </div>
    </nav>
  );
}

function PlaceLink({ place, count }: { place: Place; count: number }) {
  const [path] = useLocation();
  const here = path === place.path || path.startsWith(`${place.path}/`);
  return (
    <Link
      href={place.path}
      aria-current={here ? 'page' : undefined}
      className={cn(
        'flex h-7 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground transition-colors duration-100 hover:bg-accent hover:text-foreground',
        here && 'bg-accent text-foreground',
      )}
    >
      <place.icon aria-hidden className="size-4" />
      {place.label}
      {count > 0 && (
        <span className="ml-auto rounded-full bg-danger-fill px-1.5 font-medium text-2xs text-white tabular-nums">
          {count > 99 ? '99+' : count}
          <span className="sr-only"> waiting for you</span>
        </span>
      )}
    </Link>
  );
}
