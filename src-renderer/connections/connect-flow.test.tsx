// @vitest-environment jsdom
import { implement } from '@orpc/server';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AttemptView } from '#shared/contract/connections.ts';
import { desktopContract } from '#shared/contract/desktop.ts';
import { AppError, errorStatus } from '#shared/model/app-error.ts';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import { openConnect, useConnectDialog } from './connect-flow.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const waiting: AttemptView = {
  state: 'waiting',
  id: 'a1',
  platform: 'x',
  url: 'https://x.com/i/oauth2/authorize?state=s',
  opened: true,
  expiresAt: Date.now() + 600_000,
};
const choose: AttemptView = {
  state: 'choose',
  id: 'a1',
  platform: 'x',
  accounts: [
    { accountId: '1', name: 'Anna', handle: 'anna', avatarUrl: null, obstacle: null, connected: false },
    {
      accountId: '2',
      name: 'Old page',
      handle: '',
      avatarUrl: null,
      obstacle: 'You may not post here.',
      connected: false,
    },
  ],
};

const app = { clientId: 'c', hasSecret: true };

/** A desktop behind the real wire: the contract, its routes and its errors. */
function desktop() {
  const state = {
    attempt: waiting,
    refusal: null as AppError | null,
    chosen: [] as string[],
    canceled: [] as string[],
    consents: [] as (string | undefined)[],
  };
  const os = implement(desktopContract);
  const handler = new OpenAPIHandler({
    connections: {
      platforms: os.connections.platforms.handler(() => [
        {
          id: 'linkedin',
          name: 'LinkedIn',
          app,
          secret: 'required',
          redirects: [],
          guide: [],
          consents: [
            { id: 'member', label: 'Your own profile', app, guide: [], missing: null },
            { id: 'pages', label: 'Company Pages', app, guide: [], missing: null },
          ],
        },
        {
          id: 'instagram',
          name: 'Instagram',
          app: null,
          secret: 'required',
          redirects: [],
          guide: [],
          consents: [
            { id: 'facebook', label: 'By its Page', app: null, guide: [], missing: null },
            { id: 'instagram', label: 'By itself', app, guide: [], missing: 'It needs a relay.' },
          ],
        },
      ]),
      connect: os.connections.connect.handler(({ input }) => {
        state.consents.push(input.consent);
        if (state.refusal !== null) throw state.refusal;
        return state.attempt;
      }),
      attempt: os.connections.attempt.handler(() => {
        if (state.refusal !== null) throw state.refusal;
        return state.attempt;
      }),
      choose: os.connections.choose.handler(({ input }) => {
        state.chosen = input.accountIds;
        state.attempt = { state: 'done', id: 'a1', platform: 'x', connectionIds: [id] };
        return state.attempt;
      }),
      cancelAttempt: os.connections.cancelAttempt.handler(({ input }) => {
        state.canceled.push(input.id);
        return { stopped: true };
      }),
    },
    targets: { attention: os.targets.attention.handler(() => []) },
  });
  vi.stubGlobal('fetch', async (request: Request) => {
    const { response } = await handler.handle(request, { prefix: '/api' });
    if (state.refusal === null && response !== undefined) return response;
    const { data } = state.refusal ?? new AppError('INTERNAL', 'no such route');
    return Response.json(data, { status: errorStatus[data.code] });
  });
  return state;
}

/** What the server's event does: the attempt is asked for again. */
const tell = () => queryClient.invalidateQueries({ queryKey: api.connections.attempt.key() });

function open(reconnect: { id: string; name: string } | null = null): void {
  openConnect('x', reconnect);
  render(
    <QueryClientProvider client={queryClient}>
      <ConnectDialog />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Open X' }));
}

beforeEach(() => {
  queryClient.clear();
  useConnectDialog.setState({ wish: null });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('an account is connected: consent, choice, done', async () => {
  const state = desktop();
  open();
  expect(await screen.findByText(/Waiting for you to agree at X/)).toBeTruthy();

  state.attempt = choose;
  await tell();
  const blocked = await screen.findByRole('checkbox', { name: /Old page/ });
  expect(blocked.hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('checkbox', { name: /Anna/ }).getAttribute('aria-checked')).toBe('true');

  fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
  expect(await screen.findByText(/The account is connected/)).toBeTruthy();
  expect(state.chosen).toEqual(['1']);
});

test('where there are several consents, one is chosen first, and kept when it is tried again', async () => {
  const state = desktop();
  state.attempt = { state: 'failed', id: 'a1', platform: 'linkedin', message: 'It broke off.' };
  openConnect('linkedin');
  render(
    <QueryClientProvider client={queryClient}>
      <ConnectDialog />
    </QueryClientProvider>,
  );
  const profile = await screen.findByRole('radio', { name: 'Your own profile' });
  expect(profile.getAttribute('aria-checked')).toBe('true');
  fireEvent.click(screen.getByRole('radio', { name: 'Company Pages' }));
  fireEvent.click(screen.getByRole('button', { name: 'Open LinkedIn' }));
  fireEvent.click(await screen.findByRole('button', { name: /again/i }));
  await waitFor(() => expect(state.consents).toEqual(['pages', 'pages']));
});

test('where the browser could not be opened, the consent page is a link', async () => {
  const state = desktop();
  state.attempt = { ...waiting, opened: false };
  open();
  const link = await screen.findByRole('link', { name: 'Open the consent page' });
  expect(link.getAttribute('href')).toBe(waiting.url);
  expect(link.getAttribute('target')).toBe('_blank');
  expect(link.getAttribute('rel')).toContain('noopener');
});

test('leaving before it has ended lets go of the attempt', async () => {
  const state = desktop();
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(state.canceled).toEqual(['a1']));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('signing in to another account says so, and it can be tried again', async () => {
  const state = desktop();
  open({ id, name: 'Anna' });
  await screen.findByText(/Waiting/);
  state.attempt = { state: 'failed', id: 'a1', platform: 'x', message: 'You signed in as Bob.' };
  await tell();
  expect(await screen.findByText('You signed in as Bob.')).toBeTruthy();

  state.attempt = waiting;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/Waiting/)).toBeTruthy();
});

test('without an app the way leads to the guide', async () => {
  const state = desktop();
  state.refusal = new AppError('NOT_CONNECTED', 'X needs your own app first.');
  open();
  expect(await screen.findByText('X needs your own app first.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Set up X' }).getAttribute('href')).toBe('/connections/setup/x');
});

test('an attempt that the desktop no longer knows is over, not a riddle', async () => {
  const state = desktop();
  open();
  await screen.findByText(/Waiting/);
  state.refusal = new AppError('NOT_FOUND', 'There is no such attempt.');
  await tell();
  expect(await screen.findByText(/took too long/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('a way to connect without its app leads to the set-up of that app, and one that cannot be used says why', async () => {
  desktop();
  openConnect('instagram');
  render(
    <QueryClientProvider client={queryClient}>
      <ConnectDialog />
    </QueryClientProvider>,
  );
  const setUp = await screen.findByRole('link', { name: 'Set up Instagram for this' });
  expect(setUp.getAttribute('href')).toBe('/connections/setup/instagram?consent=facebook');
  expect(screen.getByText('It needs a relay.')).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: /By itself/ }));
  expect(screen.getByRole('button', { name: 'Open Instagram' }).hasAttribute('disabled')).toBe(true);
});
