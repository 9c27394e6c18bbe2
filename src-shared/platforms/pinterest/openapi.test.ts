import { expect, test } from 'vitest';
import type { HttpRequest } from '../../publishing/http.ts';
import { api } from './api.ts';
import { described } from './openapi.suite.ts';

/** The measure itself has to tell right from wrong. */
async function faultsOf(request: HttpRequest, answer: unknown = {}, status = 200): Promise<string[]> {
  const { http, faults } = described(async () => ({ status, headers: {}, text: JSON.stringify(answer) }));
  await http(request);
  return faults;
}

const source = { source_type: 'image_base64', content_type: 'image/jpeg', data: 'AAAA' };
const pin = (value: object): HttpRequest => ({
  method: 'POST',
  url: `${api}/pins`,
  body: { kind: 'json', value },
});

test('a Pin that is right passes', async () => {
  expect(await faultsOf(pin({ board_id: '1', media_source: source }), { id: '2' }, 201)).toEqual([]);
});

test.each<[string, HttpRequest, unknown, number, string]>([
  ['an unknown field', pin({ board_id: '1', tags: [] }), { id: '2' }, 201, 'tags'],
  [
    'an unknown field inside',
    pin({ media_source: { ...source, alt: '' } }),
    { id: '2' },
    201,
    'media_source',
  ],
  ['a board that is no number', pin({ board_id: 'mugs' }), { id: '2' }, 201, 'board_id'],
  ['a title that is too long', pin({ title: 'a'.repeat(101) }), { id: '2' }, 201, 'title'],
  ['a data: prefix', pin({ media_source: { ...source, data: 'data:,' } }), { id: '2' }, 201, 'media_source'],
  [
    'a form in the place of JSON',
    { ...pin({}), body: { kind: 'form', fields: [] } },
    { id: '2' },
    201,
    'application/json',
  ],
  ['an unknown parameter', { method: 'GET', url: `${api}/pins?limit=5` }, { items: [] }, 200, 'limit'],
  [
    'a page that is too large',
    { method: 'GET', url: `${api}/pins?page_size=251` },
    { items: [] },
    200,
    'page_size',
  ],
  ['an id that is no number', { method: 'GET', url: `${api}/pins/abc` }, { id: '2' }, 200, 'pin_id'],
  ['an unknown call', { method: 'PUT', url: `${api}/pins` }, {}, 200, 'not described'],
  ['an answer without an id', { method: 'GET', url: `${api}/pins/1` }, {}, 200, 'id'],
])('%s is noticed', async (_what, request, answer, status, words) => {
  expect((await faultsOf(request, answer, status)).join('\n')).toContain(words);
});
