import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import type { Settings } from '#shared/contract/app.ts';
import { api } from '#ui/api/queries.ts';

export type Theme = Settings['theme'];

const memory = 'picscripter.theme';

/** The theme of last time, to paint with until the settings are there. */
export function rememberedTheme(): Theme {
  const text = localStorage.getItem(memory);
  return text === 'light' || text === 'dark' ? text : 'system';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(memory, theme);
}

/** Keeps the window in the theme of the settings. */
export function useTheme(): Theme {
  const theme = useQuery(api.app.settings.queryOptions({ input: {} })).data?.theme ?? rememberedTheme();
  useLayoutEffect(() => applyTheme(theme), [theme]);
  return theme;
}
