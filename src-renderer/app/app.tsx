import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { followEvents } from '#ui/api/events.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { Loading, Skeleton } from '#ui/ui/skeleton.tsx';
import { Toaster } from '#ui/ui/toast.tsx';
import { TooltipProvider } from '#ui/ui/tooltip.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { PostDrawerHost } from './post-drawer-host.tsx';
import { Screens } from './screens.tsx';
import { Shell } from './shell.tsx';
import { useTheme } from './theme.ts';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={400}>
        <Window />
      </TooltipProvider>
    </QueryClientProvider>
  );
}

function Window() {
  const theme = useTheme();
  const [path] = useLocation();
  useEffect(followEvents, []);
  return (
    <>
      <Shell>
        <ErrorBoundary resetKey={path}>
          <Suspense fallback={<ScreenLoading />}>
            <Screens />
          </Suspense>
        </ErrorBoundary>
      </Shell>
      <PostDrawerHost />
      <Toaster theme={theme} />
    </>
  );
}

function ScreenLoading() {
  return (
    <Loading label="Opening…" className="grid gap-4 px-6 py-5">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-64" />
    </Loading>
  );
}
