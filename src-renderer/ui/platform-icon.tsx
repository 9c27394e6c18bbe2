import type { PlatformId } from '#shared/model/platform-id.ts';
import { cn } from './cn.ts';

const marks: Record<PlatformId, { name: string; path: string }> = {
  x: {
    name: 'X',
    path: 'M3 3h4.6l4.5 6.2L17.4 3h2.2l-6.5 7.6L20.5 21h-4.6l-4.9-6.7L5.3 21H3.1l6.9-8.1zm3.2 1.7L16.8 19.3h1L7.2 4.7z',
  },
  facebook: {
    name: 'Facebook',
    path: 'M21.5 12a9.5 9.5 0 1 0-11 9.4v-6.6H8.1V12h2.4V9.9c0-2.4 1.4-3.7 3.6-3.7 1 0 2.1.2 2.1.2v2.3H15c-1.2 0-1.5.7-1.5 1.5V12h2.6l-.4 2.8h-2.2v6.6a9.5 9.5 0 0 0 8-9.4z',
  },
  instagram: {
    name: 'Instagram',
    path: 'M8 2.5h8A5.5 5.5 0 0 1 21.5 8v8a5.5 5.5 0 0 1-5.5 5.5H8A5.5 5.5 0 0 1 2.5 16V8A5.5 5.5 0 0 1 8 2.5zm0 2A3.5 3.5 0 0 0 4.5 8v8A3.5 3.5 0 0 0 8 19.5h8a3.5 3.5 0 0 0 3.5-3.5V8A3.5 3.5 0 0 0 16 4.5zm4 2.7a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zm0 2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zm4.9-3.2a1.15 1.15 0 1 1 0 2.3 1.15 1.15 0 0 1 0-2.3z',
  },
  linkedin: {
    name: 'LinkedIn',
    path: 'M4.2 3h15.6A1.2 1.2 0 0 1 21 4.2v15.6a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 19.8V4.2A1.2 1.2 0 0 1 4.2 3zm1.6 6.8V18h2.6V9.8zm1.3-4a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm3.1 4V18h2.6v-4.1c0-1.1.4-1.9 1.5-1.9s1.4.8 1.4 1.9V18h2.6v-4.7c0-2.5-1-3.7-2.9-3.7-1.3 0-2.1.6-2.6 1.4V9.8z',
  },
  pinterest: {
    name: 'Pinterest',
    path: 'M12 2.5a9.5 9.5 0 0 0-3.5 18.3c-.1-.8-.2-2 0-2.8l1.1-4.7s-.3-.6-.3-1.4c0-1.3.8-2.3 1.7-2.3.8 0 1.2.6 1.2 1.3 0 .8-.5 2-.8 3.1-.2.9.5 1.7 1.4 1.7 1.6 0 2.9-1.7 2.9-4.2 0-2.2-1.6-3.7-3.8-3.7a4 4 0 0 0-4.2 4c0 .8.3 1.6.7 2.1l.1.3-.3 1.1c0 .2-.1.2-.3.1-1.2-.5-1.9-2.2-1.9-3.6 0-2.9 2.1-5.6 6.1-5.6 3.2 0 5.7 2.3 5.7 5.3 0 3.2-2 5.8-4.8 5.8-.9 0-1.8-.5-2.1-1.1l-.6 2.2c-.2.8-.8 1.8-1.1 2.4A9.5 9.5 0 1 0 12 2.5z',
  },
  youtube: {
    name: 'YouTube',
    path: 'M21.6 7.2a2.5 2.5 0 0 0-1.8-1.8C18.2 5 12 5 12 5s-6.2 0-7.8.4a2.5 2.5 0 0 0-1.8 1.8A26 26 0 0 0 2 12a26 26 0 0 0 .4 4.8 2.5 2.5 0 0 0 1.8 1.8c1.6.4 7.8.4 7.8.4s6.2 0 7.8-.4a2.5 2.5 0 0 0 1.8-1.8A26 26 0 0 0 22 12a26 26 0 0 0-.4-4.8zM10 15V9l5.2 3z',
  },
  tiktok: {
    name: 'TikTok',
    path: 'M16.2 2.5h-3.3v13.2a2.7 2.7 0 1 1-1.9-2.6V9.7a6.1 6.1 0 1 0 5.2 6V9.1a7.4 7.4 0 0 0 4.3 1.4V7.2a4.3 4.3 0 0 1-4.3-4.7z',
  },
};

export function platformName(platform: PlatformId): string {
  return marks[platform].name;
}

interface PlatformIconProps {
  platform: PlatformId;
  /** The name is said beside it already. */
  decorative?: boolean;
  className?: string;
}

export function PlatformIcon({ platform, decorative = false, className }: PlatformIconProps) {
  const { name, path } = marks[platform];
  return (
    <svg
      viewBox="0 0 24 24"
      fill="currentColor"
      className={cn('size-4 shrink-0', className)}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    >
      <path d={path} />
    </svg>
  );
}
