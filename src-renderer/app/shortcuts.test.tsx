// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { close, useDrawer } from './drawer-store.ts';
import { setSingleKeys, useOverlays, useShortcuts } from './shortcuts.ts';

function Window() {
  useShortcuts();
  return (
    <>
      <input aria-label="Caption" />
      <button type="button">A button</button>
    </>
  );
}

beforeEach(() => {
  close();
  setSingleKeys(true);
  useOverlays.setState({ menu: false, help: false });
  history.replaceState(null, '', '/calendar');
  render(<Window />);
});
afterEach(cleanup);

const showing = () => useDrawer.getState().drawer.show;

test('N opens a new post, but not while typing', () => {
  fireEvent.keyDown(screen.getByLabelText('Caption'), { key: 'n' });
  expect(showing()).toBe('nothing');
  fireEvent.keyDown(screen.getByRole('button'), { key: 'n' });
  expect(showing()).toBe('new');
});

test('G and a letter go to a place', () => {
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'a' });
  expect(location.pathname).toBe('/connections');
});

test('G N goes to what waits and does not open a new post', () => {
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(location.pathname).toBe('/resolve');
  expect(showing()).toBe('nothing');
});

test('single letters can be turned off; Ctrl+K still works, even while typing', () => {
  setSingleKeys(false);
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(showing()).toBe('nothing');
  fireEvent.keyDown(screen.getByLabelText('Caption'), { key: 'k', ctrlKey: true });
  expect(useOverlays.getState().menu).toBe(true);
});
