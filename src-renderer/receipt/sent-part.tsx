import { isDocument, isPicture } from '#shared/model/content.ts';
import { LinkIcon } from 'lucide-react';
import type { Receipt } from '#shared/contract/targets.ts';

interface SentPartProps {
  sent: NonNullable<Receipt['sent']>;
  isOut: boolean;
}

/** Text and photos as they were frozen when the post was scheduled, so what stands here is what went out. */
export function SentPart({ sent, isOut }: SentPartProps) {
  const { text, thread, link, media } = sent;
  const heading = isOut ? 'What was sent' : 'What is to be sent';
  return (
    <section aria-label={heading}>
      <h3 className="pb-2 font-medium">{heading}</h3>
      <div className="grid gap-3 rounded-lg border border-border bg-card p-4 text-base">
        <Words text={text} />
        {thread.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- parts of a sent thread never change their place
          <div key={index} className="border-border border-l-2 pl-3">
            <p className="text-muted-foreground text-xs">Part {index + 2}</p>
            <Words text={part} />
          </div>
        ))}
        {link !== null && (
          <p className="flex items-center gap-2 text-sm">
            <LinkIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <span className="break-all">{link}</span>
          </p>
        )}
        {media.length > 0 && (
          <ul className="grid gap-2">
            {media.map(({ hash, type, altText, thumbUrl }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same photo may stand twice in a post
              <li key={`${hash} ${index}`} className="flex items-center gap-3">
                <img src={thumbUrl} alt="" className="size-14 shrink-0 rounded-md bg-muted object-cover" />
                <p className="min-w-0 text-sm">
                  <span className="block font-medium">{nameOf(type, index)}</span>
                  {isPicture({ type }) && (
                    <span className="block text-muted-foreground">
                      {altText === '' ? 'Without alt text' : `Alt text: ${altText}`}
                    </span>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Words({ text }: { text: string }) {
  if (text === '') return <p className="text-muted-foreground">Without text</p>;
  return <p className="whitespace-pre-wrap break-words">{text}</p>;
}

function nameOf(type: string, index: number): string {
  if (isDocument({ type })) return 'Document';
  return isPicture({ type }) ? `Photo ${index + 1}` : 'Video';
}
