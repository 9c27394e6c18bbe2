// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Notice } from '#shared/contract/notices.ts';
import { useDrawer } from './drawer-store.ts';
import { noticeButton, unreadFirst } from './notices.ts';

const notice = (change: Partial<Notice>): Notice => ({
  id: '0190a000-0000-7000-8000-000000000001',
  kind: 'app',
  level: 'info',
  title: '',
  text: '',
  action: null,
  postId: null,
  targetId: null,
  connectionId: null,
  createdAt: 0,
  readAt: null,
  ...change,
});

test('an old unread notice stands above every read one', () => {
  const read = notice({ title: 'read', createdAt: 300, readAt: 400 });
  const old = notice({ title: 'old', createdAt: 100 });
  const fresh = notice({ title: 'fresh', createdAt: 200 });
  expect(unreadFirst([read, old, fresh]).map(({ title }) => title)).toEqual(['fresh', 'old', 'read']);
});

test('a notice leads to what it asks for', () => {
  noticeButton(notice({ action: 'reconnect', connectionId: 'c1' }))?.run();
  expect(location.pathname + location.search).toBe('/connections?reconnect=c1');

  noticeButton(notice({ action: 'choose-media', postId: 'p1' }))?.run();
  expect(useDrawer.getState().drawer).toMatchObject({ show: 'post', postId: 'p1', mode: 'edit' });
});

test('without an action it still leads to its post', () => {
  const button = noticeButton(notice({ postId: 'p2' }));
  expect(button?.label).toBe('Open post');
  button?.run();
  expect(useDrawer.getState().drawer).toMatchObject({ postId: 'p2', mode: 'preview' });
});
