import { useId } from 'react';
import type { Instant } from '#shared/model/time.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import { Input } from '#ui/ui/input.tsx';
import { Label } from '#ui/ui/label.tsx';
import { formatInstant, machineZone, zoneLabel } from '#ui/ui/time.tsx';
import { judgeTime, quickPicks } from './schedule-times.ts';

interface WhenFieldsProps {
  /** Wall-clock time, "2026-11-24T15:30"; parts of it may still be missing. */
  local: string;
  zone: string;
  now: Instant;
  onLocal: (local: string) => void;
  className?: string;
}

/** Day and time on the seller's clock, with the times that are often wanted. */
export function WhenFields({ local, zone, now, onLocal, className }: WhenFieldsProps) {
  const id = useId();
  const [date = '', time = ''] = local.split('T');
  const verdict = judgeTime({ local, zone }, now);
  return (
    <div className={cn('grid gap-2', className)}>
      <div className="flex flex-wrap gap-2">
        <div className="grid flex-1 gap-1.5">
          <Label htmlFor={`${id}-date`}>Day</Label>
          <Input
            id={`${id}-date`}
            type="date"
            data-place="when"
            value={date}
            onChange={(event) => onLocal(`${event.target.value}T${time}`)}
            className="min-w-36 tabular-nums"
          />
        </div>
        <div className="grid flex-1 gap-1.5">
          <Label htmlFor={`${id}-time`}>Time</Label>
          <Input
            id={`${id}-time`}
            type="time"
            value={time}
            onChange={(event) => onLocal(`${date}T${event.target.value}`)}
            className="min-w-28 tabular-nums"
          />
        </div>
      </div>
      <div className="flex flex-wrap gap-1">
        {quickPicks(now, zone).map((pick) => (
          <Button
            key={pick.id}
            variant="secondary"
            size="sm"
            aria-pressed={pick.local === local}
            onClick={() => onLocal(pick.local)}
          >
            {pick.label}
          </Button>
        ))}
      </div>
      <output className="grid gap-1 text-muted-foreground text-xs empty:hidden">
        {zone !== machineZone && (
          <p>
            Times are in {zoneLabel(zone, verdict?.instant ?? now)}.
            {verdict !== null &&
              ` The clock of this computer shows ${formatInstant(verdict.instant, machineZone)} then.`}
          </p>
        )}
        {verdict?.past === true && <p className="text-warning">This time has passed.</p>}
        {verdict !== null && verdict.note !== null && <p className="text-warning">{verdict.note}</p>}
      </output>
    </div>
  );
}
