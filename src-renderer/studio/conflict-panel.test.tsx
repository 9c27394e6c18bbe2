// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useStore } from 'zustand';
import { afterEach, expect, it } from 'vitest';
import { Autosave } from './autosave.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { emptyDraft } from './draft.ts';
import { FakeDesktop, memoryStash } from './fake-desktop.suite.ts';

afterEach(cleanup);

async function meet() {
  const desktop = new FakeDesktop();
  const post = desktop.seed({ caption: 'Mug' });
  let keys = 0;
  const autosave = new Autosave(post, emptyDraft(), {
    create: (draft, key) => desktop.create(draft, key),
    patch: (id, revision, draft) => desktop.patch(id, revision, draft),
    read: (id) => desktop.read(id),
    part: () => undefined,
    stash: memoryStash(),
    newKey: () => `key-of-a-test-${keys++}`,
    now: () => 0,
  });
  desktop.edit(post.id, { caption: 'Mug from the other window' });
  autosave.change((draft) => ({ ...draft, caption: 'Mug from this window' }));
  await autosave.flush();
  render(<Panel autosave={autosave} />);
  return { desktop, autosave };
}

function Panel({ autosave }: { autosave: Autosave }) {
  const edited = useStore(autosave.store);
  if (edited.save.is !== 'conflict') return <p>No conflict</p>;
  const editing = { ...edited, autosave, change: () => undefined };
  return <ConflictPanel editing={editing} theirs={edited.save.theirs} />;
}

it('shows both versions side by side', async () => {
  await meet();
  const cells = screen.getAllByRole('cell').map((cell) => cell.textContent);
  expect(cells).toEqual(['CaptionMug from this window', 'CaptionMug from the other window']);
});

it('goes on with the chosen version and keeps the other as a draft of its own', async () => {
  const { desktop, autosave } = await meet();
  fireEvent.click(screen.getByRole('button', { name: 'Take the other' }));
  await waitFor(() => expect(screen.getByText('No conflict')).toBeDefined());
  expect(autosave.store.getState().draft.caption).toBe('Mug from the other window');
  expect(desktop.posts.map(({ caption }) => caption)).toContain('Mug from this window');
});
