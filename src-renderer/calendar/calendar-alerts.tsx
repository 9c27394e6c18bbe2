import { useQuery } from '@tanstack/react-query';
import { KeyRound, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api/queries.ts';
import { useHealth } from '#ui/app/health.ts';
import { Button } from '#ui/ui/button.tsx';
import { count } from './calendar-words.ts';

/** On top of the calendar, and staying there: what waits for the seller, and which account will need to be renewed. */
export const CalendarAlerts = memo(function CalendarAlerts() {
  const needsYou = useHealth().data?.queue.needsYou ?? 0;
  const connections = useQuery(api.connections.list.queryOptions({ input: {} })).data ?? [];
  return (
    <>
      {needsYou > 0 && (
        <Alert
          look="bg-danger-soft text-danger"
          icon={<TriangleAlert aria-hidden className="size-3.5" />}
          button="Decide"
          to="/resolve"
        >
          {count(needsYou, 'post needs you: it', 'posts need you: they')} will not go out before you decide.
        </Alert>
      )}
      {connections.map(
        ({ id, name, forecast }) =>
          forecast !== null && (
            <Alert
              key={id}
              look="bg-warning-soft text-warning"
              icon={<KeyRound aria-hidden className="size-3.5" />}
              button="Renew"
              to="/connections"
            >
              {name}: {forecast}
            </Alert>
          ),
      )}
    </>
  );
});

interface AlertProps {
  look: string;
  icon: ReactNode;
  button: string;
  to: string;
  children: ReactNode;
}

function Alert({ look, icon, button, to, children }: AlertProps) {
  return (
    <div
      className={`flex min-h-9 shrink-0 items-center gap-2 border-border border-b px-4 py-1 text-xs ${look}`}
    >
      {icon}
      <p className="min-w-0 flex-1 font-medium">{children}</p>
      <Button asChild variant="outline" size="sm">
        <Link href={to}>{button}</Link>
      </Button>
    </div>
  );
}
