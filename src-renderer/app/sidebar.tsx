import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Kbd } from '#ui/ui/kbd.tsx';
import { openNew } from './drawer-store.ts';
import { type Place, places, settingsPlace } from './navigation.ts';

export function Sidebar() {
  const needsYou = useQuery(api.app.health.queryOptions({ input: {} })).data?.queue.needsYou ?? 0;
  return (
    <nav
      aria-label="Main"
      className="flex w-56 shrink-0 flex-col gap-3 border-border border-r bg-sidebar p-3"
    >
      <Button onClick={() => openNew()} className="w-full justify-start">
        <Plus aria-hidden />
        New post
        <Kbd className="ml-auto border-transparent bg-white/20 text-primary-foreground">N</Kbd>
      </Button>
      <ul className="grid gap-px">
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} count={place.path === '/resolve' ? needsYou : 0} />
          </li>
        ))}
      </ul>
      <div className="mt-auto">
        <PlaceLink place={settingsPlace} count={0} />
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
