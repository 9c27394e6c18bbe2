import type { TargetOptions } from '#shared/model/content.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { Choice } from './choice.tsx';

type Placements = NonNullable<RulePack['placements']>;

interface PlacementOptionProps {
  placements: Placements;
  value: TargetOptions['placement'];
  onValue: (value: TargetOptions['placement']) => void;
}

/** Where in the app the post stands. */
export function PlacementOption({ placements, value, onValue }: PlacementOptionProps) {
  return (
    <Choice
      label="Where it stands"
      none={usualPlaces(placements)}
      value={value ?? null}
      options={placements.values}
      place="options"
      onValue={(chosen) => onValue(placements.values.find(({ value }) => value === chosen)?.value)}
    />
  );
}

/** Which place it has when none is chosen: "Photos as post, a video as reel". */
export function usualPlaces({ values }: Placements): string {
  const [photo = '', video = ''] = (['image', 'video'] as const).map(
    (shape) => values.find(({ takes }) => takes.includes(shape))?.label ?? '',
  );
  return photo === video ? photo : `Photos as ${photo.toLowerCase()}, a video as ${video.toLowerCase()}`;
}
