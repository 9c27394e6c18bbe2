import type { Call } from '../endpoint.ts';
import { json, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { uploadError } from './errors.ts';
import { receive } from '../received-bytes.ts';
import { sessionOf, type Session } from './tokens.ts';
import { uploadDone, videoBlob } from './videos.ts';

/** The session behind `Authorization: OAuth …`; Bearer is not understood here. */
function oauthSession(call: Call, world: World): Session | Reply {
  const value = /^OAuth (\S+)$/.exec(call.header('authorization') ?? '')?.[1];
  return value === undefined
    ? uploadError('NotAuthorizedError', 'Missing or invalid OAuth token', false, 401)
    : sessionOf(value, world);
}

/** POST https://rupload.facebook.com/video-upload/{version}/{video}: raw bytes from an offset on */
export async function uploadBytes(call: Call, world: World): Promise<Reply> {
  const session = oauthSession(call, world);
  const video = world.state.facebook.videos[call.params.video ?? ''];
  if (session instanceof Reply)
    return refused(call, uploadError('NotAuthorizedError', 'Invalid OAuth token', false, 401));
  if (video === undefined || video.pageId !== session.page?.id)
    return refused(call, uploadError('ProcessingFailedError', 'Unknown video', false, 404));
  // The practice platform never leaves this machine: an address cannot be fetched.
  if (call.header('file_url') !== undefined)
    return refused(call, uploadError('ProcessingFailedError', 'The file_url could not be fetched'));
  const offset = wholeNumber(call.header('offset'));
  const size = wholeNumber(call.header('file_size'));
  if (offset === undefined || size === undefined || size === 0) {
    return refused(
      call,
      uploadError('ProcessingFailedError', 'The headers offset and file_size are required'),
    );
  }
  if (video.uploaded || offset !== video.received) {
    return refused(call, uploadError('OffsetInvalidError', `Offset must be ${video.received}`));
  }
  if (video.expected !== null && video.expected !== size) {
    return refused(call, uploadError('ProcessingFailedError', 'file_size differs from an earlier request'));
  }
  video.expected = size;
  await receive(call, world, videoBlob(video), (bytes) => {
    video.received += bytes;
  });
  if (video.received < size)
    return uploadError('PartialRequestError', `Received ${video.received} of ${size} bytes`, true);
  if (video.received > size) return uploadError('ProcessingFailedError', 'More bytes than file_size');
  await uploadDone(world, video);
  return json(200, { success: true });
}

/** POST /upload:{id}: the same for the app's resumable uploads, with `file_offset` */
export async function continueUpload(call: Call, world: World): Promise<Reply> {
  const session = oauthSession(call, world);
  if (session instanceof Reply) return refused(call, session);
  const upload = world.state.facebook.uploads[call.params.upload ?? ''];
  if (upload === undefined || upload.personId !== session.person.id)
    return refused(call, uploadError('ProcessingFailedError', 'Unknown upload', false, 404));
  const offset = wholeNumber(call.header('file_offset'));
  if (offset !== upload.received)
    return refused(call, uploadError('OffsetInvalidError', `Offset must be ${upload.received}`));
  await receive(call, world, `facebook-upload-${upload.id}`, (bytes) => {
    upload.received += bytes;
  });
  if (upload.received < upload.fileLength) {
    return uploadError(
      'PartialRequestError',
      `Received ${upload.received} of ${upload.fileLength} bytes`,
      true,
    );
  }
  upload.handle = `2:${Buffer.from(upload.id).toString('base64')}`;
  world.changed();
  return json(200, { h: upload.handle });
}

/** GET /upload:{id} */
export function uploadOffset(call: Call, world: World): Reply {
  const session = oauthSession(call, world);
  if (session instanceof Reply) return session;
  const upload = world.state.facebook.uploads[call.params.upload ?? ''];
  if (upload === undefined || upload.personId !== session.person.id)
    return uploadError('ProcessingFailedError', 'Unknown upload', false, 404);
  return json(200, { id: `upload:${upload.id}`, file_offset: upload.received });
}

/** Lets an unwanted body run out, so that the sender reads the answer. */
function refused(call: Call, reply: Reply): Reply {
  call.stream.resume();
  return reply;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
