import {
  CalendarClock,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  ClockAlert,
  type LucideIcon,
  PauseCircle,
  PencilLine,
  Search,
  Send,
} from 'lucide-react';
import type { TargetState as State } from '#shared/model/states.ts';
import { Badge, type BadgeVariant } from './badge.tsx';
import { cn } from './cn.ts';

export interface StateLook {
  label: string;
  icon: LucideIcon;
  /** Badge variant; `signalText` has the matching text colour. */
  signal: Extract<BadgeVariant, 'secondary' | 'info' | 'success' | 'warning' | 'danger'>;
}

const looks: Record<State, StateLook> = {
  draft: { label: 'Draft', icon: PencilLine, signal: 'secondary' },
  scheduled: { label: 'Scheduled', icon: CalendarClock, signal: 'info' },
  claimed: { label: 'Going out', icon: Send, signal: 'info' },
  sending: { label: 'Going out', icon: Send, signal: 'info' },
  published: { label: 'Published', icon: CircleCheck, signal: 'success' },
  refused: { label: 'Refused', icon: CircleX, signal: 'danger' },
  unknown: { label: 'Not sure it went out', icon: CircleHelp, signal: 'danger' },
  held: { label: 'On hold', icon: PauseCircle, signal: 'warning' },
  missed: { label: 'Missed', icon: ClockAlert, signal: 'danger' },
  canceled: { label: 'Canceled', icon: CircleSlash, signal: 'secondary' },
};

const checking: StateLook = { label: 'Checking…', icon: Search, signal: 'warning' };

/** How a state is called and looks. An unknown one that is still being looked for says so. */
export function stateLook(state: State, nextLookAt: number | null = null): StateLook {
  return state === 'unknown' && nextLookAt !== null ? checking : looks[state];
}

export const signalText: Record<StateLook['signal'], string> = {
  secondary: 'text-muted-foreground',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
};

interface TargetStateProps {
  state: State;
  nextLookAt?: number | null;
  /** `badge`: icon and word on a ground. `text`: icon and word. `icon`: the icon alone, named for screen readers. */
  as?: 'badge' | 'text' | 'icon';
  className?: string;
}

export function TargetState({ state, nextLookAt = null, as = 'badge', className }: TargetStateProps) {
  const { label, icon: Icon, signal } = stateLook(state, nextLookAt);
  if (as === 'icon') {
    return (
      <span title={label} className={cn('inline-flex', signalText[signal], className)}>
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{label}</span>
      </span>
    );
  }
  if (as === 'text') {
    return (
      <span className={cn('inline-flex items-center gap-1 text-xs', signalText[signal], className)}>
        <Icon aria-hidden className="size-3.5" />
        {label}
      </span>
    );
  }
  return (
    <Badge variant={signal} className={className}>
      <Icon aria-hidden />
      {label}
    </Badge>
  );
}
