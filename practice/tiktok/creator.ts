import type { Call } from '../endpoint.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { tkError, tkOk } from './errors.ts';
import { countCall, creatorRefusal } from './limits.ts';
import type { PrivacyLevel, TkUser } from './model.ts';
import { authorize, objectOf } from './sessions.ts';

/** Which scope each field of a user needs. */
const fieldScopes: Readonly<Record<string, string>> = {
  open_id: 'user.info.basic',
  union_id: 'user.info.basic',
  avatar_url: 'user.info.basic',
  avatar_url_100: 'user.info.basic',
  avatar_large_url: 'user.info.basic',
  display_name: 'user.info.basic',
  bio_description: 'user.info.profile',
  profile_deep_link: 'user.info.profile',
  is_verified: 'user.info.profile',
  username: 'user.info.profile',
  follower_count: 'user.info.stats',
  following_count: 'user.info.stats',
  likes_count: 'user.info.stats',
  video_count: 'user.info.stats',
};

/** GET /v2/user/info/?fields= */
export function userInfo(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['user.info.basic']);
  if (caller instanceof Reply) return caller;
  const odd = [...call.url.searchParams.keys()].find((name) => name !== 'fields');
  if (odd !== undefined) return tkError('invalid_params', `Unknown parameter ${odd}`);
  const fields = (call.url.searchParams.get('fields') ?? '').split(',');
  const scopes = fields.map((field) => fieldScopes[field]);
  if (scopes.includes(undefined)) return tkError('invalid_params', 'Fields is invalid');
  if (scopes.some((scope) => !caller.grant.scopes.includes(scope ?? '')))
    return tkError('scope_permission_missed');
  const all = fieldsOf(caller.user);
  return tkOk({ user: Object.fromEntries(fields.map((field) => [field, all[field]])) });
}

function fieldsOf(user: TkUser): Record<string, unknown> {
  return {
    open_id: user.openId,
    union_id: user.unionId,
    avatar_url: avatarOf(user),
    avatar_url_100: avatarOf(user),
    avatar_large_url: avatarOf(user),
    display_name: user.nickname,
    bio_description: '',
    profile_deep_link: `https://vm.tiktok.com/${user.username}`,
    is_verified: false,
    username: user.username,
    follower_count: 0,
    following_count: 0,
    likes_count: 0,
    video_count: 0,
  };
}

const avatarOf = (user: TkUser): string => `https://p16-sign.tiktokcdn.com/${user.openId}/avatar.jpeg`;

/** POST /v2/post/publish/creator_info/query/: what the creator may choose now */
export function creatorInfo(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['video.publish']);
  if (caller instanceof Reply) return caller;
  const body = objectOf(call);
  if (body instanceof Reply) return body;
  if (Object.keys(body as object).length > 0) return tkError('invalid_param', 'The body must be empty.');
  const { creatorRefusalStatus } = world.state.tiktok.switches;
  const refused =
    countCall(world, caller, 'creatorInfo') ?? creatorRefusal(caller, world, creatorRefusalStatus);
  if (refused !== undefined) return refused;
  const { user } = caller;
  return tkOk({
    creator_avatar_url: avatarOf(user),
    creator_username: user.username,
    creator_nickname: user.nickname,
    privacy_level_options: privacyOptions(user),
    comment_disabled: user.commentDisabled,
    duet_disabled: user.duetDisabled,
    stitch_disabled: user.stitchDisabled,
    max_video_post_duration_sec: user.maxVideoSeconds,
  });
}

export function privacyOptions({ isPrivate }: TkUser): PrivacyLevel[] {
  const widest = isPrivate ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE';
  return [widest, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
}
