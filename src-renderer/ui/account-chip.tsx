import type { PlatformId } from '#shared/model/platform-id.ts';
import { cn } from './cn.ts';
import { PlatformIcon, platformName } from './platform-icon.tsx';

interface Account {
  platform: PlatformId;
  name: string;
  handle: string;
}

/** Initials with the platform's mark; pictures of accounts lie on foreign servers and are not loaded. */
export function AccountAvatar({
  platform,
  name,
  className,
}: Pick<Account, 'platform' | 'name'> & { className?: string }) {
  return (
    <span aria-hidden className={cn('relative inline-grid size-7 shrink-0', className)}>
      <span className="grid place-items-center rounded-full bg-secondary font-medium text-2xs">
        {initials(name)}
      </span>
      <span className="-right-1 -bottom-1 absolute grid size-4 place-items-center rounded-full bg-background">
        <PlatformIcon platform={platform} decorative className="size-3" />
      </span>
    </span>
  );
}

/** An account in one line: initials, name, handle. */
export function AccountChip({ platform, name, handle, className }: Account & { className?: string }) {
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-2', className)}>
      <AccountAvatar platform={platform} name={name} />
      <span className="min-w-0 truncate">
        <span className="font-medium">{name}</span>
        <span className="sr-only"> on {platformName(platform)}</span>
        {handle !== '' && <span className="text-muted-foreground"> @{handle}</span>}
      </span>
    </span>
  );
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment;
  return '';
}

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : '';
  return (firstLetter(words[0] ?? '') + last).toUpperCase() || '?';
}
