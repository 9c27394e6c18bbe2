import type { ReactNode } from 'react';
import { Sidebar } from './sidebar.tsx';

/** The frame around every screen. A screen fills `main` and scrolls by itself or lets it scroll. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full">
      <Sidebar />
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col overflow-y-auto outline-none">
        {children}
      </main>
    </div>
  );
}
