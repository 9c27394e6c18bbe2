import { describe, expect, it } from 'vitest';
import { ApiError } from '#ui/api/api-error.ts';
import type { MediaView } from '#shared/contract/media.ts';
import { insertPosition, UploadQueue } from './upload-queue.ts';

const file = (name: string) => new File(['x'], name, { type: 'image/jpeg' });
const stored = (name: string): MediaView => ({
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
  thumbUrl: '',
  createdAt: 0,
  uses: 0,
});

/** A desktop that answers when the test says so. */
function setUp() {
  const sending = new Map<
    string,
    { answer: () => void; refuse: (error: ApiError) => void; aborted: () => boolean }
  >();
  const order: string[] = [];
  const freed: string[] = [];
  const places = new Map<string, number>();
  const queue = new UploadQueue({
    send: (one, { signal }) =>
      new Promise((resolve, reject) => {
        sending.set(one.name, {
          answer: () => resolve(stored(one.name)),
          refuse: reject,
          aborted: () => signal.aborted,
        });
      }),
    onStored: (media, place) => {
      order.splice(insertPosition(order, place, places), 0, media.id);
      places.set(media.id, place);
    },
    preview: { make: ({ name }) => `blob:${name}`, free: (url) => freed.push(url) },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, sending, order, freed, settle, list: () => queue.store.getState().uploads };
}

describe('uploading', () => {
  it('sends two files at a time and shows all of them at once', () => {
    const { queue, sending, list } = setUp();
    queue.add([file('a'), file('b'), file('c')]);
    expect([...sending.keys()]).toEqual(['a', 'b']);
    expect(list().map(({ previewUrl, state }) => [previewUrl, state])).toEqual([
      ['blob:a', 'sending'],
      ['blob:b', 'sending'],
      ['blob:c', 'waiting'],
    ]);
  });

  it('keeps the order in which files were chosen, whichever is stored first', async () => {
    const { queue, sending, order, settle } = setUp();
    order.push('was there');
    queue.add([file('a'), file('b'), file('c')]);
    sending.get('b')?.answer();
    await settle();
    sending.get('c')?.answer();
    await settle();
    sending.get('a')?.answer();
    await settle();
    expect(order).toEqual(['was there', 'a', 'b', 'c']);
  });

  it('shows a refusal beside its file, goes on with the others, and can try again', async () => {
    const { queue, sending, list, settle, order } = setUp();
    queue.add([file('a'), file('b'), file('c')]);
    sending.get('a')?.refuse(new ApiError({ code: 'MEDIA_REFUSED', message: 'Not a photo.' }));
    await settle();
    expect(list()[0]).toMatchObject({ state: 'failed', error: { message: 'Not a photo.' } });
    expect(sending.has('c')).toBe(true);
    sending.get('b')?.answer();
    await settle();
    queue.retry('0');
    sending.get('a')?.answer();
    await settle();
    expect(order).toEqual(['a', 'b']);
  });

  it('can be stopped, which frees the preview and the place in the queue', async () => {
    const { queue, sending, list, freed, settle, order } = setUp();
    queue.add([file('a'), file('b'), file('c')]);
    const a = sending.get('a');
    queue.cancel('0');
    expect(a?.aborted()).toBe(true);
    expect(freed).toEqual(['blob:a']);
    expect(sending.has('c')).toBe(true);
    a?.answer();
    await settle();
    expect(order).toEqual([]);
    expect(list().map(({ name }) => name)).toEqual(['b', 'c']);
  });
});
