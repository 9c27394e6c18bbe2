import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktopContract } from '#shared/contract/desktop.ts';
import { type Desk, openDesk } from '../desk.suite.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation | undefined> | undefined>;
  components: { schemas: Record<string, object> };
}
interface Operation {
  summary: string;
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

let desk: Desk;
let document: Document;
beforeAll(async () => {
  desk = await openDesk();
  document = await desk.ok('GET', '/api/openapi.json');
});
afterAll(() => desk.close());

const routes = Object.entries(desktopContract).flatMap(([noun, part]) =>
  Object.entries(part).flatMap(([name, value]) => {
    if (!isContractProcedure(value)) return [];
    const { route, errorMap } = (value as AnyContractProcedure)['~orpc'];
    return [
      {
        name: `${noun}.${name}`,
        method: route.method?.toLowerCase() ?? '',
        path: route.path ?? '',
        errorMap,
      },
    ];
  }),
);

test.each(routes.map((route) => [route.name, route] as const))(
  'says what %s does and which errors it may answer',
  (_name, { method, path, errorMap }) => {
    const operation = document.paths[path]?.[method];
    expect(operation?.summary).toBeTruthy();
    for (const [code, error] of Object.entries<{ status?: number; message?: string } | undefined>(errorMap)) {
      const answer = operation?.responses[String(error?.status)];
      expect(answer?.description, code).toContain(`${code}: ${error?.message}`);
      expect(JSON.stringify(answer?.content), code).toContain('#/components/schemas/AppError');
      expect(JSON.stringify(answer?.content), code).toContain(`"${code}"`);
    }
    const good = Object.keys(operation?.responses ?? {}).filter((status) => status.startsWith('2'));
    expect(good).toHaveLength(1);
  },
);

test('has uploads and the event stream as well, which are no part of the contract', () => {
  expect(document.paths['/media']?.['post']?.responses['422']?.description).toMatch(/^MEDIA_REFUSED: /);
  expect(document.paths['/events']?.['get']?.responses['200']?.content).toHaveProperty('text/event-stream');
});

test('is an OpenAPI 3.1 document in which every reference leads somewhere', () => {
  expect(document.openapi).toMatch(/^3\.1/);
  const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references)
    expect(document.components.schemas).toHaveProperty(reference.split('/').at(-1) ?? '');
});

test('a page shows it to people: every route, its errors, no script', async () => {
  const response = await desk.app.fetch(new Request('http://app/api/docs'));
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await response.text();
  for (const { method, path } of routes) expect(page).toContain(`${method.toUpperCase()} /api${path}<`);
  expect(page).toContain('POST /api/media<');
  expect(page).toContain('GET /api/events<');
  expect(page).toContain('TOO_LATE: It is already being published, or is out.');
  expect(page).not.toContain('<script');
});
