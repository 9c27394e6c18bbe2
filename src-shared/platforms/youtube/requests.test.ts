import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../publishing/http.ts';
import { photoFile, videoFile } from '../stage.suite.ts';
import discovery from './discovery.test-data.json' with { type: 'json' };
import { youtube } from './index.ts';
import { block, openPractice, type PracticeYoutube, videoPost } from './practice.suite.ts';

/** What we send must be what Google's discovery document describes: paths, parameters, fields, enums, scopes. */

interface Method {
  httpMethod: string;
  path: string;
  parameters: Record<string, Parameter>;
  scopes: string[];
  mediaUpload?: { accept: string[]; path: string };
}
interface Parameter {
  type: string;
  required?: boolean;
  repeated?: boolean;
  enum?: string[];
  minimum?: string;
  maximum?: string;
}
type Fields = Record<string, { type: string; enum?: string[]; format?: string }>;

const methods: Record<string, Method> = discovery.methods;
const schemas: Record<'VideoSnippet' | 'VideoStatus', Fields> = discovery.schemas;
/** Of the upload protocol, not of a method. */
const protocol = new Set(['uploadType', 'upload_id']);

let practice: PracticeYoutube;
let asked: HttpRequest[];

// A session that is lost at the last bytes: the video is looked for among the uploads, and goes out by another one.
beforeAll(async () => {
  practice = await openPractice();
  practice.reset();
  const [clip, picture] = [videoFile(2 * block + 10), await photoFile('red')];
  practice.control.addFault({ platform: 'youtube', kind: 'error', code: 'videoNotFound', on: 'publish' });
  practice.control.addFault({
    platform: 'youtube',
    kind: 'error',
    code: 'videoNotFound',
    method: 'PUT',
    after: 2,
    times: 4,
  });
  const options = {
    tags: ['pottery'],
    thumbnail: picture.media.mediaId,
    publishAt: practice.clock.now() + 30 * 24 * 60 * 60_000,
    madeWithAi: true,
  };
  const snapshot = videoPost(clip, options, { thumbnail: picture.media });
  await practice.stage(clip, picture).settle(snapshot);
  await youtube.newestPosts(practice.account, 0);
  await youtube.readBack(practice.account, practice.posts()[0]?.id ?? '', 'video');
  asked = practice.line.asked;
});
afterAll(() => practice.close());

const isBytes = ({ method }: HttpRequest) => method === 'PUT';

/** The method that a request calls. */
function methodOf({ method, url }: HttpRequest): [string, Method] | undefined {
  const path = new URL(url).pathname;
  return Object.entries(methods).find(
    ([, one]) => one.httpMethod === method && (path === `/${one.path}` || path === one.mediaUpload?.path),
  );
}

test('every method is called that publishing, finding and reading need', () => {
  expect(practice.posts()).toHaveLength(1);
  const called = new Set(asked.filter((request) => !isBytes(request)).map((one) => methodOf(one)?.[0]));
  expect([...called].sort()).toEqual(Object.keys(methods).sort());
});

test('parameters are known, of their type, and none that is required is missing', () => {
  for (const request of asked.filter((one) => !isBytes(one))) {
    const [name, method] = methodOf(request) ?? ['', null];
    const query = new URL(request.url).searchParams;
    for (const [key, value] of query) {
      if (protocol.has(key)) continue;
      expect(Object.keys(method?.parameters ?? {}), name).toContain(key);
      expectFits(value, method?.parameters[key], `${name} ${key}`);
    }
    for (const [key, { required }] of Object.entries(method?.parameters ?? {}))
      if (required === true) expect(query.has(key), `${name} needs ${key}`).toBe(true);
  }
});

function expectFits(value: string, parameter: Parameter | undefined, about: string): void {
  if (parameter?.type === 'boolean') expect(['true', 'false'], about).toContain(value);
  if (parameter?.type !== 'integer') return;
  expect(Number(value), about).toBeGreaterThanOrEqual(Number(parameter.minimum));
  expect(Number(value), about).toBeLessThanOrEqual(Number(parameter.maximum));
}

describe('the body of videos.insert', () => {
  const bodies = () =>
    asked.flatMap((request) => {
      if (methodOf(request)?.[0] !== 'youtube.videos.insert' || request.body?.kind !== 'bytes') return [];
      const text = new TextDecoder('utf-8').decode(request.body.bytes);
      return [JSON.parse(text) as { snippet: Record<string, unknown>; status: Record<string, unknown> }];
    });

  test('has fields of VideoSnippet and VideoStatus only, of their types and enums', () => {
    expect(bodies().length).toBeGreaterThan(0);
    for (const { snippet, status, ...others } of bodies()) {
      expect(others).toEqual({});
      expectFields(snippet, schemas.VideoSnippet);
      expectFields(status, schemas.VideoStatus);
    }
  });

  test('says its parts', () => {
    const insert = asked.find((request) => methodOf(request)?.[0] === 'youtube.videos.insert');
    const parts = new URL(insert?.url ?? '').searchParams.get('part');
    expect(parts?.split(',')).toEqual(Object.keys(bodies()[0] ?? {}));
  });

  function expectFields(value: Record<string, unknown>, fields: Fields): void {
    for (const [name, one] of Object.entries(value)) {
      const field = fields[name];
      expect(Array.isArray(one) ? 'array' : typeof one, name).toBe(field?.type);
      if (field?.enum !== undefined) expect(field.enum, name).toContain(one);
      if (field?.format === 'date-time') expect(one, name).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    }
  }
});

test('uploads are of types that their methods accept', () => {
  const set = asked.find((request) => methodOf(request)?.[0] === 'youtube.thumbnails.set');
  expect(methods['youtube.thumbnails.set']?.mediaUpload?.accept).toContain(
    set?.body?.kind === 'bytes' ? set.body.type : '',
  );
  for (const { body } of asked.filter(isBytes))
    expect(body?.kind === 'bytes' ? body.type : '').toMatch(/^video\//);
});

test('the scopes that are asked for cover every method', () => {
  for (const [name, { scopes }] of Object.entries(methods))
    expect(
      scopes.some((scope) => youtube.oauth.scopes.includes(scope)),
      name,
    ).toBe(true);
});
