// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Receipt } from '#shared/contract/targets.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { metricWords } from './metric-words.ts';
import { MetricsPart } from './metrics-part.tsx';

const at = Date.parse('2026-11-24T14:05:00Z');
const target = { id: 't', connectionId: 'c', platform: 'x', state: 'published', remoteId: '1' };

/** What the desktop was asked, and what it answers. */
let asked: string[];
let answer: () => Response;
beforeEach(() => {
  asked = [];
  answer = () => Response.json({ numbers: {}, at });
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!request.url.endsWith('/metrics')) return Response.json({ zone: 'UTC' });
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return answer();
  });
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

function show(metrics: Receipt['metrics']) {
  render(
    <QueryClientProvider client={queryClient}>
      <MetricsPart receipt={{ target, metrics } as Receipt} />
    </QueryClientProvider>,
  );
  return within(screen.getByRole('region', { name: 'Numbers' }));
}
const refresh = () => fireEvent.click(screen.getByRole('button', { name: 'Refresh the numbers' }));

describe('the numbers on a receipt', () => {
  it('stand in a list, each with its word, with the instant they are of', () => {
    const part = show({ numbers: { comments: 1, views: 1204, likes: 0 }, at });
    expect(part.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '1,204 views',
      '0 likes',
      '1 comment',
    ]);
    expect(part.getByText(/as of/).querySelector('time')?.dateTime).toBe('2026-11-24T14:05:00.000Z');
  });

  it('are told when they change', () => {
    const part = show({ numbers: { views: 1204 }, at });
    expect(part.getByRole('list').closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  });

  it('that nobody has read yet are said to come', () => {
    expect(show(null).getByText(/an hour, a day and a week after/)).toBeDefined();
  });

  it('that the platform does not tell are said so', () => {
    const part = show({ numbers: {}, at });
    expect(part.getByText(/X tells no numbers for this post/)).toBeDefined();
    expect(part.queryByRole('list')).toBeNull();
  });

  it('are read when the seller asks', async () => {
    show(null);
    refresh();
    await expect.poll(() => asked).toEqual(['POST /api/targets/t/metrics']);
  });

  it('that cannot be read leave a sentence and a way out', async () => {
    const message = 'Mara must be reconnected before its numbers can be read.';
    answer = () => Response.json({ code: 'NOT_CONNECTED', message, action: 'reconnect' }, { status: 409 });
    show({ numbers: { views: 3 }, at });
    refresh();
    expect((await screen.findByRole('alert')).textContent).toContain(message);
    expect(screen.getByRole('button', { name: 'Reconnect' })).toBeDefined();
    expect(screen.getByText('3')).toBeDefined();
  });
});

it('every number has its word for one and for more', () => {
  const all = { views: 1, reach: 1, likes: 1, comments: 1, shares: 2, saves: 2, clicks: 2 };
  expect(metricWords(all).map(({ count, word }) => `${count} ${word}`)).toEqual([
    '1 view',
    '1 person reached',
    '1 like',
    '1 comment',
    '2 shares',
    '2 saves',
    '2 clicks',
  ]);
});
