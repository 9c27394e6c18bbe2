import { describe, expect, it } from 'vitest';
import type { PublishError } from '../../model/publish-error.ts';
import { classify } from './errors.ts';
import { graphErrorOf, isOutOfSight } from './graph-error.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const minute = 60_000;

function answer(body: unknown, status = 400, headers: Record<string, string> = {}) {
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

function graph(code: number, subcode?: number, more: Record<string, unknown> = {}) {
  return {
    error: {
      message: 'x',
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...more,
    },
  };
}

function classOf(code: number, subcode?: number): string {
  const error = classify(answer(graph(code, subcode)), now);
  if (error === null) return 'unknown';
  switch (error.class) {
    case 'content':
      return `content ${error.field}${error.alreadyThere === true ? ' already there' : ''}`;
    case 'account':
      return error.reconnect === true ? 'account reconnect' : 'account';
    case 'transient':
      return `transient ${error.effect}`;
    default:
      return error.class;
  }
}

describe('every documented error', () => {
  it.each([
    [190, undefined, 'token'],
    [190, 458, 'token'],
    [190, 459, 'token'],
    [190, 460, 'token'],
    [190, 463, 'token'],
    [190, 464, 'token'],
    [190, 467, 'token'],
    [190, 492, 'token'],
    [190, 999, 'token'],
    [102, undefined, 'token'],
    [104, undefined, 'token'],

    [10, undefined, 'account reconnect'],
    [3, undefined, 'account reconnect'],
    [200, undefined, 'account reconnect'],
    [210, undefined, 'account reconnect'],
    [299, undefined, 'account reconnect'],
    [100, 33, 'account reconnect'],
    [100, 1363042, 'account reconnect'],
    [200, 1404078, 'account'],
    [1404078, undefined, 'account'],

    [4, undefined, 'quota'],
    [17, undefined, 'quota'],
    [32, undefined, 'quota'],
    [613, undefined, 'quota'],
    [80001, undefined, 'quota'],
    [341, undefined, 'quota'],
    [1390008, undefined, 'quota'],
    [368, undefined, 'account'],
    [368, 1390008, 'quota'],
    [1404112, undefined, 'account'],

    [506, undefined, 'content caption already there'],

    [1, undefined, 'transient possible'],
    [2, undefined, 'transient possible'],
    [1363047, undefined, 'transient possible'],
    [1609010, undefined, 'transient possible'],
    [100, 1363019, 'transient possible'],
    [100, 1363030, 'transient possible'],
    [100, 1363033, 'transient possible'],
    [100, 1363037, 'transient possible'],

    [100, undefined, 'content caption'],
    [324, undefined, 'content media'],
    [324, 2069019, 'content media'],
    [389, undefined, 'content media'],
    [382, undefined, 'content media'],
    [6000, undefined, 'content media'],
    [6001, undefined, 'content media'],
    [2069019, undefined, 'content media'],
    [100, 1366046, 'content media'],
    [100, 1366051, 'content media already there'],
    [100, 1363040, 'content media'],
    [100, 1363127, 'content media'],
    [100, 1363128, 'content media'],
    [100, 1363129, 'content media'],
    [100, 1363020, 'content media'],
    [100, 1363022, 'content media'],
    [100, 1363023, 'content media'],
    [100, 1363031, 'content media'],
    [1346003, undefined, 'content caption'],
    [1404102, undefined, 'content caption'],
    [100, 1609005, 'content link'],
    [100, 2061006, 'content link'],
    [100, 1609008, 'content link'],
    [4854002, undefined, 'account'],
    [1404006, undefined, 'account'],

    [300, undefined, 'unknown'],
    [987654, undefined, 'unknown'],
  ])('%s/%s is %s', (code, subcode, expected) => {
    expect(classOf(code, subcode)).toBe(expected);
  });
});

it('takes a short subcode for nothing but a part of its code', () => {
  // 4 alone is a rate limit; below 100 it means nothing we know.
  expect(classOf(100, 4)).toBe('content caption');
});

describe('what is uncertain', () => {
  it('may be out after a server error, whatever its body says', () => {
    for (const body of [graph(1), graph(190, 463), graph(506), '<html>502</html>', '']) {
      expect(classify(answer(body, 502), now)).toMatchObject({ class: 'transient', effect: 'possible' });
    }
  });

  it('may be out when Facebook itself calls the error passing', () => {
    expect(classify(answer(graph(987654, undefined, { is_transient: true })), now)).toMatchObject({
      class: 'transient',
      effect: 'possible',
    });
    expect(classify(answer(graph(324, undefined, { is_transient: true })), now)).toMatchObject({
      class: 'transient',
    });
  });

  it('keeps rate limits and dead tokens apart from passing trouble', () => {
    expect(classify(answer(graph(4, undefined, { is_transient: true }), 403), now)?.class).toBe('quota');
    expect(classify(answer(graph(190, 463, { is_transient: true }), 400), now)?.class).toBe('token');
  });

  it('is not in the table: web pages, empty answers, other JSON', () => {
    for (const body of [
      '',
      '<html><h1>Sorry</h1></html>',
      '{"id":',
      '[]',
      '{"error":"text"}',
      '{"error":{}}',
      'null',
    ]) {
      expect(classify(answer(body, 400), now)).toBeNull();
      expect(classify(answer(body, 200), now)).toBeNull();
    }
  });

  it('reads machines in between by their status', () => {
    expect(classify(answer('<html>', 429), now)).toMatchObject({ class: 'quota', until: now + 30 * minute });
    expect(classify(answer('<html>', 413), now)).toMatchObject({ class: 'content', field: 'media' });
  });
});

describe('how long to wait', () => {
  const usage = (value: unknown) => ({ 'x-business-use-case-usage': JSON.stringify(value) });

  it('takes the longest time of the usage header, in minutes', () => {
    const headers = usage({
      '1029': [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 19 }, { type: 'other' }],
      '1030': [{ type: 'pages', estimated_time_to_regain_access: 3 }],
    });
    expect(classify(answer(graph(80001), 400, headers), now)).toMatchObject({ until: now + 19 * minute });
  });

  it('takes retry-after in seconds', () => {
    expect(classify(answer(graph(4), 403, { 'retry-after': '90' }), now)).toMatchObject({
      until: now + 90_000,
    });
    expect(classify(answer(graph(2), 503, { 'retry-after': '90' }), now)).toMatchObject({ after: 90_000 });
  });

  it.each([
    [{}],
    [{ 'x-business-use-case-usage': 'nonsense' }],
    [{ 'x-business-use-case-usage': '{"1029":[{"estimated_time_to_regain_access":0}]}' }],
    [{ 'x-business-use-case-usage': '{"1029":"text"}' }],
    [{ 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }],
  ])('falls back to half an hour for %o', (headers) => {
    expect(classify(answer(graph(17), 403, headers), now)).toMatchObject({ until: now + 30 * minute });
  });

  it('waits hours when the Page posts too fast', () => {
    const error = classify(answer(graph(341)), now);
    expect(error?.class === 'quota' && (error.until ?? 0) - now).toBeGreaterThanOrEqual(60 * minute);
  });
});

