import { ExternalLink } from 'lucide-react';
import type { PlatformView } from '#shared/contract/connections.ts';
import { CopyButton } from '#ui/ui/copy-button.tsx';

export function GuideSteps({ guide, redirects }: Pick<PlatformView, 'guide' | 'redirects'>) {
  return (
    <ol className="grid gap-4">
      {guide.map((step, index) => (
        <li key={step.text} className="flex gap-3">
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full bg-secondary font-medium text-xs tabular-nums"
          >
            {index + 1}
          </span>
          <div className="grid min-w-0 flex-1 gap-2 text-base">
            <p className="pt-px">{step.text}</p>
            {step.link !== undefined && <StepLink address={step.link} />}
            {step.redirects === true && <Redirects addresses={redirects} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepLink({ address }: { address: string }) {
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex w-fit items-center gap-1.5 font-medium text-primary-text text-sm underline-offset-4 hover:underline"
    >
      Open {new URL(address).host}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}

/** They are compared letter by letter at the platform, so they are copied, not typed. */
function Redirects({ addresses }: { addresses: readonly string[] }) {
  return (
    <ul className="grid gap-1.5">
      {addresses.map((address) => (
        <li key={address} className="flex items-center gap-2">
          <code className="min-w-0 flex-1 truncate rounded-md bg-muted px-2 py-1.5 font-mono text-xs">
            {address}
          </code>
          <CopyButton text={address} label={`Copy ${address}`} />
        </li>
      ))}
    </ul>
  );
}
