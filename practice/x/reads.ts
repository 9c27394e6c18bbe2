import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { isPublic, type XPost } from './model.ts';
import { chosenFields, shownPost, shownUser, unknownParameter } from './post-view.ts';
import { invalidRequest, notFound } from './problems.ts';
import { authorize } from './sessions.ts';

const readScopes = ['tweet.read', 'users.read'];
const viewParameters = [
  'tweet.fields',
  'post.fields',
  'expansions',
  'media.fields',
  'user.fields',
  'poll.fields',
  'place.fields',
];

/** GET /2/users/me */
export function me(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'readMe', readScopes);
  if (caller instanceof Reply) return caller;
  const fields = chosenFields(call, world, ['user.fields', 'expansions', 'tweet.fields', 'post.fields']);
  if (fields instanceof Reply) return fields.with(caller.headers);
  return json(200, { data: shownUser(caller.user, fields.user, world) }, caller.headers);
}

/** GET /2/tweets?ids= */
export function postsByIds(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'readPosts', readScopes);
  if (caller instanceof Reply) return caller;
  const fields = chosenFields(call, world, ['ids', ...viewParameters]);
  if (fields instanceof Reply) return fields.with(caller.headers);
  const ids = (call.url.searchParams.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > 100 || ids.some((id) => !/^[0-9]{1,19}$/.test(id))) {
    return invalidRequest('`ids` must hold 1 to 100 ids.', { ids }).with(caller.headers);
  }
  const found = ids.map((id) => world.state.x.posts[id]).filter(isPublic);
  const missing = ids.filter((id) => !isPublic(world.state.x.posts[id]));
  const body: Record<string, unknown> = {};
  if (found.length > 0) body.data = found.map((post) => shownPost(post, fields, world));
  if (missing.length > 0)
    body.errors = missing.map((id) => JSON.parse(String(notFound('tweet', 'ids', id).body)));
  return json(200, { ...body, ...fields.includes(found) }, caller.headers);
}

/** GET /2/tweets/:id */
export function postById(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'readPosts', readScopes);
  if (caller instanceof Reply) return caller;
  const fields = chosenFields(call, world, viewParameters);
  if (fields instanceof Reply) return fields.with(caller.headers);
  const id = call.params.id ?? '';
  const post = world.state.x.posts[id];
  if (!isPublic(post)) {
    return json(200, { errors: [JSON.parse(String(notFound('tweet', 'id', id).body))] }, caller.headers);
  }
  return json(200, { data: shownPost(post, fields, world), ...fields.includes([post]) }, caller.headers);
}

const timelineParameters = [
  'max_results',
  'start_time',
  'end_time',
  'since_id',
  'until_id',
  'exclude',
  'pagination_token',
  ...viewParameters,
];

/** GET /2/users/:id/tweets, newest first */
export function timeline(call: Call, world: World): Reply {
  const caller = authorize(call, world, 'readTimeline', readScopes);
  if (caller instanceof Reply) return caller;
  const fields = chosenFields(call, world, timelineParameters);
  if (fields instanceof Reply) return fields.with(caller.headers);
  const range = timelineRange(call.url.searchParams);
  if (range instanceof Reply) return range.with(caller.headers);
  const owner = world.state.x.users[call.params.id ?? ''];
  if (owner === undefined) {
    return json(
      200,
      { errors: [JSON.parse(String(notFound('user', 'id', call.params.id ?? '').body))] },
      caller.headers,
    );
  }
  const newest = Object.values(world.state.x.posts)
    .filter(
      (post) =>
        post.userId === owner.id && isPublic(post) && post.listedAt <= world.now() && range.holds(post),
    )
    .toSorted(
      (left, right) => right.createdAt - left.createdAt || Number(BigInt(right.id) - BigInt(left.id)),
    );
  const page = newest.slice(range.offset, range.offset + range.size);
  const meta: Record<string, unknown> = { result_count: page.length };
  const [first] = page;
  if (first !== undefined) Object.assign(meta, { newest_id: first.id, oldest_id: page.at(-1)?.id });
  if (newest.length > range.offset + range.size) meta.next_token = `p${range.offset + range.size}`;
  const body =
    page.length === 0
      ? { meta }
      : { data: page.map((post) => shownPost(post, fields, world)), ...fields.includes(page), meta };
  return json(200, body, caller.headers);
}

interface Range {
  size: number;
  offset: number;
  holds(post: XPost): boolean;
}

function timelineRange(query: URLSearchParams): Range | Reply {
  const size = Number(query.get('max_results') ?? 10);
  if (!Number.isInteger(size) || size < 5 || size > 100) {
    return invalidRequest(
      `The \`max_results\` query parameter value [${query.get('max_results')}] is not between 5 and 100`,
      {
        max_results: [query.get('max_results') ?? ''],
      },
    );
  }
  const times: Record<string, number> = {};
  for (const name of ['start_time', 'end_time']) {
    const value = query.get(name);
    if (value === null) continue;
    if (
      !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(value) ||
      Number.isNaN(Date.parse(value))
    ) {
      return invalidRequest(
        `Invalid '${name}':'${value}'. '${name}' must be a valid RFC 3339 date-time (YYYY-MM-DDTHH:mm:ssZ).`,
        {
          [name]: [value],
        },
      );
    }
    times[name] = Date.parse(value);
  }
  const exclude = (query.get('exclude') ?? '').split(',').filter((part) => part !== '');
  const unknown = exclude.find((part) => part !== 'replies' && part !== 'retweets');
  if (unknown !== undefined) return unknownParameter('exclude', unknown, ['replies', 'retweets']);
  const token = query.get('pagination_token');
  if (token !== null && !/^p\d+$/.test(token))
    return invalidRequest('The `pagination_token` is invalid.', { pagination_token: [token] });
  const sinceId = BigInt(query.get('since_id') ?? 0);
  const untilId = BigInt(query.get('until_id') ?? '9223372036854775807');
  return {
    size,
    offset: token === null ? 0 : Number(token.slice(1)),
    holds: (post) =>
      post.createdAt >= (times.start_time ?? 0) &&
      post.createdAt < (times.end_time ?? Number.POSITIVE_INFINITY) &&
      BigInt(post.id) > sinceId &&
      BigInt(post.id) < untilId &&
      !(exclude.includes('replies') && post.replyTo !== null),
  };
}
