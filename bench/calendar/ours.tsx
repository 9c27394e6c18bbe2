import './answering-fetch.ts';
import './ours.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { api } from '#ui/api/queries.ts';
import { queryClient } from '#ui/api/query-client.ts';
import { CalendarScreen } from '#ui/calendar/calendar-screen.tsx';
import { askForDays } from '#ui/calendar/days-ahead.ts';
import { Button } from '#ui/ui/button.tsx';
import { untilPainted } from './paint.ts';
import { firstDate } from './posts.ts';

/**
 * Our calendar as the app mounts it, with its client, query cache and router; the server's answers lie ready as text.
 * As in the app, the frame of the window is there before any screen is, and with it the settings.
 */
const options = new URLSearchParams(location.search);

// As shipped, the days are asked for while the screen is loaded, and the next month when there is nothing else to do.
// Without it, both drawings must ask for theirs and wait for the answer.
const isAhead = options.get('ahead') === 'yes';
if (!isAhead) window.requestIdleCallback = () => 0;

history.replaceState(
  null,
  '',
  `?${new URLSearchParams({ ...Object.fromEntries(options), date: firstDate })}`,
);

function Frame({ open }: { open: boolean }) {
  return (
    <QueryClientProvider client={queryClient}>
      {open ? <CalendarScreen /> : <Button>Open the calendar</Button>}
    </QueryClientProvider>
  );
}

const isDrawn = (title: string) => () =>
  document.querySelector('h1')?.textContent?.includes(title) === true &&
  document.querySelectorAll('[data-card]').length > 0 &&
  document.querySelectorAll('[data-more]').length > 0;

async function measure() {
  const element = document.querySelector('#root');
  if (element === null) throw new Error('the page has no root');
  const root = createRoot(element);
  await queryClient.ensureQueryData(api.app.settings.queryOptions({ input: {} }));
  await queryClient.ensureQueryData(api.app.health.queryOptions({ input: {} }));
  await queryClient.ensureQueryData(api.connections.list.queryOptions({ input: {} }));
  await untilPainted(
    () => root.render(<Frame open={false} />),
    () => document.querySelector('button') !== null,
  );

  if (isAhead) await askForDays(queryClient);

  const firstRender = await untilPainted(() => root.render(<Frame open />), isDrawn('November 2026'));
  const nodes = document.querySelectorAll('*').length;
  await idle();
  const next = document.querySelector<HTMLElement>('[aria-label="Next month"]');
  const monthSwitch = await untilPainted(() => next?.click(), isDrawn('December 2026'));
  return { firstRender, monthSwitch, nodes };
}

function idle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

window.measured = measure();
