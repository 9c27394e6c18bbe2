import { Button } from '#ui/ui/button.tsx';

interface NothingPlannedProps {
  title: string;
  filtering: boolean;
  onShowAll: () => void;
}

/** Over an empty grid, which stays usable: its days are where a post is begun. */
export function NothingPlanned({ title, filtering, onShowAll }: NothingPlannedProps) {
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
