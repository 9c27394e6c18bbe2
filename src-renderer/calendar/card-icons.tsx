// oxlint-disable jsx-a11y/prefer-tag-over-role -- the drawing is a mask, which an img cannot have in the colour of the text
import {
  Briefcase,
  CircleOff,
  Cloud,
  Gem,
  Laptop,
  Leaf,
  type LucideIcon,
  PartyPopper,
  Plus,
  Smile,
  TriangleAlert,
  Zap,
} from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { Tone } from '#shared/contract/posts.ts';
import { type PlatformId, platformIds } from '#shared/model/platform-id.ts';
import { type TargetState, targetStates } from '#shared/model/states.ts';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { stateLook } from '#ui/ui/target-state.tsx';
import type { Publisher } from './calendar-words.ts';

const icons: Record<Publisher | Tone | 'plus' | 'needs-you', LucideIcon> = {
  laptop: Laptop,
  relay: Cloud,
  nobody: CircleOff,
  friendly: Smile,
  professional: Briefcase,
  playful: PartyPopper,
  luxurious: Gem,
  minimalist: Leaf,
  urgent: Zap,
  plus: Plus,
  'needs-you': TriangleAlert,
};

type IconName = TargetState | PlatformId | keyof typeof icons;

interface CardIconProps {
  name: IconName;
  /** What it says; left out where words beside it say it. */
  label?: string;
  className?: string;
}

/**
 * A picture on a card: one element, whose shape is a mask in the colour of the text. Hundreds of inline drawings would be
 * most of what a month takes to lay out.
 */
export function CardIcon({ name, label, className = '' }: CardIconProps) {
  return label === undefined ? (
    <i aria-hidden data-icon={name} className={className} />
  ) : (
    <i role="img" aria-label={label} data-icon={name} className={className} />
  );
}

/**
 * Turns the app's icons into one picture, the mask of every `CardIcon`, which shows its part of it. One picture, because
 * each is a document of its own to the browser. Done once, before the first cards are painted.
 */
export const CardIconShapes = memo(function CardIconShapes() {
  const drawings = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    if (drawings.current === null) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(maskRules(drawings.current));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, []);
  return (
    <div hidden>
      <svg ref={drawings} viewBox={`0 0 ${24 * names.length} 24`}>
        {names.map((name, place) => (
          <svg key={name} x={24 * place} width={24} height={24}>
            <Drawing name={name} />
          </svg>
        ))}
      </svg>
    </div>
  );
});

const names: readonly IconName[] = [
  ...targetStates,
  ...platformIds,
  ...(Object.keys(icons) as (keyof typeof icons)[]),
];

function Drawing({ name }: { name: IconName }) {
  if (name in icons) {
    const Icon = icons[name as keyof typeof icons];
    return <Icon />;
  }
  if (platformIds.some((platform) => platform === name)) {
    return <PlatformIcon platform={name as PlatformId} decorative />;
  }
  const Icon = stateLook(name as TargetState).icon;
  return <Icon />;
}

function maskRules(drawings: SVGSVGElement): string {
  const picture = encodeURIComponent(new XMLSerializer().serializeToString(drawings));
  const shared = `[data-icon] { mask-image: url("data:image/svg+xml,${picture}"); mask-size: ${100 * names.length}% 100%; }`;
  const parts = names.map(
    (name, place) => `[data-icon="${name}"] { mask-position: ${(100 * place) / (names.length - 1)}% 0; }`,
  );
  return [shared, ...parts].join('\n');
}
