import { ChevronRight } from 'lucide-react';
import type { Receipt } from '#shared/contract/targets.ts';
import { MonoBlock } from './mono-block.tsx';

/** Ids and codes for support; the seller needs none of it. */
export function TechnicalPart({ receipt: { target, sent, attempts } }: { receipt: Receipt }) {
  const rows: (readonly [string, string])[] = [
    ['post', target.postId],
    ['entry', target.id],
    ['account', target.connectionId],
    ['change', String(target.revision)],
    ['id at the platform', target.remoteId ?? 'none'],
    ['code of the platform', target.reason?.code ?? 'none'],
    ['SHA-256 of all that is sent', sent?.fingerprint ?? 'none'],
    ...(sent?.media ?? []).map(({ hash, type }, index) => [`file ${index + 1}`, `${hash} ${type}`] as const),
    ...attempts.map(
      ({ id, number, fence, code }) =>
        [`try ${number}`, `${id} fence ${fence}${code === null ? '' : ` code ${code}`}`] as const,
    ),
  ];
  return (
    <details className="group">
      <summary className="flex h-8 w-fit items-center gap-1 rounded-md pr-2 text-muted-foreground marker:content-none">
        <ChevronRight aria-hidden className="size-4 group-open:rotate-90 print:hidden" />
        Technical details
      </summary>
      <MonoBlock label="technical details" rows={rows} />
    </details>
  );
}
