import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Banners } from './banners.tsx';
import { CommandMenu } from './command-menu.tsx';
import { useDesktopBridge } from './desktop-bridge.ts';
import { useHealth } from './health.ts';
import { HelpSheet } from './help-sheet.tsx';
import { NoticeWatch } from './notice-watch.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Sidebar } from './sidebar.tsx';
import { VaultLock } from './vault-lock.tsx';
import { useVault } from './vault-store.ts';

/** The frame around every screen. A screen fills `main` and scrolls by itself or lets it scroll. */
export function Shell({ children }: { children: ReactNode }) {
  const health = useHealth().data;
  const later = useVault((state) => state.later);
  if (health?.vault === 'locked' && !later) return <VaultLock health={health} />;
  return <Frame>{children}</Frame>;
}

function Frame({ children }: { children: ReactNode }) {
  useShortcuts();
  useDesktopBridge();
  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        className="-top-12 absolute left-2 z-50 rounded-md bg-primary px-3 py-1.5 font-medium text-primary-foreground focus:top-2"
      >
        Skip to the content
      </a>
      <Banners />
      <div className="flex min-h-0 flex-1">
        <Sidebar />
        <Content>{children}</Content>
      </div>
      <CommandMenu />
      <HelpSheet />
      <NoticeWatch />
    </div>
  );
}

/** A new screen starts at its top, and the keyboard goes on from there. */
function Content({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.scrollTo(0, 0);
    // Whoever types in it already keeps the caret.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main
      ref={main}
      id="content"
      tabIndex={-1}
      className="flex min-w-0 flex-1 flex-col overflow-y-auto outline-none"
    >
      {children}
    </main>
  );
}
