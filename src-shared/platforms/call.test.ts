import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PublishFailure } from '../model/publish-error.ts';
import { HttpFailure, type HttpResponse } from '../publishing/http.ts';
import type { Clock } from '../publishing/ports.ts';
import { address, call, type Classify, oauthCall, oauthRead, read } from './call.ts';
import { OAuthFailure, UnmappedAnswer } from './platform.ts';

const clock = { now: () => 1000 } as Clock;
const request = { method: 'POST', url: 'https://api.example.com/posts' } as const;
const answering = (status: number, text = '') => ({
  clock,
  http: async (): Promise<HttpResponse> => ({ status, headers: {}, text }),
});
const cut = { clock, http: () => Promise.reject(new HttpFailure('no-answer', 'the line was cut')) };

const classify: Classify = ({ status }, now) =>
  status === 429 ? { class: 'quota', until: now + 5000, message: 'Too many.' } : null;

describe('a call', () => {
  test('gives any 2xx back', async () => {
    expect(await call(answering(204), request, classify)).toMatchObject({ status: 204 });
  });

  test('that is refused in a known way fails with what the table says, at the time of the answer', async () => {
    const failure = call(answering(429), request, classify);
    await expect(failure).rejects.toThrow(PublishFailure);
    await expect(failure).rejects.toMatchObject({ error: { class: 'quota', until: 6000 } });
  });

  test.each([302, 400, 500])(
    'answered with %i, which the table does not know, is not taken for either',
    async (status) => {
      await expect(call(answering(status, '<html>'), request, classify)).rejects.toThrow(UnmappedAnswer);
    },
  );

  test('without an answer says so', async () => {
    await expect(call(cut, request, classify)).rejects.toThrow(HttpFailure);
  });
});

describe('an answer', () => {
  const schema = z.object({ id: z.string() });
  const saying = (text: string): HttpResponse => ({ status: 200, headers: {}, text });

  test('may hold more than we need, and ids beyond 2^53 stay exact', () => {
    expect(read(saying('{"id":1990000000000000001,"new":[]}'), schema)).toEqual({
      id: '1990000000000000001',
    });
  });

  test.each(['', '<html></html>', '{"id"', '{}', 'null'])('%j without what we need is no success', (text) => {
    expect(() => read(saying(text), schema)).toThrow(UnmappedAnswer);
    expect(() => oauthRead(saying(text), schema)).toThrow(OAuthFailure);
  });
});

describe('a call of a sign-in', () => {
  const refusal = () => new OAuthFailure('dead', 'The sign-in is gone.');

  test.each([
    ['no answer', cut],
    ['a server error', answering(503)],
  ])('%s is temporary', async (_name, line) => {
    await expect(oauthCall(line, request, refusal)).rejects.toMatchObject({ kind: 'temporary' });
  });

  test('anything else is for the platform to name', async () => {
    await expect(oauthCall(answering(400), request, refusal)).rejects.toMatchObject({ kind: 'dead' });
  });
});

test('an address takes a space as %20, never as +', () => {
  expect(address('https://x.com/a', { scope: 'one two', sum: '1+1' })).toBe(
    'https://x.com/a?scope=one%20two&sum=1%2B1',
  );
  expect(address('https://x.com/a', {})).toBe('https://x.com/a');
});
