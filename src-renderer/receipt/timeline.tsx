import { ChevronRight, CircleCheck, CircleHelp, CircleX, Eye, type LucideIcon, SearchX } from 'lucide-react';
import type { TargetView } from '#shared/contract/posts.ts';
import { toLocal } from '#shared/model/time.ts';
import { cn } from '#ui/ui/cn.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { formatInstant, useZone, zoneLabel } from '#ui/ui/time.tsx';
import { type Attempt, entriesOf, type Entry } from './attempt-words.ts';
import { MonoBlock } from './mono-block.tsx';
import { type ReceiptStep, stepEnd, type StepLine, stepLines } from './step-words.ts';

interface TimelineProps {
  attempts: readonly Attempt[];
  target: TargetView;
}

/** Every try, and in it every request to the platform, in the order in which they were made. */
export function Timeline({ attempts, target }: TimelineProps) {
  const platform = platformName(target.platform);
  const zone = useZone();
  return (
    <section aria-label="How it went">
      <h3 className="flex items-baseline justify-between pb-2 font-medium">
        How it went
        <span className="font-normal text-muted-foreground text-xs">Times in {zoneLabel(zone)}</span>
      </h3>
      <ol className="grid gap-3">
        {entriesOf(attempts, platform).map((entry) => (
          <li key={entry.attempts[0].id} className="rounded-lg border border-border">
            <EntryHead entry={entry} zone={zone} />
            <Steps attempt={entry.attempts[0]} platform={platform} zone={zone} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const from: Record<Attempt['executor'], string> = {
  desktop: 'from this computer',
  relay: 'from the relay',
};

function EntryHead({ entry: { title, outcome, attempts }, zone }: { entry: Entry; zone: string }) {
  const [first] = attempts;
  const last = attempts.at(-1) ?? first;
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 px-3 py-2">
      <span className="font-medium">{title}</span>
      <span className="text-muted-foreground text-xs tabular-nums">
        {formatInstant(first.startedAt, zone, 'exact')}
        {last !== first && ` to ${clockTime(last.startedAt, zone)}`}, {from[first.executor]}
      </span>
      <span className="ml-auto">{outcome}</span>
      {first.message !== null && <p className="w-full text-muted-foreground">{first.message}</p>}
    </div>
  );
}

function Steps({ attempt, platform, zone }: { attempt: Attempt; platform: string; zone: string }) {
  if (attempt.steps.length === 0) return null;
  return (
    <ol className="divide-y divide-border border-border border-t">
      {stepLines(attempt.steps, platform).map((line) => (
        <li key={line.steps[0]?.name}>
          <Line line={line} platform={platform} zone={zone} foundLater={attempt.outcome === 'unknown'} />
        </li>
      ))}
    </ol>
  );
}

const marks: Record<ReceiptStep['state'], { icon: LucideIcon; colour: string }> = {
  answered: { icon: CircleCheck, colour: 'text-success' },
  intent: { icon: CircleHelp, colour: 'text-danger' },
  refused: { icon: CircleX, colour: 'text-danger' },
  absent: { icon: SearchX, colour: 'text-warning' },
  failed: { icon: CircleX, colour: 'text-warning' },
};

interface LineProps {
  line: StepLine;
  platform: string;
  zone: string;
  foundLater: boolean;
}

function Line({ line, platform, zone, foundLater }: LineProps) {
  const first = line.steps[0];
  const last = line.steps.at(-1);
  if (first === undefined || last === undefined) return null;
  const { icon: Icon, colour } = marks[last.state];
  return (
    <details className="group">
      <summary className="flex min-h-8 items-center gap-2 px-3 py-1 marker:content-none hover:bg-muted">
        <Icon aria-hidden className={cn('size-4 shrink-0', colour)} />
        <span className="min-w-0 flex-1">
          {line.words}
          {first.visible && last.state === 'answered' && (
            <Eye
              aria-label="from here on, others can see it"
              className="ml-1.5 inline size-3.5 text-muted-foreground"
            />
          )}
        </span>
        <span className="text-muted-foreground text-xs">
          {stepEnd({ ...last, startedAt: first.startedAt }, platform, foundLater && last.visible)}
        </span>
        <time dateTime={new Date(first.startedAt).toISOString()} className="text-muted-foreground text-xs">
          {clockTime(first.startedAt, zone)}
        </time>
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-muted-foreground group-open:rotate-90 print:hidden"
        />
      </summary>
      <div className="grid gap-2 px-3 pt-1 pb-3">
        {line.steps.map((step) => (
          <StepDetails key={step.name} step={step} />
        ))}
      </div>
    </details>
  );
}

/** "15:30:05" */
function clockTime(instant: number, zone: string): string {
  return toLocal(instant, zone).slice(11).padEnd(8, ':00');
}

function StepDetails({ step }: { step: ReceiptStep }) {
  return (
    <MonoBlock
      label={`technical details of “${step.name}”`}
      rows={[
        ['step', step.name],
        ['sent at', new Date(step.startedAt).toISOString()],
        ['answered at', step.answeredAt === null ? 'never' : new Date(step.answeredAt).toISOString()],
        ['state', step.state],
        ['SHA-256 of what was sent', step.fingerprint],
        ['answer', step.answer ?? 'none'],
      ]}
    />
  );
}
