import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '#ui/ui/button.tsx';
import { EmptyState } from '#ui/ui/empty-state.tsx';
import { useDocumentTitle } from '#ui/ui/page-header.tsx';

export function NotFound() {
  useDocumentTitle('Not found');
  return (
    <EmptyState
      icon={Compass}
      heading="h1"
      title="There is no such page"
      action={
        <Button asChild variant="outline">
          <Link href="/calendar">Go to the calendar</Link>
        </Button>
      }
    >
      It may have been moved or deleted.
    </EmptyState>
  );
}
