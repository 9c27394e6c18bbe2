import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Notice } from '#shared/contract/notices.ts';
import { api } from '#ui/api/queries.ts';
import { toast } from '#ui/ui/toast.tsx';
import { noticeButton, useNotices } from './notices.ts';
import { useHealth } from './health.ts';

/** Tells new notices at once: a toast in the window, and where the window is a browser's tab, its notification. */
export function NoticeWatch() {
  const items = useNotices().data?.items;
  const host = useHealth().data?.host;
  const wanted = useQuery(api.app.settings.queryOptions({ input: {} })).data?.notifications ?? false;
  const seen = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (items === undefined) return;
    // What was there when the window opened is in the inbox with its count; only later ones are news.
    const fresh =
      seen.current === null ? [] : items.filter((one) => one.readAt === null && !seen.current?.has(one.id));
    seen.current = new Set(items.map((one) => one.id));
    for (const notice of fresh) {
      tell(notice);
      if (host === 'node' && wanted) notify(notice);
    }
  }, [items, host, wanted]);
  return null;
}

const sounds = { info: toast.info, warn: toast.warning, alarm: toast.error } as const;

function tell(notice: Notice): void {
  const button = noticeButton(notice);
  sounds[notice.level](notice.title, {
    description: notice.text,
    duration: notice.level === 'info' ? 6000 : 12_000,
    ...(button !== null && { action: { label: button.label, onClick: button.run } }),
  });
}

function notify(notice: Notice): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(notice.title, { body: notice.text, tag: notice.id });
  shown.addEventListener('click', () => {
    window.focus();
    noticeButton(notice)?.run();
  });
}
