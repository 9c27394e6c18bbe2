import { z } from 'zod';
import { benchCalendar } from './calendar/run.ts';
import { type Line, line } from './line.ts';

const measured = z.object({
  bench: z.string(),
  oursMs: z.number(),
  fullCalendarMs: z.number(),
  fullCalendarWithoutLimitMs: z.number(),
  oursAskingMs: z.number(),
});

/** The calendar's own benchmark in the shape of the others. */
export async function* benchCalendarLines(): AsyncGenerator<Line> {
  for (const figure of Object.values(await benchCalendar())) {
    const { bench, oursMs, oursAskingMs, fullCalendarMs, fullCalendarWithoutLimitMs } =
      measured.parse(figure);
    yield line({
      bench,
      figures: { medianMs: oursMs, askingMs: oursAskingMs },
      peer: {
        name: 'FullCalendar, showing as many posts a day',
        figures: { medianMs: fullCalendarMs, withoutLimitMs: fullCalendarWithoutLimitMs },
      },
      counted:
        'the window in Chromium from the start of drawing to the second animation frame after it, both with their posts at hand (ours are fetched ahead); askingMs: ours when it must ask first, with client, query cache and reading the JSON',
      notCounted:
        'network and server (see the database bench); of FullCalendar the fetching and reading of its events',
    });
  }
}
