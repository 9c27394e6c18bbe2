import { type ReactNode, useEffect } from 'react';
import { cn } from './cn.ts';

interface PageHeaderProps {
  /** Also the title of the window. */
  title: string;
  description?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** The head of a screen: its title, what it is for, what can be done. */
export function PageHeader({ title, description, actions, children, className }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className={cn('flex shrink-0 flex-wrap items-start gap-x-4 gap-y-2 px-6 pt-5 pb-4', className)}>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold text-lg">{title}</h1>
        {description !== undefined && <p className="text-muted-foreground text-sm">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      {children}
    </header>
  );
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Picscripter`;
  }, [title]);
}
