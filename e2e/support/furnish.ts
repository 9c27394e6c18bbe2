import { expect, type Page } from '@playwright/test';
import type { Practice } from '../../practice/practice.ts';
import { photo } from './photos.ts';
import { callApi } from './stage.ts';

export interface Furnished {
  /** Ids of posts, and of a target that is out. */
  draft: string;
  scheduled: string;
  publishedTarget: string;
}

interface Post {
  id: string;
  targets: { id: string; state: string }[];
}

const captions = [
  'Speckled bowls are back in the shop',
  'How we glaze: three coats, two firings',
  'The last three plates of the winter set',
  'Meet us at the market on Saturday',
  'A mug that fits both hands',
];

/** Fills an empty desktop with connected accounts: a draft, planned posts over two weeks, one out, one that needs the seller. */
export async function furnish(window: Page, practice: Practice): Promise<Furnished> {
  const connections = await callApi<{ id: string; platform: string }[]>(window, 'GET', '/api/connections');
  const targets = connections.map(({ id }) => ({ connectionId: id, captionOverride: null, options: {} }));
  const media = [await upload(window, 'mug.jpg', '#3f6ad8'), await upload(window, 'bowl.jpg', '#b4654a')];
  const draft = (caption: string, count = 2, to = targets) => ({
    caption,
    tone: 'friendly',
    category: 'Mugs',
    media: media.slice(0, count).map((mediaId) => ({ mediaId, altText: 'A mug on a wooden table' })),
    targets: to,
  });
  const schedule = async (caption: string, when: unknown, to = targets): Promise<Post> => {
    const { post } = await callApi<{ post: Post }>(window, 'POST', '/api/schedule', {
      draft: draft(caption, 2, to),
      when,
    });
    return post;
  };

  const out = await schedule('Fresh from the kiln: the blue mug', { now: true });
  await expect.poll(() => practice.control.posts().length, { timeout: 60_000 }).toBe(targets.length);
  const [onlyX] = targets.filter(({ connectionId }) =>
    connections.some((one) => one.id === connectionId && one.platform === 'x'),
  );
  practice.control.addFault({ platform: 'x', kind: 'duplicate', on: 'publish' });
  await schedule('The same words as last week', { now: true }, onlyX === undefined ? [] : [onlyX]);
  const planned: Post[] = [];
  for (const [index, caption] of captions.entries()) {
    const at = new Date(Date.now() + (index + 1) * 86_400_000);
    at.setUTCHours(9 + (index % 4) * 3, (index % 2) * 30, 0, 0);
    planned.push(await schedule(caption, { at: at.toISOString() }));
  }
  const written = await callApi<Post>(window, 'POST', '/api/posts', {
    draft: draft('Not sure about this one yet', 1),
  });
  await callApi(window, 'POST', '/api/templates', {
    name: 'New arrival',
    body: 'New in the shop: {product}',
  });
  await expect
    .poll(
      async () =>
        (await callApi<Post>(window, 'GET', `/api/posts/${out.id}`)).targets.every(
          ({ state }) => state === 'published',
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(true);
  return { draft: written.id, scheduled: planned[0]?.id ?? '', publishedTarget: out.targets[0]?.id ?? '' };
}

async function upload(window: Page, name: string, colour: string): Promise<string> {
  const { buffer } = await photo(name, colour);
  const id = await window.evaluate(
    async ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const answer = await fetch(`/api/media?name=${name}`, {
        method: 'POST',
        body: bytes,
        headers: { 'Content-Type': 'image/jpeg' },
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { id: string }).id;
    },
    { name, base64: buffer.toString('base64') },
  );
  return id;
}
