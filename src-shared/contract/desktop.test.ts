import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { errorStatus } from '../model/app-error.ts';
import { desktopContract } from './desktop.ts';

interface Route {
  name: string;
  method: string;
  path: string;
  summary: string;
  input: z.ZodObject;
  errors: Record<string, { status?: number; message?: string } | undefined>;
}

const routes: Route[] = Object.entries(desktopContract).flatMap(([noun, part]) =>
  Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    if (!isContractProcedure(value)) throw new Error(`${noun}.${name} is no route`);
    const { route, inputSchema, errorMap } = (value satisfies AnyContractProcedure)['~orpc'];
    const { method = '', path = '', summary = '' } = route;
    return [
      { name: `${noun}.${name}`, method, path, summary, input: inputSchema as z.ZodObject, errors: errorMap },
    ];
  }),
);
const named = routes.map((route) => [route.name, route] as const);

test('no two routes have the same address', () => {
  const addresses = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe.each(named)('%s', (_name, { method, path, summary, input, errors }) => {
  test('says what it does, in one line', () => {
    expect(summary).toMatch(/^[A-Z"W][^\n]+[^.]$/);
    expect(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).toContain(method);
  });

  test('takes what stands in its address, and nothing that it does not know', () => {
    for (const [, parameter] of path.matchAll(/\{(\w+)\}/g))
      expect(Object.keys(input.shape)).toContain(parameter);
    const issues = input.safeParse({ surprise: 1 }).error?.issues ?? [];
    expect(issues.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
  });

  test('promises errors with their status and what they mean', () => {
    for (const code of ['BAD_INPUT', 'UNAUTHORIZED', 'TOO_LARGE', 'DISK_FULL', 'INTERNAL'])
      expect(errors).toHaveProperty(code);
    for (const [code, error] of Object.entries(errors)) {
      expect(error?.status).toBe(errorStatus[code as keyof typeof errorStatus]);
      expect(error?.message).toMatch(/^[A-Z].+\.$/);
    }
  });

  test('reading has no fields but those of a query', () => {
    if (method !== 'GET') return;
    // A query is text: what is a number, a choice or a flag must be read from text.
    for (const [field, schema] of Object.entries(input.shape)) {
      const takesText = [
        '1',
        'true',
        'draft',
        'x',
        '2026-11-24',
        'UTC',
        '0190a1b2-0000-7000-8000-000000000000',
        'board',
      ].some((text) => (schema as z.ZodType).safeParse(text).success);
      expect(takesText, field).toBe(true);
    }
  });
});
