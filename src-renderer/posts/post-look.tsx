import { LinkIcon, Sparkles } from 'lucide-react';
import { AccountAvatar } from '#ui/ui/account-chip.tsx';
import { cn } from '#ui/ui/cn.ts';
import type { MediaView } from '#shared/contract/media.ts';
import type { PostView, TargetView } from '#shared/contract/posts.ts';
import { fittedMedia, isPicture, isVideo, type TargetOptions } from '#shared/model/content.ts';
import { placementOf } from '#shared/rules/judge-placement.ts';
import { packs } from '#shared/rules/packs.ts';
import type { Placement } from '#shared/rules/rule-pack.ts';

/** A post much as its readers will see it. Without an account only its text and photos. */
export function PostLook({ post, target }: { post: PostView; target: TargetView | null }) {
  const text = target?.captionOverride ?? post.caption;
  const { thread = [], link, madeWithAi, title } = target?.options ?? {};
  const labels = labelsOf(target?.options ?? {});
  const place = target === null ? undefined : placeOf(post, target);
  const rendition = (id: string) => post.named.find((file) => file.id === id);
  const media = fittedMedia(post.media, ({ id }) => id, target?.options ?? {}, rendition);
  return (
    <article aria-label="How it looks" className="grid gap-3 rounded-xl border border-border bg-card p-4">
      {target !== null && (
        <div className="flex items-center gap-2.5">
          <AccountAvatar platform={target.platform} name={target.accountName} className="size-9" />
          <span className="min-w-0 leading-tight">
            <span className="block truncate font-medium">{target.accountName}</span>
            {target.accountHandle !== '' && (
              <span className="block truncate text-muted-foreground text-xs">@{target.accountHandle}</span>
            )}
          </span>
        </div>
      )}
      {title !== undefined && title !== '' && <h3 className="font-semibold text-base">{title}</h3>}
      {place !== undefined && <p className="text-muted-foreground text-xs">{place.label}</p>}
      {place?.without.includes('caption') !== true && <Words text={text} />}
      <MediaBoard media={media} />
      {link !== undefined && link !== '' && (
        <p className="flex items-center gap-2 rounded-lg border border-border px-3 py-2 text-muted-foreground">
          <LinkIcon aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{link}</span>
        </p>
      )}
      {thread.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="border-border border-l-2 pl-3">
          <span className="text-muted-foreground text-xs">Part {index + 2}</span>
          <Words text={part} />
        </div>
      ))}
      {labels.map((label) => (
        <p key={label} className="text-muted-foreground text-xs">
          {label}
        </p>
      ))}
      {madeWithAi === true && (
        <p className="flex items-center gap-1.5 text-muted-foreground text-xs">
          <Sparkles aria-hidden className="size-3.5" />
          Marked as made with AI
        </p>
      )}
    </article>
  );
}

/** What stands beside a post, and where it goes. */
export function labelsOf({ asDraft, brandedContent, yourBrand }: TargetOptions): string[] {
  if (asDraft === true) return ['Goes as a draft into the inbox of the app, without this caption'];
  // Where both are set, the paid one is shown.
  if (brandedContent === true) return ['Paid partnership'];
  return yourBrand === true ? ['Promotional content'] : [];
}

/** Where in the app it stands, when that is not the feed. */
function placeOf({ media }: PostView, { platform, options }: TargetView): Placement | undefined {
  const place = placementOf(packs[platform], { media, options });
  return place?.value === 'feed' ? undefined : place;
}

function Words({ text }: { text: string }) {
  if (text.trim() === '') return <p className="text-muted-foreground">No caption</p>;
  return <p className="max-h-96 overflow-y-auto whitespace-pre-wrap break-words text-base">{text}</p>;
}

/** Photos side by side in the shapes the platforms use; more than four are counted. */
function MediaBoard({ media }: { media: readonly MediaView[] }) {
  if (media.length === 0) return null;
  const shown = media.slice(0, 4);
  const more = media.length - shown.length;
  return (
    <ul className={cn('grid gap-0.5 overflow-hidden rounded-lg', shown.length > 1 && 'grid-cols-2')}>
      {shown.map((file, index) => (
        <li
          key={file.id}
          className={cn(
            'relative bg-muted',
            shown.length === 1 ? 'max-h-96' : 'aspect-[4/3]',
            shown.length === 3 && index === 0 && 'row-span-2 aspect-auto',
          )}
        >
          <Picture file={file} alone={shown.length === 1} />
          {more > 0 && index === 3 && (
            <span className="absolute inset-0 grid place-items-center bg-black/55 font-semibold text-white text-xl">
              +{more}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Picture({ file, alone }: { file: MediaView; alone: boolean }) {
  const classes = alone
    ? 'mx-auto max-h-96 w-auto object-contain'
    : 'absolute inset-0 size-full object-cover';
  if (isVideo(file)) {
    // The seller's own file; there is no track to show.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video src={file.url} poster={file.thumbUrl} controls preload="none" className={classes} />;
  }
  return (
    <img
      src={isPicture(file) ? file.url : file.thumbUrl}
      alt={file.altText === '' ? file.name : file.altText}
      loading="lazy"
      className={classes}
    />
  );
}
