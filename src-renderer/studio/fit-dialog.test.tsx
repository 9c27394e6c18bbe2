// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { MediaView } from '#shared/contract/media.ts';
import type { Recipe } from '#shared/model/rendition.ts';
import { FitDialog } from './fit-dialog.tsx';
import type { FitOffer } from './verdicts.ts';

const photo: MediaView = {
  id: 'mug',
  hash: '0'.repeat(64),
  type: 'image/webp',
  size: 2_400_000,
  width: 1200,
  height: 1200,
  animated: false,
  altText: '',
  name: 'mug.webp',
  url: '/media/mug',
  thumbUrl: '/media/mug/thumb',
  createdAt: 0,
  uses: 1,
};
const middle = { x: 0.5, y: 0.5 };
const recipe: Recipe = {
  type: 'image/jpeg',
  width: 800,
  height: 1200,
  frame: 'crop',
  focus: middle,
  maxBytes: 10_000_000,
};
const alike: FitOffer = { mediaId: 'mug', recipe, alike: true };

let made: Recipe[];
let closed: boolean;
afterEach(cleanup);

function open(offer: FitOffer, more: Partial<MediaView> = {}, answer = true) {
  made = [];
  closed = false;
  render(
    <FitDialog
      platform="pinterest"
      kind="images"
      title="Fit photo 2 for Pinterest"
      reasons={[
        { level: 'stop', message: 'Crop them alike.', place: { field: 'media', connectionId: null } },
      ]}
      offer={offer}
      photo={{ ...photo, ...more }}
      onFit={async (recipe) => {
        made.push(recipe);
        return answer;
      }}
      onClose={() => {
        closed = true;
      }}
    />,
  );
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const useIt = () => press('Use this for Pinterest');

it('says why, and shows what is there and what it becomes', async () => {
  open(alike);
  expect(screen.getByRole('dialog', { name: 'Fit photo 2 for Pinterest' }).textContent).toContain(
    'Crop them alike.',
  );
  expect(screen.getByText('Now: 1200 × 1200, WebP, 2.4 MB')).toBeTruthy();
  expect(screen.getByText('Then: 800 × 1200, JPEG')).toBeTruthy();
  useIt();
  await waitFor(() => expect(closed).toBe(true));
  expect(made).toEqual([recipe]);
});

it('moves what stays in sight by the arrow keys, and says where it is', async () => {
  open(alike);
  const before = screen.getByRole('button', { name: /What stays in sight/ });
  for (let time = 0; time < 3; time++) fireEvent.keyDown(before, { key: 'ArrowRight' });
  fireEvent.keyDown(before, { key: 'ArrowUp' });
  expect(screen.getByRole('status').textContent).toBe(
    'What stays in sight: 56% from the left, 48% from the top',
  );
  useIt();
  await waitFor(() => expect(made[0]?.focus).toEqual({ x: 0.56, y: 0.48 }));
});

it('moves it to where the photo is clicked', async () => {
  open(alike);
  const before = screen.getByRole('button', { name: /What stays in sight/ });
  before.getBoundingClientRect = () => new DOMRect(100, 100, 200, 200);
  fireEvent.click(before, { detail: 1, clientX: 120, clientY: 300 });
  useIt();
  await waitFor(() => expect(made[0]?.focus).toEqual({ x: 0.1, y: 1 }));
});

it('adds white instead, and then there is nothing to choose in the photo', async () => {
  open(alike);
  fireEvent.click(screen.getByRole('radio', { name: 'White edges' }));
  expect(screen.queryByRole('button', { name: /What stays in sight/ })).toBeNull();
  useIt();
  await waitFor(() => expect(made[0]).toMatchObject({ frame: 'pad', width: 800, height: 1200 }));
});

it('asks nothing about the shape of a photo that is only recoded', () => {
  open({ mediaId: 'mug', recipe: { ...recipe, width: 1200 } });
  expect(screen.queryByRole('radio', { name: 'Crop' })).toBeNull();
  expect(screen.getByText('Then: 1200 × 1200, JPEG')).toBeTruthy();
});

it('says that an animation will stand still', () => {
  open({ mediaId: 'mug', recipe }, { type: 'image/gif', animated: true });
  expect(screen.getByText('Only the first picture of the animation is kept.')).toBeTruthy();
});

it('stays open when it could not be made', async () => {
  open(alike, {}, false);
  useIt();
  await waitFor(() => expect(made).toHaveLength(1));
  expect(closed).toBe(false);
});
