import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** One sentence: what will be here, or what to do next. */
  children?: ReactNode;
  /** The button that does it. */
  action?: ReactNode;
  /** `h1` where it is all there is on the page. */
  heading?: 'h1' | 'h2';
  className?: string;
}

export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
  className,
}: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-1 px-6 py-16 text-center', className)}>
      <div className="mb-2 grid size-10 place-items-center rounded-lg border border-border bg-card">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </div>
      <Heading className="font-semibold text-base">{title}</Heading>
      {children !== undefined && (
        <p className="max-w-96 text-balance text-base text-muted-foreground">{children}</p>
      )}
      {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}
