import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MediaView } from '#shared/contract/media.ts';
import { type Desk, draftFor, MINUTE, openDesk, photo } from '../desk.suite.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Page {
  items: MediaView[];
  nextCursor: string | null;
}
const list = (query = '') => desk.ok<Page>('GET', `/api/media${query}`);
const files = () =>
  readdirSync(join(desk.home, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('the same bytes', () => {
  test('are one file, whatever it is called; adding it again shows it again', async () => {
    const bytes = await photo('#123456');
    const { status, body: first } = await desk.upload(bytes, 'mug.jpg');
    expect(status).toBe(201);
    await desk.ok('PATCH', `/api/media/${first.id}`, { altText: 'A blue mug' });
    await desk.ok('DELETE', `/api/media/${first.id}`);
    expect((await list()).items).toEqual([]);
    desk.clock.ms += MINUTE;
    const { body: again } = await desk.upload(bytes, 'other.jpg');
    expect(again).toMatchObject({ id: first.id, name: 'mug.jpg', altText: 'A blue mug' });
    expect((await list()).items.map(({ id }) => id)).toEqual([first.id]);
    expect(files().filter((name) => name.startsWith(first.hash))).toHaveLength(2);
  });

  test('sent twice at once are one file, whole', async () => {
    const bytes = await photo('#654321', 800, 600);
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.upload(bytes)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { url, thumbUrl } = answers[0]?.body ?? { url: '', thumbUrl: '' };
    const file = await desk.app.fetch(new Request(`http://app${url}`));
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    const thumb = Buffer.from(
      await (await desk.app.fetch(new Request(`http://app${thumbUrl}`))).arrayBuffer(),
    );
    expect(await sharp(thumb).metadata()).toMatchObject({ format: 'webp', width: 480, height: 360 });
    expect(readdirSync(join(desk.home, 'media', 'incoming'))).toEqual([]);
  });
});

describe('a name is for people and never becomes a path', () => {
  test.each([
    ['../../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/absolute/mug.jpg', 'mug.jpg'],
    ['..', 'Untitled'],
    ['.', 'Untitled'],
    ['', 'Untitled'],
    ['   ', 'Untitled'],
    ['mug\0.jpg', 'mug.jpg'],
    ['line\nbreak\u007f.jpg', 'linebreak.jpg'],
    ['\u202Egpj.exe', 'gpj.exe'],
    ['a\u2066b\u2069\u200Fc.jpg', 'abc.jpg'],
    ['👩‍🎨 mug.jpg', '👩‍🎨 mug.jpg'],
    ['<img src=x>.jpg', '<img src=x>.jpg'],
    ['CON', 'CON'],
  ])('%j is shown as %j', async (name, shown) => {
    const before = files();
    const { status, body } = await desk.upload(await photo(), name);
    expect(status).toBe(201);
    expect(body.url).toBe(`/media/${body.hash}`);
    desk.desktop.store.raw.prepare('DELETE FROM media').run();
    expect(body.name).toBe(shown);
    const added = files().filter((file) => !before.includes(file));
    expect(added.every((file) => file.startsWith(body.hash))).toBe(true);
  });

  test('a very long one is cut between two signs', async () => {
    const { body } = await desk.upload(await photo('#010101'), `${'😀'.repeat(5000)}.jpg`);
    expect(body.name).toBe('😀'.repeat(200));
    desk.desktop.store.raw.prepare('DELETE FROM media').run();
  });
});

describe('the library', () => {
  test('pages, newest first, each file once, and searches names and descriptions', async () => {
    for (let number = 0; number < 7; number++) {
      if (number % 2 === 0) desk.clock.ms += 1;
      await desk.upload(await photo(`#0000${number}0`), `shelf_${number}.jpg`);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list(`?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, index) => `shelf_${index}.jpg`));
    const [newest] = (await list('?limit=1')).items;
    await desk.ok('PATCH', `/api/media/${newest?.id}`, { altText: '100% wool' });
    const found = async (search: string) =>
      (await list(`?${new URLSearchParams({ search })}`)).items.map(({ name }) => name);
    expect(await found('shelf_3')).toEqual(['shelf_3.jpg']);
    expect(await found('shelfx3')).toEqual([]);
    expect(await found('0%')).toEqual([newest?.name]);
    expect(await found('\\')).toEqual([]);
    expect(await found('SHELF_2')).toEqual(['shelf_2.jpg']);
    expect(await desk.refused('GET', '/api/media?cursor=1_x')).toMatchObject({
      field: 'cursor',
      action: 'reload',
    });
  });

  test('a hidden file stays with the posts that use it', async () => {
    const { body: file } = await desk.upload(await photo('#0f0f0f'), 'used.jpg');
    const post = await desk.post(draftFor([], '', { media: [{ mediaId: file.id, altText: '' }] }));
    expect(await desk.ok('DELETE', `/api/media/${file.id}`)).toEqual({ hidden: true });
    expect(await desk.ok('DELETE', `/api/media/${file.id}`)).toEqual({ hidden: false });
    expect(await desk.ok('GET', `/api/posts/${post.id}`)).toMatchObject({
      media: [{ id: file.id, uses: 1 }],
    });
    expect((await desk.app.fetch(new Request(`http://app${file.url}`))).status).toBe(200);
  });

  test('a file that is not there is said to be', async () => {
    const id = '0190a1b2-0000-7000-8000-000000000000';
    expect(await desk.refused('PATCH', `/api/media/${id}`, { altText: '' })).toMatchObject({
      status: 404,
      message: 'This file is not in the library any more.',
    });
  });
});

describe('what cannot be taken in', () => {
  test.each([
    ['nothing', new Uint8Array(), 'This file is empty. Choose another one.'],
    [
      'a program',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]),
      /^This is not a photo, video or document/,
    ],
    [
      'a web page called .jpg',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      /^This is not a photo, video or document/,
    ],
  ])('%s is refused with a sentence, and nothing is left of it', async (_what, bytes, message) => {
    const before = files();
    const { status, body } = await desk.upload(bytes, 'mug.jpg');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'MEDIA_REFUSED', action: 'choose-media' });
    expect(body.message).toMatch(message);
    expect(files()).toEqual(before);
  });

  test('an upload that breaks off leaves nothing, and the next one works', async () => {
    const before = files();
    const bytes = await photo('#777777');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 100));
        controller.error(new Error('the window was closed'));
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const response = await desk.app.fetch(new Request('http://app/api/media?name=x', init));
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(files()).toEqual(before);
    expect((await desk.upload(bytes)).status).toBe(201);
  });

  test('what a crash left of an upload is cleared away at the next start', async () => {
    const { writeFileSync } = await import('node:fs');
    const other = await openDesk();
    await other.upload(await photo());
    writeFileSync(join(other.home, 'media', 'incoming', 'left-behind'), 'x');
    await other.app.close(0);
    const again = await openDesk({ home: other.home });
    expect(readdirSync(join(other.home, 'media'))).not.toContain('incoming');
    expect((await again.ok<Page>('GET', '/api/media')).items).toHaveLength(1);
    await again.close();
    await other.close();
  });
});
