import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { Button } from '#ui/ui/button.tsx';

interface NothingPlannedProps {
  title: string;
  filtering: boolean;
  onShowAll: () => void;
}

/** Over an empty grid, which stays usable: its days are where a post is begun. */
export function NothingPlanned({ title, filtering, onShowAll }: NothingPlannedProps) {
  const { data: connections } = useQuery(api.connections.list.queryOptions({ input: {} }));
  if (!filtering && connections?.every(({ state }) => state === 'removed')) return <StartHere />;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-6 flex justify-center px-4">
      <div className="pointer-events-auto flex items-center gap-3 rounded-lg bg-popover px-3 py-2 text-sm shadow-pop">
        {filtering ? (
          <>
            No post matches the filter here.
            <Button variant="outline" size="sm" onClick={onShowAll}>
              Show all posts
            </Button>
          </>
        ) : (
          <>Nothing is planned for {title}. Click a day to plan a post.</>
        )}
      </div>
    </div>
  );
}

const firstSteps = [
  'Connect the account that your posts go to.',
  'Click a day, add photos and a caption, and choose a time.',
  'Picscripter publishes on time and shows you the receipt.',
];

/** The first thing a new seller sees. */
function StartHere() {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-10 flex justify-center px-4">
      <section
        aria-labelledby="start-here"
        className="pointer-events-auto flex max-w-md flex-col gap-3 rounded-xl bg-popover p-5 shadow-pop"
      >
        <h2 id="start-here" className="font-semibold text-base">
          Start here
        </h2>
        <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm marker:text-muted-foreground">
          {firstSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Button asChild className="self-start">
          <Link href="/connections">Connect an account</Link>
        </Button>
      </section>
    </div>
  );
}
