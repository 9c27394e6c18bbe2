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
  youtube: {
    name: 'YouTube',
    path: 'M21.6 7.2a2.5 2.5 0 0 0-1.8-1.8C18.2 5 12 5 12 5s-6.2 0-7.8.4a2.5 2.5 0 0 0-1.8 1.8A26 26 0 0 0 2 12a26 26 0 0 0 .4 4.8 2.5 2.5 0 0 0 1.8 1.8c1.6.4 7.8.4 7.8.4s6.2 0 7.8-.4a2.5 2.5 0 0 0 1.8-1.8A26 26 0 0 0 22 12a26 26 0 0 0-.4-4.8zM10 15V9l5.2 3z',
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
