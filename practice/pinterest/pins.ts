import { type Call, listLag } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { boardOf } from './boards.ts';
import {
  invalid,
  notPermitted,
  pinNotFound,
  refusal,
  schemaRefusal,
  sectionNotFound,
  trialOnly,
} from './errors.ts';
import { statusOf } from './media.ts';
import { nextId, type Pin } from './model.ts';
import { type NewPin, newPin, tooLong } from './new-pin.ts';
import { picturesOf } from './pin-pictures.ts';
import { shownPin } from './pin-view.ts';
import { authorize, type Caller } from './sessions.ts';

const writeScopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write'];

/** POST /v5/pins */
export async function createPin(call: Call, world: World): Promise<Reply> {
  const caller = authorize(call, world, writeScopes);
  if (caller instanceof Reply) return caller;
  const reply = await accept(call, world, caller);
  return reply.with(caller.headers);
}

async function accept(call: Call, world: World, caller: Caller): Promise<Reply> {
  if (caller.app.access === 'trial') return trialOnly();
  if (call.body.kind === 'too-large') return new Reply(413);
  if (call.body.kind !== 'json') return invalid('the body must be JSON');
  const parsed = newPin.safeParse(call.body.value, { reportInput: true });
  if (!parsed.success) return schemaRefusal(parsed.error);
  const wanted = parsed.data;
  const refused = placeRefusal(wanted, caller, world) ?? textRefusal(wanted);
  if (refused !== undefined) return refused;
  const media = await mediaFor(wanted, caller, world);
  if (media instanceof Reply) return media;
  const pin = keep(wanted, media, caller, call, world);
  return json(world.state.pinterest.switches.createdStatus, shownPin(pin, pin.userId, world));
}

function placeRefusal(wanted: NewPin, caller: Caller, world: World): Reply | undefined {
  const board = boardOf(wanted.board_id, caller, world, 'write');
  if (board instanceof Reply) return board;
  if (board.adsOnly) return notPermitted();
  const section = wanted.board_section_id ?? null;
  if (section === null) return undefined;
  return world.state.pinterest.sections[section]?.boardId === board.id ? undefined : sectionNotFound();
}

function textRefusal(wanted: NewPin): Reply | undefined {
  const long = tooLong(wanted);
  if (long !== undefined) return invalid(long);
  const link = wanted.link ?? '';
  return link === '' || (URL.canParse(link) && /^https?:\/\//.test(link))
    ? undefined
    : invalid(`link: '${link}' is not a URL`);
}

type Media = Pick<Pin, 'creativeType' | 'pictures' | 'mediaId'>;

/** What the Pin shows: looked at, and kept. */
async function mediaFor(wanted: NewPin, caller: Caller, world: World): Promise<Media | Reply> {
  const source = wanted.media_source;
  switch (source.source_type) {
    case 'video_id': {
      const media = world.state.pinterest.media[source.media_id];
      if (media === undefined || media.userId !== caller.user.id)
        return refusal(404, 404, 'Media not found.');
      const { cover_image_url: address, cover_image_data: data, cover_image_content_type: type } = source;
      const hasData = data !== undefined && type !== undefined;
      if (address === undefined && !hasData && source.cover_image_key_frame_time === undefined) {
        return invalid(
          'one of cover_image_url or cover_image_content_type and cover_image_data or cover_image_key_frame_time is required',
        );
      }
      if (address !== undefined) return unreachable();
      if (statusOf(media) !== 'succeeded')
        return invalid(`the media upload has the status ${statusOf(media)}`);
      return { creativeType: 'VIDEO', pictures: [], mediaId: media.id };
    }
    case 'image_base64':
    case 'multiple_image_base64': {
      const isCarousel = source.source_type === 'multiple_image_base64';
      const items = isCarousel ? source.items : [source];
      if (isCarousel && (source.index ?? 0) >= items.length) return invalid('index is beyond the items');
      const pictures = await picturesOf(items, world);
      if (pictures instanceof Reply) return pictures;
      return { creativeType: isCarousel ? 'CAROUSEL' : 'REGULAR', pictures, mediaId: null };
    }
    // The practice platform never leaves this machine: an address cannot be fetched.
    case 'image_url':
    case 'multiple_image_urls':
      return unreachable();
    // A closed beta.
    case 'pin_url':
      return notPermitted();
  }
}

const unreachable = (): Reply =>
  refusal(400, 1, 'Unable to reach the URL. Please check the URL and try again.');

function keep(wanted: NewPin, media: Media, caller: Caller, call: Call, world: World): Pin {
  const now = world.now();
  const id = nextId(world.state.pinterest);
  const pin: Pin = {
    ...media,
    id,
    userId: caller.user.id,
    appId: caller.app.id,
    boardId: wanted.board_id,
    sectionId: wanted.board_section_id ?? null,
    title: wanted.title ?? null,
    description: wanted.description ?? null,
    link: wanted.link ?? null,
    altText: wanted.alt_text ?? null,
    createdAt: now,
    listedAt: now + listLag(call),
    state: call.struck('vanished') === undefined ? 'public' : 'vanished',
    metrics: {},
    requestId: call.id,
  };
  world.state.pinterest.pins[id] = pin;
  world.changed();
  world.events.emit('post', id);
  return pin;
}

/** DELETE /v5/pins/:id */
export function deletePin(call: Call, world: World): Reply {
  const caller = authorize(call, world, writeScopes);
  if (caller instanceof Reply) return caller;
  const pin = world.state.pinterest.pins[call.params.id ?? ''];
  if (pin?.state !== 'public' || pin.userId !== caller.user.id) return pinNotFound().with(caller.headers);
  pin.state = 'deleted';
  world.changed();
  return new Reply(204, caller.headers);
}
