import { answerDays, byDate, makeCards } from './posts.ts';

/**
 * In place of the network: a `fetch` that answers with the JSON text the server would send. Loaded before the client,
 * which keeps the `fetch` it finds.
 */
const options = new URLSearchParams(location.search);
const cards = byDate(makeCards(Number(options.get('posts'))));

const settings = {
  zone: 'UTC',
  theme: 'light',
  weekStartsOn: 1,
  lateMinutes: 15,
  catchUpMinutes: 5,
  notifications: true,
  readNumbers: true,
  openAtLogin: false,
};

function answer(url: URL): string {
  if (url.pathname === '/api/settings') return JSON.stringify(settings);
  if (url.pathname === '/api/calendar') return JSON.stringify(answerDays(cards, url.searchParams));
  if (url.pathname === '/api/connections') return '[]';
  return JSON.stringify({ queue: { scheduled: 0, sending: 0, needsYou: 0 } });
}

window.fetch = (input) => {
  const url = new URL(input instanceof Request ? input.url : input, location.href);
  return Promise.resolve(new Response(answer(url), { headers: { 'content-type': 'application/json' } }));
};
