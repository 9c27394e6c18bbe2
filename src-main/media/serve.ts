import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { isDocument, isPicture } from '#shared/model/content.ts';
import type { MediaRow } from '../store/media.ts';
import type { MediaStore } from './media-store.ts';

/** What stands for a video until somebody plays it. */
const videoThumb = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#71717a"/><path d="M38 30v36l30-18z" fill="#fff"/></svg>`;

/** What stands for a document. */
const documentThumb = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#71717a"/><path d="M30 22h26l12 12v40H30z" fill="#fff"/><path d="M38 44h22M38 54h22M38 64h14" stroke="#71717a" stroke-width="3"/></svg>`;

/** Answers `/media/{hash}` (with ranges) and `/media/{hash}/thumb`. Content never changes, so it may be cached for ever. */
export async function serveMedia(
  request: Request,
  store: MediaStore,
  find: (hash: string) => Pick<MediaRow, 'hash' | 'type'> | undefined,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('Only reading is possible here.', { status: 405 });
  const match = /^\/media\/([0-9a-f]{64})(\/thumb)?$/.exec(new URL(request.url).pathname);
  const row = match?.[1] === undefined ? undefined : find(match[1]);
  if (row === undefined) return new Response('There is no such file.', { status: 404 });
  const headers = {
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  };
  const thumb = match?.[2] !== undefined;
  if (thumb && !isPicture(row)) {
    return new Response(isDocument(row) ? documentThumb : videoThumb, {
      headers: { ...headers, 'content-type': 'image/svg+xml' },
    });
  }
  const file = await store.locate(row.hash, thumb ? 'thumb' : 'file');
  if (file === null) return new Response('The file is missing from the data folder.', { status: 404 });
  const type = { 'content-type': thumb ? 'image/webp' : row.type, 'accept-ranges': 'bytes' };
  const range = rangeOf(request.headers.get('range'), file.size);
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const body =
    request.method === 'HEAD'
      ? null
      : (Readable.toWeb(createReadStream(file.path, { start, end })) as ReadableStream);
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: {
      ...headers,
      ...type,
      'content-length': String(end - start + 1),
      ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${file.size}` }),
    },
  });
}

/** One byte range; several or odd ones are answered with the whole file, as RFC 9110 allows. */
function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header);
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(size - Number(match[2]), 0) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Number(match[2]);
  if (start >= size) return 'unsatisfiable';
  return start > end ? null : { start, end: Math.min(end, size - 1) };
}
