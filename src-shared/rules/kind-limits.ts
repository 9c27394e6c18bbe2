import type { TargetKind } from '../model/platform-id.ts';
import type { RulePack } from './rule-pack.ts';

/** What a platform allows of a picture in one kind of post. */
export function imageLimits({ images, byKind }: RulePack, kind: TargetKind): RulePack['images'] {
  return { ...images, ...byKind?.[kind]?.images };
}

/** The same of a video; null where there are none. */
export function videoLimits({ video, byKind }: RulePack, kind: TargetKind): RulePack['video'] {
  return video && { ...video, ...byKind?.[kind]?.video };
}