describe('what the seller and support read', () => {
  it('keeps the numbers and the trace', () => {
    expect(codeOf(classify(answer(graph(190, 460, { fbtrace_id: 'Axx' })), now))).toBe('190/460 trace Axx');
    expect(codeOf(classify(answer(graph(4)), now))).toBe('4');
    expect(codeOf(classify(answer('', 503), now))).toBe('HTTP 503');
  });

  it('shows the words Facebook has for the seller behind our own', () => {
    const error = classify(answer(graph(368, undefined, { error_user_msg: 'You are going too fast.' })), now);
    expect(error?.message).toMatch(/^Facebook has blocked .* Facebook says: You are going too fast\.$/);
  });

  it('shows the developer words only where nothing else says what is wrong', () => {
    const words = { message: '(#100) Param message must be a string' };
    expect(classify(answer(graph(100, undefined, words)), now)?.message).toContain(
      'Param message must be a string',
    );
    expect(classify(answer(graph(190, 460, words)), now)?.message).not.toContain('#100');
  });

  function codeOf(error: PublishError | null): string | undefined {
    return error?.code;
  }
});

describe('the upload host', () => {
  const refused = (type: string, retriable = false) =>
    classify(answer({ debug_info: { retriable, type, message: 'x' } }), now);

  it('wants bytes again that went wrong on the way; nobody saw them', () => {
    expect(refused('OffsetInvalidError')).toMatchObject({ class: 'transient', effect: 'none' });
    expect(refused('PartialRequestError')).toMatchObject({ class: 'transient', effect: 'none' });
    expect(refused('SomethingNew', true)).toMatchObject({ class: 'transient', effect: 'none' });
  });

  it('wants another token', () => {
    expect(refused('NotAuthorizedError')).toMatchObject({ class: 'token' });
  });

  it('says that a file is of no use', () => {
    expect(refused('ProcessingFailedError')).toMatchObject({ class: 'content', field: 'media' });
  });

  it('is not guessed at', () => {
    expect(refused('SomethingNew')).toBeNull();
  });
});

it('sees "gone or no access" only where the numbers say so', () => {
  expect(isOutOfSight(graphErrorOf(answer(graph(100, 33))))).toBe(true);
  expect(isOutOfSight(graphErrorOf(answer(graph(100, 34))))).toBe(false);
  expect(isOutOfSight(graphErrorOf(answer('')))).toBe(false);
});
