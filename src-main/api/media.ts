import { AppError } from '#shared/model/app-error.ts';
import type { Desktop } from '../desktop.ts';
import { renditionOf } from '../media/renditions.ts';
import { mediaView } from '../planning/post-view.ts';
import { hideMedia, listMedia, saveMedia, setAltText, usesOf } from '../store/media.ts';
import { implementation } from './context.ts';

const api = implementation.media;

export const mediaHandlers = {
  list: api.list.handler(({ input, context: { desktop } }) => {
    const { db } = desktop.store;
    const rows = listMedia(db, {
      search: input.search,
      before: before(input.cursor),
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const uses = usesOf(
      db,
      page.map(({ id }) => id),
    );
    const last = page.at(-1);
    return {
      items: page.map((row) => mediaView(row, uses.get(row.id) ?? 0)),
      nextCursor: rows.length > input.limit && last !== undefined ? `${last.createdAt}_${last.id}` : null,
    };
  }),
  patch: api.patch.handler(({ input, context: { desktop } }) => {
    const { db } = desktop.store;
    const row = setAltText(db, input.id, input.altText);
    if (row === undefined) throw new AppError('NOT_FOUND', 'This file is not in the library any more.');
    desktop.emit({ topic: 'media' });
    return mediaView(row, usesOf(db, [row.id]).get(row.id) ?? 0);
  }),
  fit: api.fit.handler(async ({ input, context: { desktop } }) => {
    const row = await renditionOf(desktop, input.id, input.recipe);
    return mediaView(row, usesOf(desktop.store.db, [row.id]).get(row.id) ?? 0);
  }),
  remove: api.remove.handler(({ input, context: { desktop } }) => {
    const hidden = hideMedia(desktop.store.db, input.id, desktop.clock.now());
    desktop.emit({ topic: 'media' });
    return { hidden };
  }),
};

/**
 * `POST /api/media?name=…` with the raw bytes as the body: a stream, so that a video needs no memory. Not part of the
 * typed contract for that reason; it answers like the rest.
 */
export async function uploadMedia(request: Request, desktop: Desktop): Promise<Response> {
  const name = displayName(new URL(request.url).searchParams.get('name'));
  if (request.body === null)
    throw new AppError('MEDIA_REFUSED', 'This file is empty. Choose another one.', {
      action: 'choose-media',
    });
  const found = await desktop.media.ingest(request.body);
  const row = saveMedia(desktop.store.db, {
    id: desktop.id(),
    ...found,
    altText: '',
    name,
    createdAt: desktop.clock.now(),
  });
  desktop.emit({ topic: 'media' });
  return Response.json(mediaView(row, usesOf(desktop.store.db, [row.id]).get(row.id) ?? 0), { status: 201 });
}

const LONGEST_NAME = 200;
/** Turns the direction of what follows, so that a name reads as another one. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A file's name is for people only: no folders, no control signs; it never becomes a path. */
function displayName(given: string | null): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTIONS, '')
    .trim();
  const name = Array.from(clean).slice(0, LONGEST_NAME).join('');
  return name === '' || name === '.' || name === '..' ? 'Untitled' : name;
}

function before(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new AppError('BAD_INPUT', 'This page cannot be found. Start at the first.', {
      field: 'cursor',
      action: 'reload',
    });
  }
  return { at: Number(match[1]), id: match[2] };
}
