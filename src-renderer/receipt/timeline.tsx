import { ChevronRight, CircleCheck, CircleHelp, CircleX, Eye, type LucideIcon, SearchX } from 'lucide-react';
import type { TargetView } from '#shared/contract/posts.ts';
import type { Receipt } from '#shared/contract/targets.ts';
import { toLocal } from '#shared/model/time.ts';
import { cn } from '#ui/ui/cn.ts';
import { platformName } from '#ui/ui/platform-icon.tsx';
import { Time, useZone } from '#ui/ui/time.tsx';
import { MonoBlock } from './mono-block.tsx';
import { type ReceiptStep, stepEnd, type StepLine, stepLines } from './step-words.ts';

type Attempt = Receipt['attempts'][number];

interface TimelineProps {
  attempts: readonly Attempt[];
  target: TargetView;
}

/** Every try, and in it every request to the platform, in the order in which they were made. */
export function Timeline({ attempts, target }: TimelineProps) {
  const platform = platformName(target.platform);
  return (
    <section aria-label="How it went">
      <h3 className="pb-2 font-medium">How it went</h3>
      <ol className="grid gap-3">
        {attempts.map((attempt) => (
          <li key={attempt.id} className="rounded-lg border border-border">
            <AttemptHead attempt={attempt} platform={platform} />
            {attempt.steps.length > 0 && (
              <ol className="divide-y divide-border border-border border-t">
                {stepLines(attempt.steps, platform).map((line) => (
                  <li key={line.steps[0]?.name}>
                    <Line line={line} platform={platform} />
                  </li>
                ))}
              </ol>
            )}
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

function AttemptHead({ attempt, platform }: { attempt: Attempt; platform: string }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 px-3 py-2">
      <span className="font-medium">Try {attempt.number}</span>
      <span className="text-muted-foreground text-xs">
        <Time instant={attempt.startedAt} shape="exact" />, {from[attempt.executor]}
      </span>
      <span className="ml-auto">{outcomeWords(attempt, platform)}</span>
      {attempt.message !== null && <p className="w-full text-muted-foreground">{attempt.message}</p>}
    </div>
  );
}

function outcomeWords({ outcome, steps }: Attempt, platform: string): string {
  switch (outcome) {
    case null:
      return 'under way';
    case 'published':
      return steps.length === 0 ? `found on ${platform}` : 'published';
    case 'refused':
      return `${platform} said no`;
    case 'unknown':
      return steps.length === 0 ? 'looked: still not sure' : 'no answer';
    case 'retry':
      return 'tried again later';
    case 'held':
      return 'put on hold';
    case 'released':
      return 'not begun';
    case 'missed':
      return 'too late';
  }
}

const marks: Record<ReceiptStep['state'], { icon: LucideIcon; colour: string }> = {
  answered: { icon: CircleCheck, colour: 'text-success' },
  intent: { icon: CircleHelp, colour: 'text-danger' },
  refused: { icon: CircleX, colour: 'text-danger' },
  absent: { icon: SearchX, colour: 'text-warning' },
  failed: { icon: CircleX, colour: 'text-warning' },
};

function Line({ line, platform }: { line: StepLine; platform: string }) {
  const zone = useZone();
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
          {first.visible && (
            <Eye
              aria-label="from here on, others can see it"
              className="ml-1.5 inline size-3.5 text-muted-foreground"
            />
          )}
        </span>
        <span className="text-muted-foreground text-xs">
          {stepEnd({ ...last, startedAt: first.startedAt }, platform)}
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
