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
  className?: string;
}

export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-1 px-6 py-16 text-center', className)}>
      <div className="mb-2 grid size-10 place-items-center rounded-lg border border-border bg-card">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </div>
      <h2 className="font-semibold text-base">{title}</h2>
      {children !== undefined && (
        <p className="max-w-96 text-balance text-base text-muted-foreground">{children}</p>
      )}
      {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}
