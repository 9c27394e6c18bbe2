import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { queryClient } from '#ui/api/query-client.ts';
import { askForDays } from '#ui/calendar/days-ahead.ts';
import { NotFound } from './not-found.tsx';

// Every screen is loaded when it is first opened.
const CalendarScreen = lazy(async () => {
  void askForDays(queryClient);
  return { default: (await import('../calendar/calendar-screen.tsx')).CalendarScreen };
});
const StudioScreen = lazy(async () => ({
  default: (await import('../studio/studio-screen.tsx')).StudioScreen,
}));
const PostsScreen = lazy(async () => ({ default: (await import('../posts/posts-screen.tsx')).PostsScreen }));
const PostScreen = lazy(async () => ({ default: (await import('../posts/post-screen.tsx')).PostScreen }));
const ReceiptScreen = lazy(async () => ({
  default: (await import('../receipt/receipt-screen.tsx')).ReceiptScreen,
}));
const ResolveScreen = lazy(async () => ({
  default: (await import('../resolve/resolve-screen.tsx')).ResolveScreen,
}));
const LibraryScreen = lazy(async () => ({
  default: (await import('../library/library-screen.tsx')).LibraryScreen,
}));
const TemplatesScreen = lazy(async () => ({
  default: (await import('../templates/templates-screen.tsx')).TemplatesScreen,
}));
const ConnectionsScreen = lazy(async () => ({
  default: (await import('../connections/connections-screen.tsx')).ConnectionsScreen,
}));
const SetupScreen = lazy(async () => ({
  default: (await import('../connections/setup-screen.tsx')).SetupScreen,
}));
const ActivityScreen = lazy(async () => ({
  default: (await import('../activity/activity-screen.tsx')).ActivityScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../settings/settings-screen.tsx')).SettingsScreen,
}));

/** Which address shows which screen. */
export function Screens() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/calendar" replace />
      </Route>
      <Route path="/calendar">
        <CalendarScreen />
      </Route>
      <Route path="/studio/:postId?">{({ postId }) => <StudioScreen postId={postId} />}</Route>
      <Route path="/posts">
        <PostsScreen />
      </Route>
      <Route path="/posts/:postId">{({ postId }) => <PostScreen postId={postId} />}</Route>
      <Route path="/receipts/:targetId">{({ targetId }) => <ReceiptScreen targetId={targetId} />}</Route>
      <Route path="/resolve">
        <ResolveScreen />
      </Route>
      <Route path="/library">
        <LibraryScreen />
      </Route>
      <Route path="/templates">
        <TemplatesScreen />
      </Route>
      <Route path="/connections">
        <ConnectionsScreen />
      </Route>
      <Route path="/connections/setup/:platform">
        {({ platform }) => <SetupScreen platform={platform} />}
      </Route>
      <Route path="/activity">
        <ActivityScreen />
      </Route>
      <Route path="/settings">
        <SettingsScreen />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
