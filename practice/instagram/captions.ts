import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { igError } from './errors.ts';

const maxCaption = 2200;
const maxMentions = 20;

/** The refusal of a caption that is too long, or has too many hashtags or mentions. */
export function captionRefusal(caption: string, world: World): Reply | undefined {
  const { captionUnit, maxHashtags } = world.state.instagram.switches;
  const length = captionUnit === 'utf16' ? caption.length : Array.from(caption).length;
  if (length > maxCaption) return igError(100, 2_207_010);
  const hashtags = caption.match(/(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]+/gu) ?? [];
  const mentions = caption.match(/(?<![\p{L}\p{N}_])@[\w.]+/gu) ?? [];
  return hashtags.length > maxHashtags || mentions.length > maxMentions ? igError(100, 2_207_040) : undefined;
}
