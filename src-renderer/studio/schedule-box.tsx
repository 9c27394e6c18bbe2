import { Laptop, TriangleAlert } from 'lucide-react';
import type { PostView } from '#shared/contract/posts.ts';
import type { Instant } from '#shared/model/time.ts';
import { Field } from '#ui/ui/field.tsx';
import { Input } from '#ui/ui/input.tsx';
import { formatInstant } from '#ui/ui/time.tsx';
import { judgeTime } from './schedule-times.ts';
import { WhenFields } from './when-fields.tsx';

export interface Timing {
  local: string;
  lateMinutes: number;
}

interface ScheduleBoxProps {
  timing: Timing;
  zone: string;
  now: Instant;
  post: PostView | null;
  onTiming: (timing: Timing) => void;
}

/** When the post goes out, who will do it, and how late it may still be. */
export function ScheduleBox({ timing, zone, now, post, onTiming }: ScheduleBoxProps) {
  const { local, lateMinutes } = timing;
  const times = new Set(post?.targets.flatMap(({ when }) => (when === null ? [] : when.instant)));
  return (
    <section aria-label="When" className="grid grid-cols-1 gap-2">
      <h2 className="font-medium">When</h2>
      <WhenFields local={local} zone={zone} now={now} onLocal={(local) => onTiming({ ...timing, local })} />
      {times.size > 1 && (
        <p className="text-muted-foreground text-xs">
          The accounts have different times:{' '}
          {[...times]
            .sort((a, b) => a - b)
            .map((instant) => formatInstant(instant, zone))
            .join(' and ')}
          . A time that you choose here counts for all that are not out yet.
        </p>
      )}
      <PublisherLine post={post} instant={judgeTime({ local, zone }, now)?.instant ?? null} zone={zone} />
      <details className="text-sm">
        <summary className="w-fit rounded-sm text-muted-foreground text-xs">
          If it cannot go out on time
        </summary>
        <Field
          label="Still publish when it is late by up to (minutes)"
          hint="Later than that it waits, and you decide."
          className="mt-2"
        >
          <Input
            type="number"
            min={0}
            max={1440}
            value={lateMinutes}
            className="w-24 tabular-nums"
            onChange={(event) =>
              onTiming({
                ...timing,
                lateMinutes: Math.min(1440, Math.max(0, Math.trunc(event.target.valueAsNumber || 0))),
              })
            }
          />
        </Field>
      </details>
    </section>
  );
}

interface PublisherLineProps {
  post: PostView | null;
  instant: Instant | null;
  zone: string;
}

/** Who will publish it; a post that nobody would publish says why. */
export function PublisherLine({ post, instant, zone }: PublisherLineProps) {
  const publishers = post?.targets.map(({ publisher }) => publisher) ?? [];
  const nobody = publishers.find(({ by }) => by === 'nobody');
  if (nobody !== undefined && nobody.why !== null) {
    return (
      <p className="flex items-start gap-1.5 text-warning text-xs">
        <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
        {nobody.why}
      </p>
    );
  }
  if (instant === null || publishers.some(({ by }) => by === 'relay')) return null;
  return (
    <p className="flex items-start gap-1.5 text-muted-foreground text-xs">
      <Laptop aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        This laptop will publish it. Keep it on at{' '}
        <span className="tabular-nums">{formatInstant(instant, zone, 'time')}</span>.
      </span>
    </p>
  );
}
