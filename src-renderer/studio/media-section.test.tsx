// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useStore } from 'zustand';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MediaView } from '#shared/contract/media.ts';
import { Autosave } from './autosave.ts';
import { emptyDraft, withAltText } from './draft.ts';
import { FakeDesktop, memoryStash } from './fake-desktop.suite.ts';
import { MediaSection } from './media-section.tsx';
import type { Undoable } from './undo-line.tsx';

const file = (name: string): MediaView => ({
  id: name,
  hash: '0'.repeat(64),
  type: 'image/jpeg',
  size: 1,
  width: 1,
  height: 1,
  animated: false,
  altText: '',
  name,
  url: '',
  thumbUrl: '/thumb',
  createdAt: 0,
  uses: 1,
});
const files = ['mug', 'bowl', 'vase'].map(file);

let autosave: Autosave;
let undoable: Undoable | null;

beforeEach(() => {
  const desktop = new FakeDesktop();
  const post = { ...desktop.seed({}), media: files };
  undoable = null;
  autosave = new Autosave(post, emptyDraft(), {
    create: (draft, key) => desktop.create(draft, key),
    patch: (id, revision, draft) => desktop.patch(id, revision, draft),
    read: (id) => desktop.read(id),
    part: () => undefined,
    stash: memoryStash(),
    newKey: () => 'key-of-a-test',
    now: () => 0,
  });
  render(<Section />);
});
afterEach(async () => {
  cleanup();
  await autosave.close();
});

function Section() {
  const edited = useStore(autosave.store);
  const uploads = { list: [], add: () => undefined, retry: () => undefined, cancel: () => undefined };
  return (
    <MediaSection
      editing={{ ...edited, autosave, change: (edit) => autosave.change(edit) }}
      uploads={uploads}
      onAttach={() => undefined}
      onUndoable={(one) => {
        undoable = one;
      }}
    />
  );
}

const order = () => screen.getAllByRole('img').map((picture) => picture.getAttribute('alt'));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('moves a photo by its arrows and says where it is now', () => {
  press('Move mug right');
  expect(order()).toEqual(['bowl', 'mug', 'vase']);
  expect(screen.getByRole('status').textContent).toBe('mug is now 2 of 3.');
  expect(screen.getByRole('button', { name: 'Move bowl left' })).toHaveProperty('disabled', true);
});

it('moves a photo by Alt and an arrow key', () => {
  fireEvent.keyDown(screen.getByRole('button', { name: 'Remove vase' }), { key: 'ArrowLeft', altKey: true });
  expect(order()).toEqual(['mug', 'vase', 'bowl']);
});

it('puts a dragged photo where it is dropped', () => {
  const [first, , last] = screen.getAllByRole('listitem');
  if (first === undefined || last === undefined) throw new Error('no tiles');
  const dataTransfer = { setData: () => undefined, types: ['text/plain'], effectAllowed: '' };
  fireEvent.dragStart(first, { dataTransfer });
  fireEvent.drop(last, { dataTransfer });
  expect(order()).toEqual(['bowl', 'vase', 'mug']);
});

it('removes a photo so that it can be put back at its place, with its description', () => {
  act(() => autosave.change((draft) => withAltText(draft, 'bowl', 'Described')));
  press('Remove bowl');
  expect(screen.getAllByRole('img')).toHaveLength(2);
  expect(undoable?.words).toBe('bowl removed from the post.');
  act(() => undoable?.undo());
  const { media } = autosave.store.getState().draft;
  expect(media[1]).toEqual({ mediaId: 'bowl', altText: 'Described' });
});
