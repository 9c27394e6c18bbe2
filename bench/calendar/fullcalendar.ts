import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import { Calendar } from 'fullcalendar';
import dayGridPlugin from 'fullcalendar/daygrid';
import classicTheme from 'fullcalendar/themes/classic';
import { untilPainted } from './paint.ts';
import { firstDate, makeCards } from './posts.ts';

/**
 * FullCalendar's month with the same posts, given to it as ready objects, the asked stretch only: what it takes to
 * fetch and read them is not counted. With `limit=yes` it shows as many a day as fit, as ours does.
 */
const options = new URLSearchParams(location.search);
const events = makeCards(Number(options.get('posts'))).map((card) => ({
  id: card.postId,
  title: card.caption,
  start: new Date(card.instant),
}));

async function measure() {
  const root = document.querySelector<HTMLElement>('#root');
  if (root === null) throw new Error('the page has no root');
  const calendar = new Calendar(root, {
    plugins: [dayGridPlugin, classicTheme],
    initialView: 'dayGridMonth',
    initialDate: firstDate,
    timeZone: 'UTC',
    firstDay: 1,
    height: '100%',
    dayMaxEvents: options.get('limit') === 'yes',
    events: ({ start, end }, give) =>
      give(events.filter((event) => event.start >= start && event.start < end)),
  });
  const drawnFor = (month: string) => () =>
    calendar.view.title.includes(month) && root.textContent.includes('(') && dayOf(month) !== null;
  const dayOf = (month: string) =>
    root.querySelector(`[data-date^="${month === 'November' ? '2026-11' : '2026-12'}-15"]`);

  const firstRender = await untilPainted(() => calendar.render(), drawnFor('November'));
  const nodes = document.querySelectorAll('*').length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const monthSwitch = await untilPainted(() => calendar.next(), drawnFor('December'));
  return { firstRender, monthSwitch, nodes };
}

window.measured = measure();
