import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { boardOf } from './boards.ts';
import { invalid, pinNotFound } from './errors.ts';
import type { Pin } from './model.ts';
import { listed, type Page, pageOf, unknownParameter } from './paging.ts';
import { shownPin } from './pin-view.ts';
import { authorize, type Caller } from './sessions.ts';

const readScopes = ['boards:read', 'pins:read'];
const listParameters = ['pin_metrics', 'creative_types', 'ad_account_id'];
const filters = ['pin_filter', 'include_protected_pins', 'pin_type'];

/** GET /v5/pins: all Pins of the account */
export function listPins(call: Call, world: World): Reply {
  const caller = authorize(call, world, readScopes);
  if (caller instanceof Reply) return caller;
  const page = pageOf(call, [...listParameters, ...filters]);
  if (page instanceof Reply) return page.with(caller.headers);
  return pinsOf(call, world, caller, page, (pin) => pin.userId === caller.user.id);
}

/** GET /v5/boards/:id/pins: also those of others, on a group board */
export function listBoardPins(call: Call, world: World): Reply {
  const caller = authorize(call, world, readScopes);
  if (caller instanceof Reply) return caller;
  const page = pageOf(call, listParameters);
  if (page instanceof Reply) return page.with(caller.headers);
  const board = boardOf(call.params.id ?? '', caller, world, 'read');
  if (board instanceof Reply) return board.with(caller.headers);
  return pinsOf(call, world, caller, page, (pin) => pin.boardId === board.id);
}

function pinsOf(
  call: Call,
  world: World,
  { user, headers }: Caller,
  page: Page,
  wanted: (pin: Pin) => boolean,
): Reply {
  const { pins, switches } = world.state.pinterest;
  const oldestFirst = Object.values(pins)
    .filter((pin) => pin.state === 'public' && pin.listedAt <= world.now() && wanted(pin))
    .toSorted(
      (left, right) => left.createdAt - right.createdAt || Number(BigInt(left.id) - BigInt(right.id)),
    );
  const order = switches.newestFirst ? oldestFirst.toReversed() : oldestFirst;
  const metrics = call.url.searchParams.get('pin_metrics') === 'true';
  return json(
    200,
    listed(order, page, (pin) => shownPin(pin, user.id, world, metrics)),
    headers,
  );
}

/** GET /v5/pins/:id */
export function getPin(call: Call, world: World): Reply {
  const caller = authorize(call, world, readScopes);
  if (caller instanceof Reply) return caller;
  const odd = unknownParameter(call, ['pin_metrics', 'ad_account_id']);
  if (odd !== undefined) return odd.with(caller.headers);
  const id = call.params.id ?? '';
  if (!/^\d+$/.test(id)) return invalid(`pin_id: '${id}' does not match '^\\d+$'`).with(caller.headers);
  const pin = world.state.pinterest.pins[id];
  if (pin?.state !== 'public' || pin.userId !== caller.user.id) return pinNotFound().with(caller.headers);
  const metrics = call.url.searchParams.get('pin_metrics') === 'true';
  return json(200, shownPin(pin, caller.user.id, world, metrics), caller.headers);
}
