// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Dialog, DialogContent, DialogTitle } from './dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';

afterEach(cleanup);

function Window({ removeRow = false }: { removeRow?: boolean }) {
  const [open, setOpen] = useState(false);
  const [row, setRow] = useState(true);
  return (
    <main tabIndex={-1}>
      {row && (
        <>
          <button type="button" onClick={() => setOpen(true)}>
            Open
          </button>
          <DropdownMenu>
            <DropdownMenuTrigger>More</DropdownMenuTrigger>
            <DropdownMenuContent>
              <DropdownMenuItem onSelect={() => setOpen(true)}>Rename</DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        </>
      )}
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (removeRow) setRow(false);
        }}
      >
        <DialogContent aria-describedby={undefined}>
          <DialogTitle>Rename</DialogTitle>
          <Typing />
        </DialogContent>
      </Dialog>
    </main>
  );
}

/** Takes the focus by itself, as forms do. */
function Typing() {
  return <input aria-label="Name" ref={(input) => input?.focus()} />;
}

const close = () => fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });

test('a dialog that no trigger of its own opened gives the focus back', async () => {
  render(<Window />);
  const button = screen.getByRole('button', { name: 'Open' });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(await screen.findByLabelText('Name'));
  close();
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test('opened from a menu, it gives the focus back to the button of the menu', async () => {
  render(<Window />);
  const more = screen.getByRole('button', { name: 'More' });
  more.focus();
  fireEvent.keyDown(more, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  await screen.findByRole('dialog');
  close();
  await waitFor(() => expect(document.activeElement).toBe(more));
});

test('where the button is gone meanwhile, the content takes the focus', async () => {
  render(<Window removeRow />);
  const button = screen.getByRole('button', { name: 'Open' });
  button.focus();
  fireEvent.click(button);
  await screen.findByRole('dialog');
  close();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
});
