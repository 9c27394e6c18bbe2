import { z } from 'zod';
import type { Snapshot, TargetOptions } from '../../model/content.ts';
import { PublishFailure } from '../../model/publish-error.ts';
import { HttpFailure } from '../../publishing/http.ts';
import { tiktokRules } from '../../rules/packs/tiktok.ts';
import { type Account, type Choice, UnmappedAnswer } from '../platform.ts';
import { callTikTok } from './api.ts';

const schema = z.object({
  privacy_level_options: z.array(z.string()),
  comment_disabled: z.boolean(),
  duet_disabled: z.boolean(),
  stitch_disabled: z.boolean(),
  /** Seconds. */
  max_video_post_duration_sec: z.number().positive().catch(Number.POSITIVE_INFINITY),
});
type Creator = z.output<typeof schema>;

/** What the account may choose at this moment. @throws as callTikTok */
function creatorInfo(account: Account): Promise<Creator> {
  return callTikTok(account, { path: '/v2/post/publish/creator_info/query/' }, schema);
}

/** Who may see a post, and what others may do with it, as far as the account has it switched on. @throws as callTikTok */
export async function choices(account: Account, option: keyof TargetOptions): Promise<Choice[]> {
  if (option !== 'privacy' && option !== 'allow') return [];
  const creator = await creatorInfo(account);
  const open = option === 'privacy' ? creator.privacy_level_options : interactionsOf(creator);
  const known = tiktokRules[option]?.values ?? [];
  return known.filter(({ value }) => open.includes(value));
}

function interactionsOf({ comment_disabled, duet_disabled, stitch_disabled }: Creator): string[] {
  const closed = { comment: comment_disabled, duet: duet_disabled, stitch: stitch_disabled };
  return Object.entries(closed).flatMap(([name, isClosed]) => (isClosed ? [] : [name]));
}

/**
 * Asks whether the account still lets the seller choose like that, as TikTok demands before every post. Nothing is ever
 * chosen in the seller's place. Nothing has left before it has an answer: whatever goes wrong on the way had no effect.
 * Source: tiktok.md section 4.1.
 * @throws PublishFailure
 */
export async function refuseWhatIsNotAllowed(account: Account, snapshot: Snapshot): Promise<void> {
  const { privacy = '', allow = [] } = snapshot.options;
  const creator = await creatorInfo(account).catch((thrown: unknown) => {
    throw withoutEffect(thrown);
  });
  if (!creator.privacy_level_options.includes(privacy))
    throw refused(
      'options',
      `TikTok no longer lets this account choose “${labelOf('privacy', privacy)}”. Choose again who may see the post.`,
    );
  const open = interactionsOf(creator);
  const closed = allow.find((name) => !open.includes(name));
  if (closed !== undefined)
    throw refused(
      'options',
      `“${labelOf('allow', closed)}” is switched off for this TikTok account. Take the tick away, or switch it on in TikTok.`,
    );
  const seconds = (snapshot.media[0]?.video?.durationMs ?? 0) / 1000;
  const most = creator.max_video_post_duration_sec;
  if (seconds > most)
    throw refused('media', `This TikTok account may post videos of up to ${most} seconds. Cut the video.`);
}

const labelOf = (option: 'privacy' | 'allow', value: string): string =>
  tiktokRules[option]?.values.find((choice) => choice.value === value)?.label ?? value;

/** A question that got no answer, or none that can be read. */
function withoutEffect(thrown: unknown): unknown {
  const message = 'TikTok did not say what this account may post.';
  if (thrown instanceof HttpFailure || thrown instanceof UnmappedAnswer)
    return new PublishFailure({ class: 'transient', effect: 'none', message });
  if (thrown instanceof PublishFailure && thrown.error.class === 'transient')
    return new PublishFailure({ ...thrown.error, effect: 'none' });
  return thrown;
}

function refused(field: 'media' | 'options', message: string): PublishFailure {
  return new PublishFailure({ class: 'content', field, message });
}
