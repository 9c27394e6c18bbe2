import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api/queries.ts';
import { Fact } from './publisher-panel.tsx';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** How well the promise was kept over the last 30 days. Left out while nothing was published. */
export function Punctuality() {
  const { data } = useQuery(api.app.summary.queryOptions({ input: { days: 30 } }));
  if (data === undefined || data.published + data.failed === 0) return null;
  return (
    <section aria-labelledby="punctuality" className="grid gap-3">
      <h2 id="punctuality" className="font-semibold text-base">
        The last {data.days} days
      </h2>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Fact label="Published">{data.published}</Fact>
        <Fact label="On time, to the minute">
          {data.onTime === null ? 'No post yet' : percent.format(data.onTime)}
        </Fact>
        <Fact label="Usual delay">
          {data.medianLateMs === null ? 'No post yet' : delay(data.medianLateMs)}
        </Fact>
        <Fact label="Did not go out">{data.failed}</Fact>
      </dl>
    </section>
  );
}

/** @param ms how late, in milliseconds */
function delay(ms: number): string {
  if (ms < 1000) return 'under a second';
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
