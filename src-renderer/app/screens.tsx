import { type ComponentType, lazy } from 'react';

/**
 * Every screen is loaded when it is first opened. A screen is the one export of `<folder>/<name>-screen.tsx` whose
 * name ends in `Screen`; its props are the parameters of its route.
 */
const files = import.meta.glob<Record<string, ComponentType<Record<string, string | undefined>>>>(
  '../*/*-screen.tsx',
);

function screen(path: string) {
  return lazy(async () => {
    const load = files[`../${path}-screen.tsx`];
    if (load === undefined) throw new Error(`no screen at ${path}`);
    const module = await load();
    const name = Object.keys(module).find((key) => key.endsWith('Screen'));
    const component = name === undefined ? undefined : module[name];
    if (component === undefined) throw new Error(`no screen in ${path}`);
    return { default: component };
  });
}

/** Route → screen; the first that matches counts. */
export const screens = [
  { path: '/studio/:postId?', Screen: screen('studio/studio') },
  { path: '/calendar', Screen: screen('calendar/calendar') },
  { path: '/posts', Screen: screen('posts/posts') },
  { path: '/posts/:postId', Screen: screen('posts/post') },
  { path: '/receipts/:targetId', Screen: screen('receipt/receipt') },
  { path: '/resolve', Screen: screen('resolve/resolve') },
  { path: '/library', Screen: screen('library/library') },
  { path: '/templates', Screen: screen('templates/templates') },
  { path: '/connections/setup/:platform', Screen: screen('connections/setup') },
  { path: '/connections', Screen: screen('connections/connections') },
  { path: '/activity', Screen: screen('activity/activity') },
  { path: '/settings', Screen: screen('settings/settings') },
] as const;
