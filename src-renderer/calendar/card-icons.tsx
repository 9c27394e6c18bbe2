import {
  Briefcase,
  CircleOff,
  Cloud,
  Gem,
  Laptop,
  Leaf,
  type LucideIcon,
  PartyPopper,
  Smile,
  Zap,
} from 'lucide-react';
import { memo } from 'react';
import type { Tone } from '#shared/contract/posts.ts';
import { type PlatformId, platformIds } from '#shared/model/platform-id.ts';
import { type TargetState, targetStates } from '#shared/model/states.ts';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { stateLook } from '#ui/ui/target-state.tsx';
import type { Publisher } from './calendar-words.ts';

const publishers: Record<Publisher, LucideIcon> = { laptop: Laptop, relay: Cloud, nobody: CircleOff };

const tones: Record<Tone, LucideIcon> = {
  friendly: Smile,
  professional: Briefcase,
  playful: PartyPopper,
  luxurious: Gem,
  minimalist: Leaf,
  urgent: Zap,
};

type IconName = TargetState | PlatformId | Publisher | Tone;

/**
 * The pictures of all cards, drawn once; cards point to them. Hundreds of cards would otherwise each carry their own
 * copies, which is most of what a month takes to draw.
 */
export const CardSprite = memo(function CardSprite() {
  return (
    <svg aria-hidden className="absolute size-0 overflow-hidden">
      {targetStates.map((state) => {
        const Icon = stateLook(state).icon;
        return (
          <symbol key={state} id={`card-${state}`} viewBox="0 0 24 24">
            <Icon width={24} height={24} />
          </symbol>
        );
      })}
      {platformIds.map((platform) => (
        <symbol key={platform} id={`card-${platform}`} viewBox="0 0 24 24">
          <PlatformIcon platform={platform} decorative className="size-6" />
        </symbol>
      ))}
      {Object.entries({ ...publishers, ...tones }).map(([name, Icon]) => (
        <symbol key={name} id={`card-${name}`} viewBox="0 0 24 24">
          <Icon width={24} height={24} />
        </symbol>
      ))}
    </svg>
  );
});

export function CardIcon({ name, className = 'size-3' }: { name: IconName; className?: string }) {
  return (
    <svg className={`shrink-0 ${className}`}>
      <use href={`#card-${name}`} />
    </svg>
  );
}
