import type { Call } from '../endpoint.ts';
import { uploadError } from '../facebook/errors.ts';
import { inspect, receive } from '../received-bytes.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { IgContainer } from './model.ts';
import { presentedToken, sessionOf } from './tokens.ts';

const blobOf = ({ id }: IgContainer): string => `instagram-upload-${id}`;

/** POST https://rupload.facebook.com/ig-api-upload/{version}/{container}: raw bytes from an offset on */
export async function uploadBytes(call: Call, world: World): Promise<Reply> {
  const value = presentedToken(call, 'OAuth');
  const own = sessionOf(value, 'instagram', world);
  const session = own instanceof Reply ? sessionOf(value, 'facebook', world) : own;
  if (session instanceof Reply || !session.may('publish'))
    return refused(call, uploadError('NotAuthorizedError', 'Invalid OAuth token', false, 401));
  const container = world.state.instagram.containers[call.params.node ?? ''];
  const isMine = session.accounts.some(({ id }) => id === container?.accountId);
  if (!isMine || container === undefined || container.upload === null)
    return refused(call, uploadError('ProcessingFailedError', 'Unknown upload', false, 404));
  const { upload } = container;
  const offset = wholeNumber(call.header('offset'));
  const size = wholeNumber(call.header('file_size'));
  if (offset === undefined || size === undefined || size === 0)
    return refused(
      call,
      uploadError('ProcessingFailedError', 'The headers offset and file_size are required'),
    );
  if (container.file !== null || offset !== upload.received)
    return refused(call, uploadError('OffsetInvalidError', `Offset must be ${upload.received}`));
  if (upload.expected !== null && upload.expected !== size)
    return refused(call, uploadError('ProcessingFailedError', 'file_size differs from an earlier request'));
  upload.expected = size;
  await receive(call, world, blobOf(container), (bytes) => {
    upload.received += bytes;
  });
  if (upload.received < size)
    return uploadError('PartialRequestError', `Received ${upload.received} of ${size} bytes`, true);
  if (upload.received > size) return uploadError('ProcessingFailedError', 'More bytes than file_size');
  const { sha256, video } = await inspect(world, blobOf(container));
  container.file = { kind: 'video', altText: '', width: 0, height: 0, bytes: size, sha256 };
  if (!video) container.failed = 2_207_026;
  world.changed();
  return json(200, { success: true, message: 'Upload successful.' });
}

/** Lets an unwanted body run out, so that the sender reads the answer. */
function refused(call: Call, reply: Reply): Reply {
  call.stream.resume();
  return reply;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
