import { createHash } from 'node:crypto';
import type { Call } from '../endpoint.ts';
import { looksLikeVideo } from '../pictures.ts';
import { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { type FormPart, readForm } from './form-stream.ts';
import type { PinMedia } from './model.ts';

const largest = 2_000_000_000;

/** An error of the store that takes the videos (Amazon S3), which speaks XML. */
export const storeError = (status: number, code: string, message: string): Reply =>
  new Reply(
    status,
    { 'content-type': 'application/xml' },
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>PRACTICE</RequestId></Error>`,
  );

/** POST / at the store: every parameter of the registration as a field in its order, then the file. */
export async function uploadVideo(call: Call, world: World): Promise<Reply> {
  if (call.header('authorization') !== undefined) {
    call.stream.resume();
    return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed');
  }
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?$/i.exec(
    call.header('content-type') ?? '',
  )?.[1];
  if (boundary === undefined) {
    call.stream.resume();
    return storeError(
      412,
      'PreconditionFailed',
      'Bucket POST must be of the enclosure-type multipart/form-data',
    );
  }
  const file = new ReceivedFile();
  const form = await readForm(cutAfter(call), boundary, (bytes) => file.add(bytes));
  if (form === undefined) {
    return storeError(
      400,
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    );
  }
  const media = mediaOf(form, world);
  const refusal = media === undefined ? denied('Access Denied') : refusalOf(form, media, file, world);
  if (media === undefined || refusal !== undefined) return refusal ?? denied('Access Denied');
  Object.assign(media, {
    uploaded: true,
    bytes: file.size,
    sha256: file.sha256(),
    failed: !file.isVideo || call.struck('processing-failed') !== undefined,
    polls: call.struck('slow-processing')?.polls ?? media.polls,
  });
  world.changed();
  return new Reply(204);
}

/** Whose upload it is; told by the user id in its key, which comes too late for the log. */
function mediaOf(form: readonly FormPart[], world: World): PinMedia | undefined {
  const key = form.find((part) => part.name === 'key');
  const id = key?.kind === 'field' ? (key.value.split(':').at(-1) ?? '') : '';
  return world.state.pinterest.media[id];
}

function refusalOf(
  form: readonly FormPart[],
  media: PinMedia,
  file: ReceivedFile,
  world: World,
): Reply | undefined {
  const last = form.at(-1);
  if (last?.kind !== 'file' || last.name !== 'file') {
    return storeError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
  }
  const fields = form
    .slice(0, -1)
    .map((part) => (part.kind === 'field' ? `${part.name}=${part.value}` : part.name));
  const wanted = media.parameters.map(([name, value]) => `${name}=${value}`);
  if (fields.join('\n') !== wanted.join('\n')) {
    return storeError(
      403,
      'SignatureDoesNotMatch',
      'The fields are not those of the registration, in their order.',
    );
  }
  if (world.now() >= media.expiresAt) return denied('Invalid according to Policy: Policy expired.');
  if (file.size === 0)
    return storeError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  if (file.size > largest) {
    return storeError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
  return undefined;
}

const denied = (message: string): Reply => storeError(403, 'AccessDenied', message);

/** The body of a call, up to where a `cut-upload` fault cuts the line. */
async function* cutAfter(call: Call): AsyncGenerator<Buffer> {
  const cut = call.struck('cut-upload');
  let size = 0;
  for await (const chunk of call.stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (cut !== undefined && size > (cut.bytes ?? 0)) {
      call.stream.socket.resetAndDestroy();
      return;
    }
    yield chunk;
  }
}

/** What arrived of a file; its bytes are looked at and forgotten. */
class ReceivedFile {
  readonly #hash = createHash('sha256');
  #start = Buffer.alloc(0);
  size = 0;

  add(bytes: Buffer): void {
    this.#hash.update(bytes);
    if (this.#start.length < 12) this.#start = Buffer.concat([this.#start, bytes.subarray(0, 12)]);
    this.size += bytes.length;
  }

  get isVideo(): boolean {
    return looksLikeVideo(this.#start);
  }

  sha256(): string {
    return this.#hash.digest('hex');
  }
}
