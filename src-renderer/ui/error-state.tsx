import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toApiError } from '#ui/api/api-error.ts';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { type ActionSubject, actionButton } from './error-action.ts';

interface ErrorStateProps extends Omit<ActionSubject, 'retry'> {
  error: unknown;
  /** Loads it again; there is always a button for it when given. */
  onRetry?: () => void;
  className?: string;
}

/** In the place of a screen or a list that could not be loaded: what happened, and the way out. */
export function ErrorState({ error, onRetry, className, ...subject }: ErrorStateProps) {
  const known = toApiError(error);
  const button =
    actionButton(known.action, { ...subject, retry: onRetry, field: known.field }) ??
    (onRetry === undefined ? null : { label: 'Try again', run: onRetry });
  return (
    <div role="alert" className={cn('grid justify-items-center gap-1 px-6 py-16 text-center', className)}>
      <TriangleAlert aria-hidden className="mb-2 size-6 text-danger" />
      <h2 className="font-semibold text-base">This could not be loaded</h2>
      <p className="max-w-96 text-balance text-base text-muted-foreground">{known.message}</p>
      {button !== null && (
        <Button variant="outline" className="mt-3" onClick={button.run}>
          {button.label}
        </Button>
      )}
    </div>
  );
}

interface CalloutProps {
  variant?: 'info' | 'warning' | 'danger';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

const calloutColours = {
  info: 'bg-info-soft text-info',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
};

/** A remark in a box, with an icon and perhaps a button. */
export function Callout({ variant = 'info', title, children, action, className }: CalloutProps) {
  const Icon = variant === 'info' ? CircleAlert : TriangleAlert;
  return (
    <div className={cn('flex items-start gap-2.5 rounded-lg p-3', calloutColours[variant], className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 text-foreground">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}

/** A failed request beside the form that made it. */
export function ErrorCallout({ error, onRetry, className, ...subject }: ErrorStateProps) {
  const known = toApiError(error);
  const button = actionButton(known.action, { ...subject, retry: onRetry, field: known.field });
  return (
    <div role="alert" className={className}>
      <Callout
        variant="danger"
        action={
          button !== null && (
            <Button variant="outline" size="sm" onClick={button.run}>
              {button.label}
            </Button>
          )
        }
      >
        {known.message}
      </Callout>
    </div>
  );
}
