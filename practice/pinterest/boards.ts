import { z } from 'zod';
import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { boardNotFound, invalid, schemaRefusal } from './errors.ts';
import { nextId, type PinBoard, shownTime } from './model.ts';
import { listed, pageOf, unknownParameter } from './paging.ts';
import { authorize, type Caller } from './sessions.ts';

const privacies = ['ALL', 'PROTECTED', 'PUBLIC', 'SECRET', 'PUBLIC_AND_SECRET'];

/** GET /v5/boards */
export function listBoards(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['boards:read']);
  if (caller instanceof Reply) return caller;
  const page = pageOf(call, ['privacy', 'ad_account_id']);
  if (page instanceof Reply) return page.with(caller.headers);
  const privacy = call.url.searchParams.get('privacy') ?? 'ALL';
  if (!privacies.includes(privacy)) return invalid(`privacy: '${privacy}' is not one of ${privacies.join()}`);
  const boards = Object.values(world.state.pinterest.boards)
    .filter((board) => mayUse(board, caller, 'read'))
    .filter((board) => privacy === 'ALL' || privacy.split('_AND_').includes(board.privacy));
  return json(
    200,
    listed(boards, page, (board) => shownBoard(board, world)),
    caller.headers,
  );
}

const newBoard = z.strictObject({
  name: z.string().min(1).max(180),
  description: z.string().max(500).nullable().optional(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).default('PUBLIC'),
  is_ads_only: z.boolean().default(false),
});

/** POST /v5/boards */
export function createBoard(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['boards:read', 'boards:write']);
  if (caller instanceof Reply) return caller;
  if (call.body.kind !== 'json') return invalid('the body must be JSON').with(caller.headers);
  const parsed = newBoard.safeParse(call.body.value);
  if (!parsed.success) return schemaRefusal(parsed.error).with(caller.headers);
  const { name, description = null, privacy, is_ads_only: adsOnly } = parsed.data;
  const id = nextId(world.state.pinterest);
  const board: PinBoard = {
    id,
    userId: caller.user.id,
    collaborators: [],
    name,
    description,
    privacy: adsOnly ? 'PROTECTED' : privacy,
    adsOnly,
    createdAt: world.now(),
  };
  world.state.pinterest.boards[id] = board;
  world.changed();
  return json(201, shownBoard(board, world), caller.headers);
}

/** GET /v5/boards/:id/sections */
export function listSections(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['boards:read']);
  if (caller instanceof Reply) return caller;
  const page = pageOf(call, ['ad_account_id']);
  if (page instanceof Reply) return page.with(caller.headers);
  const board = boardOf(call.params.id ?? '', caller, world, 'read');
  if (board instanceof Reply) return board.with(caller.headers);
  const sections = Object.values(world.state.pinterest.sections).filter(
    ({ boardId }) => boardId === board.id,
  );
  return json(
    200,
    listed(sections, page, ({ id, name }) => ({ id, name })),
    caller.headers,
  );
}

/** A board that this user has and may see. */
export function boardOf(id: string, caller: Caller, world: World, to: 'read' | 'write'): PinBoard | Reply {
  if (!/^\d+$/.test(id)) return invalid(`board_id: '${id}' does not match '^\\d+$'`);
  const board = world.state.pinterest.boards[id];
  return board !== undefined && mayUse(board, caller, to) ? board : boardNotFound();
}

function mayUse(board: PinBoard, { user, grant }: Caller, to: 'read' | 'write'): boolean {
  const sees = board.privacy !== 'SECRET' || grant.scopes.includes(`boards:${to}_secret`);
  return (board.userId === user.id || board.collaborators.includes(user.id)) && sees;
}

function shownBoard(board: PinBoard, world: World): object {
  const { users, pins } = world.state.pinterest;
  return {
    id: board.id,
    name: board.name,
    description: board.description,
    privacy: board.privacy,
    is_ads_only: board.adsOnly,
    owner: { username: users[board.userId]?.username },
    pin_count: Object.values(pins).filter((pin) => pin.boardId === board.id && pin.state === 'public').length,
    created_at: shownTime(board.createdAt),
  };
}

/** GET /v5/user_account */
export function userAccount(call: Call, world: World): Reply {
  const caller = authorize(call, world, ['user_accounts:read']);
  if (caller instanceof Reply) return caller;
  const odd = unknownParameter(call, ['ad_account_id']);
  if (odd !== undefined) return odd.with(caller.headers);
  const { id, username, name, accountType } = caller.user;
  const count = (things: object, key: string) =>
    Object.values(things).filter((thing: Record<string, unknown>) => thing[key] === id).length;
  return json(
    200,
    {
      id,
      account_type: accountType,
      username,
      business_name: accountType === 'BUSINESS' ? name : null,
      profile_image: `https://i.pinimg.com/280x280_RS/${id}.jpg`,
      website_url: '',
      about: '',
      pin_count: count(world.state.pinterest.pins, 'userId'),
      board_count: count(world.state.pinterest.boards, 'userId'),
      follower_count: 5,
      following_count: 1,
      monthly_views: 40,
    },
    caller.headers,
  );
}
